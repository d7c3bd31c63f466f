// The command line as people start it, against a whole server.

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from './app.ts'

let app: TestApp
let folder: string

beforeAll(async () => {
  app = await startTestApp()
  folder = await mkdtemp(join(tmpdir(), 'switchyard-cli-'))
  await writeFile(join(folder, 'setup.json'), JSON.stringify(setup))
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const setup = {
  suppliers: { Google: {} },
  campaigns: {
    courses: {
      country: 'GB',
      currency: 'GBP',
      fields: [{ key: 'email', label: 'Email address', type: 'email', required: true }],
    },
  },
}

interface Run {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

async function switchyard(args: readonly string[], environment: Record<string, string> = {}): Promise<Run> {
  const program = join(import.meta.dirname, '../../cli/bin/switchyard.js')
  const env = {
    ...process.env,
    SWITCHYARD_URL: app.url,
    SWITCHYARD_KEY: app.key,
    DATABASE_URL: app.databaseUrl,
    ...environment,
  }
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}

describe('the command line', () => {
  it('writes set-up, finds nothing more to write, and exports what it can read again', async () => {
    const file = join(folder, 'setup.json')
    expect(await switchyard(['diff', file])).toMatchObject({
      code: 2,
      out: expect.stringContaining('create campaigns.courses'),
    })
    expect(await switchyard(['apply', file])).toMatchObject({ code: 0, err: '' })
    expect(await switchyard(['diff', file])).toMatchObject({ code: 0, out: '0 changed, 2 the same\n' })
    const exported = join(folder, 'exported.json')
    expect((await switchyard(['export-config', '--output', exported])).code).toBe(0)
    expect(JSON.parse(await readFile(exported, 'utf8'))).toMatchObject(setup)
    expect((await switchyard(['diff', exported])).code).toBe(0)
  })

  it('names each mistake of a set-up file with its place and sends nothing', async () => {
    const file = join(folder, 'wrong.json')
    await writeFile(file, '{"campaigns":{"x":{"country":"GB","currency":"pounds"}},"colours":{}}')
    const run = await switchyard(['apply', file])
    expect(run.code).toBe(1)
    expect(run.err).toContain('campaigns.x.currency: ')
    expect(run.err).toContain('colours: no such section')
  })

  it('imports a file once, however often it is asked to', async () => {
    const file = join(folder, 'leads.csv')
    await writeFile(
      file,
      'Email address,Lead Source,City\na@example.com,Google,London\nnot one,Google,"New\nYork"\nshort\n',
    )
    const report = join(folder, 'rows.csv')
    const args = [
      'import',
      file,
      '--campaign',
      'courses',
      '--supplier-column',
      'Lead Source',
      '--report',
      report,
      '--json',
    ]
    const first = await switchyard(args)
    expect(first.code).toBe(2)
    expect(JSON.parse(first.out)).toMatchObject({
      rows: 3,
      recorded: 2,
      byCode: { ACCEPT_LEAD: 1, REJECT_LEAD_INVALID_EMAIL: 1, ragged_row: 1 },
    })
    const ids = (content: string) =>
      content
        .split('\n')
        .map((line) => line.split(',').slice(0, 2).join(','))
        .toSorted()
    const before = ids(await readFile(report, 'utf8'))
    expect((await switchyard(args)).code).toBe(2)
    expect(ids(await readFile(report, 'utf8'))).toEqual(before)
    const listed = JSON.parse((await switchyard(['lead', 'list', '--json'])).out)
    expect(listed.leads).toHaveLength(2)
    expect(listed.leads[0]).toMatchObject({ supplier: 'Google', method: 'import' })
  })

  it('sends, shows and edits a lead', async () => {
    const args = ['--campaign', 'courses', '--supplier', 'Google', '--field', 'email=ann@example.com', '--json']
    const sent = JSON.parse((await switchyard(['lead', 'send', ...args])).out)
    expect(sent).toMatchObject({ status: 'accepted' })
    await app.idle()
    const edited = await switchyard([
      'lead',
      'edit',
      sent.id,
      '--field',
      'email=bob@example.com',
      '--reason',
      'asked by phone',
    ])
    expect(edited).toMatchObject({ code: 0, err: '' })
    expect((await switchyard(['lead', 'show', sent.id])).out).toContain('email = bob@example.com')
  })

  it('says in words what was refused and what may help', async () => {
    expect(await switchyard(['lead', 'show', '999999'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('does not exist'),
    })
    expect(await switchyard(['lead', 'list'], { SWITCHYARD_KEY: 'sy_wrong' })).toMatchObject({
      code: 1,
      err: expect.stringContaining('SWITCHYARD_KEY is not a key of this server'),
    })
    expect(await switchyard(['doctor'], { SWITCHYARD_KEY: '' })).toMatchObject({
      code: 1,
      out: expect.stringContaining('Set SWITCHYARD_KEY'),
    })
    expect((await switchyard(['doctor'])).code).toBe(0)
  })

  it('makes keys and users on the database itself', async () => {
    const made = JSON.parse(
      (await switchyard(['key', 'create', '--scope', 'ingest', '--supplier', 'Google', '--json'])).out,
    )
    const sent = await switchyard(['lead', 'send', '--campaign', 'courses', '--field', 'email=key@example.com'], {
      SWITCHYARD_KEY: made.key,
    })
    expect(sent.code).toBe(0)
    const user = ['user', 'create', '--email', 'olga@example.com', '--role', 'viewer']
    expect(await switchyard(user)).toMatchObject({ code: 0, out: expect.stringContaining('Password (shown once)') })
    expect(await switchyard(user)).toMatchObject({ code: 1, err: expect.stringContaining('already') })
    expect(await switchyard(['key', 'create', '--scope', 'ingest'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('names its supplier'),
    })
  })

  it('says what would become of a lead, and writes leads to a file', async () => {
    const sent = await switchyard([
      'lead',
      'send',
      '--campaign',
      'courses',
      '--supplier',
      'Google',
      '--field',
      'email=no address',
      '--json',
    ])
    const { id } = JSON.parse(sent.out) as { id: string }
    const checked = await switchyard(['lead', 'check', id])
    expect(checked).toMatchObject({ code: 0 })
    expect(checked.out).toContain('REJECT_LEAD_INVALID_EMAIL')
    const out = join(folder, 'leads.csv')
    const exported = await switchyard(['export', '--ids', id, '--out', out, '--columns', 'LeadID,email', '--json'])
    expect(exported.code).toBe(0)
    expect(JSON.parse(exported.out)).toMatchObject({ state: 'done', succeeded: 1, out })
    expect(await readFile(out, 'utf8')).toBe(`\uFEFFLeadID,email\r\n${id},no address\r\n`)
    const workbook = join(folder, 'leads.xlsx')
    const sheet = await switchyard(['export', '--ids', id, '--out', workbook, '--format', 'xlsx'])
    expect(sheet).toMatchObject({ code: 0, err: '' })
    expect((await readFile(workbook)).subarray(0, 2).toString()).toBe('PK')
  })
})
