// The file that goes out to be mended: what is in it, and how it is sent.

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { downloadLeads } from '@switchyard/contract/campaigns/download.ts'
import type { BodyInput } from '@switchyard/contract/endpoint.ts'
import { createJob } from '@switchyard/contract/jobs/create.ts'
import { listJobItems } from '@switchyard/contract/jobs/items.ts'
import { showJob } from '@switchyard/contract/jobs/show.ts'
import { unguardFormula } from '@switchyard/core/csv/formulaGuard.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import type { LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene, type Scene } from '@switchyard/testkit/scene.ts'

import { openSheet } from '../sheets/openSheet.ts'
import { openArchive } from '../sheets/xlsx/archive.ts'

let app: TestApp
let folder: string
let scene: Scene
let good: LeadDetail
let bad: LeadDetail
const hostile = '=cmd|x "quoted" _x0041_'
const long = 'y'.repeat(33_000)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-download-'))
  app = await startTestApp()
  await setUpAutoWarranty(app.client)
  const fields = [...(campaignDocument.fields ?? []), { key: 'story', type: 'longText' as const }]
  scene = await makeScene(app, 'cars', { campaign: { ...campaignDocument, fields, dedupe: [] }, deliveries: {} })
  good = await scene.settle({ last_name: 'Zoë' })
  bad = await scene.settle({ make: 'VW', vehicle_year: '1900', last_name: hostile, email: '' })
})

afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

async function fetchFile(id: string, at = app) {
  return fetch(`${at.url}/v1/jobs/${id}/file`, { headers: { authorization: `Bearer ${at.key}` } })
}

/** The file of a download, fetched at once: the answer waits for the job and follows it. */
async function downloaded(body: BodyInput<typeof downloadLeads>, name: string): Promise<string> {
  const { id } = await app.client.call(downloadLeads, { params: { ref: 'cars' }, body })
  const response = await fetchFile(id)
  expect(response.status).toBe(200)
  const path = join(folder, name)
  await writeFile(path, Buffer.from(await response.arrayBuffer()))
  return path
}

async function rowsOf(path: string, name: string): Promise<Map<string, Record<string, string>>> {
  const sheet = await openSheet({ path, name })
  const rows = new Map<string, Record<string, string>>()
  for await (const { cells } of sheet.rows()) {
    const row = Object.fromEntries(sheet.headings.map((heading, column) => [heading, cells[column]?.text ?? '']))
    rows.set(row['LeadID'] ?? '', row)
  }
  await sheet.close()
  return rows
}

const headings =
  'LeadID,Campaign,Supplier,Source,Method,Received At,Updated At,Lead Status,Disposition Code,Custom Reason,Revision'.split(
    ',',
  )

