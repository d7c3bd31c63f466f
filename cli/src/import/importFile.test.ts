import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Api, connect } from '../api.ts'
import { type ImportRequest, prepareImport, runImport } from './importFile.ts'
import { openRowReport } from './rowReport.ts'

// A server that answers as told: what it is asked for is what these tests look at.
type Answer = { status: number; body: unknown; headers?: Record<string, string> }

let folder: string
let server: Server
let api: Api
let received: { fields: Record<string, string>; idempotencyKey: string }[][]
let answer: (leads: readonly { fields: Record<string, string> }[], call: number) => Answer

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-import-'))
  received = []
  answer = (leads) => ({
    status: 200,
    body: { results: leads.map((lead, index) => recorded(`${index}`, lead.fields['email'] ?? '')) },
  })
  server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  api = connect({ SWITCHYARD_URL: `http://127.0.0.1:${port}`, SWITCHYARD_KEY: 'sy_test' })
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  // The client under test sends exactly this.
  const { leads } = (await json(request)) as { leads: (typeof received)[number] }
  received.push(leads)
  const { status, body, headers } = answer(leads, received.length)
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

function recorded(id: string, email: string): unknown {
  const bad = !email.includes('@')
  const disposition = {
    code: bad ? 'REJECT_LEAD_INVALID_EMAIL' : 'ACCEPT_LEAD',
    reason: bad ? `'${email}' is no email` : null,
  }
  return { id, status: bad ? 'rejected' : 'accepted', sold: null, disposition: { ...disposition, failures: [] } }
}

const problem = (status: number, code: string, detail: string) => ({
  type: 'about:blank',
  title: '',
  status,
  code,
  detail,
  errors: [],
  requestId: 'r1',
})

async function importing(content: string, over: Partial<ImportRequest> = {}) {
  const path = join(folder, 'leads.csv')
  await writeFile(path, content)
  const request: ImportRequest = {
    path,
    encoding: null,
    delimiter: null,
    fields: [{ key: 'email', label: null }],
    wishes: {
      map: [],
      supplierColumn: null,
      sourceColumn: null,
      externalIdColumn: null,
      consentEmailColumn: null,
      consentSmsColumn: null,
    },
    rowOptions: { campaign: 'auto', supplier: 'S1', consentNo: ['no'], consentYes: ['yes'], test: false },
    ...over,
  }
  const preparation = await prepareImport(request)
  if (preparation.kind === 'refused') throw new Error(preparation.problems.join(' | '))
  const report = openRowReport(join(folder, 'report.csv'))
  try {
    return await runImport(api, request, preparation.prepared, report, () => {})
  } finally {
    await report.close()
  }
}

describe('an import', () => {
  it('sends every row once, in batches, each with a key of its own that a second run repeats', async () => {
    const content = `email\n${Array.from({ length: 1_203 }, (_, index) => `p${index}@example.com`).join('\n')}\n`
    const totals = await importing(content)
    expect(totals).toMatchObject({ rows: 1_203, recorded: 1_203, failed: 0, byCode: { ACCEPT_LEAD: 1_203 } })
    const keys = received.flat().map((lead) => lead.idempotencyKey)
    expect(new Set(keys).size).toBe(1_203)
    expect(received.map((batch) => batch.length).toSorted((a, b) => a - b)).toEqual([203, 500, 500])
    received = []
    await importing(content)
    expect(
      received
        .flat()
        .map((lead) => lead.idempotencyKey)
        .toSorted(),
    ).toEqual(keys.toSorted())
  })

  it('tells accepted, rejected and unreadable rows apart, and reports each', async () => {
    const totals = await importing(
      'email,city\na@example.com,London\nnot an email,\nonly one cell\nb@example.com,"New\nYork"\n',
    )
    expect(totals).toMatchObject({ rows: 4, recorded: 3, failed: 1, byStatus: { accepted: 2, rejected: 1 } })
    expect(totals.failures).toEqual([{ row: 3, code: 'ragged_row', reason: 'The row has 1 cells, the header has 2.' }])
    const lines = (await readFile(join(folder, 'report.csv'), 'utf8')).trim().split('\n').toSorted()
    expect(lines).toHaveLength(5)
    expect(lines[1]).toContain("rejected,REJECT_LEAD_INVALID_EMAIL,'not an email' is no email")
    expect(lines[2]).toContain('3,,not recorded,ragged_row')
    expect(received.flat().at(-1)?.fields).toEqual({ email: 'b@example.com', city: 'New\nYork' })
  })

  it('sends a batch again when the server could not take it', async () => {
    const usual = answer
    answer = (leads, call) =>
      call === 1
        ? { status: 503, body: problem(503, 'unavailable', 'Not now.'), headers: { 'retry-after': '0' } }
        : usual(leads, call)
    expect(await importing('email\na@example.com\n')).toMatchObject({ recorded: 1, failed: 0 })
    expect(received).toHaveLength(2)
    expect(received[0]).toEqual(received[1])
  })

  it('counts a problem of one row for that row alone', async () => {
    answer = (leads) => ({
      status: 200,
      body: {
        results: leads.map((lead, index) =>
          index === 0
            ? problem(404, 'unknown_campaign', 'No such campaign.')
            : recorded('1', lead.fields['email'] ?? ''),
        ),
      },
    })
    const totals = await importing('email\na@example.com\nb@example.com\n')
    expect(totals).toMatchObject({ recorded: 1, failed: 1, byCode: { unknown_campaign: 1, ACCEPT_LEAD: 1 } })
  })

  it('stops when the key may not', async () => {
    answer = () => ({ status: 401, body: problem(401, 'unauthorized', 'Unknown key.') })
    await expect(importing('email\na@example.com\n')).rejects.toThrow('Unknown key.')
    expect(received).toHaveLength(1)
  })

  it('sends nothing of a file that is broken at its end', async () => {
    await expect(importing('email\na@example.com\n"b@example.com\n')).rejects.toThrow(/never closed/)
    await expect(importing('email\n')).rejects.toThrow(/no rows/)
    expect(received).toEqual([])
  })
})