describe('A download', () => {
  test('as xlsx has our eleven columns, then the fields in their order, each value as it is, and is read by others', async () => {
    const path = await downloaded({ status: 'all' }, 'all.xlsx')
    const [first] = await readSheet(path, 'Leads')
    const fields = ['first_name', 'last_name', 'email', 'phone', 'vehicle_year', 'make', 'story']
    expect(first).toEqual([...headings, ...fields])
    const rows = await rowsOf(path, 'all.xlsx')
    expect(rows.get(good.id)).toMatchObject({ Campaign: 'cars', 'Lead Status': 'accepted', last_name: 'Zoë' })
    expect(rows.get(good.id)).toMatchObject({ phone: "'+447700900123", 'Custom Reason': '', Revision: '1' })
    expect(rows.get(bad.id)).toMatchObject({ make: 'VW', vehicle_year: '1900', email: '', 'Lead Status': 'rejected' })
    expect(unguardFormula(rows.get(bad.id)?.['last_name'] ?? '')).toBe(hostile)
    expect(rows.get(bad.id)?.['Custom Reason']).toBe(bad.disposition.reason)
  })

  test('colours and comments the cells that were refused, also empty ones, and drops the list down', async () => {
    const archive = await openArchive(await downloaded({ status: 'rejected' }, 'rejected.xlsx'))
    const sheet = await archive.text('xl/worksheets/sheet1.xml')
    const comments = await archive.text('xl/comments1.xml')
    const lists = await archive.text('xl/worksheets/sheet3.xml')
    archive.close()
    const places = bad.disposition.failures.map(({ field, message }) => {
      const column = ['first_name', 'last_name', 'email', 'phone', 'vehicle_year', 'make'].indexOf(field ?? '')
      return { place: `${'LMNOPQ'.charAt(column)}2`, message }
    })
    expect(places.map(({ place }) => place).toSorted()).toEqual(['N2', 'P2', 'Q2'])
    for (const { place, message } of places) {
      expect(new RegExp(`ref="${place}"[^>]*>.*?<t [^>]*>(.*?)</t>`).exec(comments)?.[1]).toBe(
        message.replaceAll('"', '&quot;'),
      )
      expect(sheet).toMatch(new RegExp(`<c r="${place}" s="5"`))
    }
    expect(sheet).toContain('sqref="Q2:Q1048576"')
    expect(lists).toContain('>Ford<')
  })

  test('takes leads by status and time, and further columns behind its own', async () => {
    const rejected = await rowsOf(await downloaded({ status: 'rejected', format: 'csv' }, 'r.csv'), 'r.csv')
    expect([...rejected.keys()]).toEqual([bad.id])
    const wish = { status: 'accepted', format: 'csv', columns: ['make', 'Sold', 'LeadID'], from: '2026-01-01' } as const
    const accepted = await rowsOf(await downloaded({ ...wish, columns: [...wish.columns] }, 'a.csv'), 'a.csv')
    expect([...accepted.keys()]).toEqual([good.id])
    expect(Object.keys(accepted.get(good.id) ?? {})).toEqual([...headings, 'make', 'Sold'])
    const none = await rowsOf(await downloaded({ status: 'all', to: '2020-01-01' }, 'none.xlsx'), 'none.xlsx')
    expect(none.size).toBe(0)
  })

  test('is the same job under the same key, refused with another wish, and not there for an unknown campaign', async () => {
    const options = { headers: { 'idempotency-key': 'download-1' } }
    const params = { ref: 'cars' }
    const first = await app.client.call(downloadLeads, { params, body: { status: 'all' } }, options)
    const second = await app.client.call(downloadLeads, { params, body: { status: 'all' } }, options)
    expect(second.id).toBe(first.id)
    const other = app.client.call(downloadLeads, { params, body: { status: 'rejected' } }, options)
    await expect(other).rejects.toMatchObject({ status: 422, code: 'idempotency_mismatch' })
    const unknown = app.client.call(downloadLeads, { params: { ref: 'nope' }, body: {} })
    await expect(unknown).rejects.toMatchObject({ status: 404 })
    const wrong = app.client.call(downloadLeads, { params, body: { columns: ['colour'] } })
    await expect(wrong).rejects.toMatchObject({ status: 422, errors: [{ path: 'options.columns[11]' }] })
  })

  test('leaves out of a workbook what no cell can hold, says so, and takes it up again when it is tried again', async () => {
    const { id: leadId } = await scene.settle({ story: long })
    const ids = [good.id, leadId]
    const { id } = await app.client.call(createJob, {
      body: { action: 'export', selection: { ids }, options: { format: 'xlsx' } },
    })
    const state = async () => (await app.client.call(showJob, { params: { id } })).state
    await expect.poll(state, { timeout: 30_000 }).toBe('done')
    const items = async () =>
      (await app.client.call(listJobItems, { params: { id }, query: { state: 'failed' } })).items
    expect(await items()).toMatchObject([
      { leadId, outcome: 'tooLong', reason: expect.stringMatching(/story .* 32767/) },
    ])
    await app.db.engine`
      UPDATE lead_data v SET fields = v.fields || '{"story": "short"}' WHERE v.lead_id = ${leadId}::bigint`
    await fetch(`${app.url}/v1/jobs/${id}/retry`, { method: 'POST', headers: { authorization: `Bearer ${app.key}` } })
    await expect.poll(async () => (await items()).length, { timeout: 30_000 }).toBe(0)
    await expect.poll(state, { timeout: 30_000 }).toBe('done')
    const path = join(folder, 'again.xlsx')
    await writeFile(path, Buffer.from(await (await fetchFile(id)).arrayBuffer()))
    const rows = await rowsOf(path, 'again.xlsx')
    expect([...rows.values()].map((row) => row['story'])).toEqual(['', 'short'])
  })

  test('is a command', async () => {
    const out = join(folder, 'cli.xlsx')
    const program = join(import.meta.dirname, '../../../cli/bin/switchyard.js')
    const env = { ...process.env, SWITCHYARD_URL: app.url, SWITCHYARD_KEY: app.key }
    const args = ['download', 'cars', '--status', 'rejected', '--format', 'xlsx', '--out', out, '--json']
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
    const [said, failed] = await Promise.all([text(child.stdout), text(child.stderr)])
    expect(failed).toBe('')
    expect(JSON.parse(said)).toMatchObject({ action: 'export', succeeded: 1, out })
    expect((await readFile(out)).subarray(0, 2).toString()).toBe('PK')
    expect((await readSheet(out, 'Leads')).map((row) => row[0])).toEqual(['LeadID', bad.id])
  })
})

describe('A file that is still written', () => {
  /** Answers requests and runs no job: this test is the one who writes. */
  let still: TestApp
  beforeAll(async () => {
    still = await startTestApp({ role: 'api' })
    await setUpAutoWarranty(still.client)
  })
  afterAll(() => still.close())

  async function begunJob(): Promise<string> {
    const body = { action: 'export', selection: { ids: ['1'] }, options: { columns: ['LeadID'] } } as const
    return (await still.client.call(createJob, { body })).id
  }
  const part = (id: string, number: number, bytes: string) => still.db.engine`
    INSERT INTO job_files (account_id, job_id, part, bytes)
    VALUES (${still.accountId}, ${id}::bigint, ${number}, ${Buffer.from(bytes)})`

  test('is sent as it grows, and ends when it is whole', async () => {
    const id = await begunJob()
    await part(id, 1_000_000, 'behind\n')
    const response = await fetchFile(id, still)
    expect(response.headers.get('content-length')).toBeNull()
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect(await reader?.read()).toEqual({ done: false, value: 'LeadID\r\n' })
    await part(id, 1, 'row\n')
    expect(await reader?.read()).toEqual({ done: false, value: 'row\n' })
    await still.db.engine`
      UPDATE jobs j SET file = '{"name": "leads.csv", "type": "text/csv", "bytes": 22}', state = 'done', finished_at = now()
      WHERE j.id = ${id}::bigint`
    expect(await reader?.read()).toEqual({ done: false, value: 'behind\n' })
    expect(await reader?.read()).toMatchObject({ done: true })
    expect((await fetchFile(id, still)).headers.get('content-length')).toBe('22')
  })

  test('breaks off when its job is cancelled, and is not there afterwards', async () => {
    const id = await begunJob()
    const reader = (await fetchFile(id, still)).body?.getReader()
    await reader?.read()
    await still.db.engine`UPDATE jobs j SET state = 'cancelled' WHERE j.id = ${id}::bigint`
    await expect(reader?.read()).rejects.toThrow()
    expect((await fetchFile(id, still)).status).toBe(404)
  })
})
