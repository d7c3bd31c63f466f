// Exports, asked for and fetched over HTTP, read back by a parser of somebody else's.

import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { BodyInput } from '@switchyard/contract/endpoint.ts'
import { createJob } from '@switchyard/contract/jobs/create.ts'
import { listJobItems } from '@switchyard/contract/jobs/items.ts'
import { showJob } from '@switchyard/contract/jobs/show.ts'
import { deleteLead } from '@switchyard/contract/leads/delete.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { makeScene, type Scene } from '@switchyard/testkit/scene.ts'

import { unguardFormula } from '@switchyard/core/csv/formulaGuard.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
  await setUpAutoWarranty(app.client)
})

afterAll(() => app.close())

type JobBody = Extract<BodyInput<typeof createJob>, { action: 'export' }>

function sceneOf(name: string): Promise<Scene> {
  return makeScene(app, name, { campaign: { ...campaignDocument, dedupe: [] }, deliveries: {} })
}

async function exported(selection: JobBody['selection'], options: JobBody['options'] = {}) {
  const { id } = await app.client.call(createJob, { body: { action: 'export', selection, options } })
  const job = () => app.client.call(showJob, { params: { id } })
  await expect.poll(async () => (await job()).state, { timeout: 20_000 }).toBe('done')
  return { id, job: await job(), file: () => fetchFile(id) }
}

async function fetchFile(id: string) {
  const response = await fetch(`${app.url}/v1/jobs/${id}/file`, { headers: { authorization: `Bearer ${app.key}` } })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, bytes }
}

function rowsOf(bytes: Buffer): Record<string, string>[] {
  return parse(bytes, { bom: true, columns: true })
}

const standard = [
  'LeadID',
  'Campaign',
  'Supplier',
  'Source',
  'Method',
  'Received At',
  'Updated At',
  'Lead Status',
  'Disposition Code',
  'Custom Reason',
  'Revision',
]

describe('A csv file', () => {
  test("has the platform's eleven columns, then the fields in the campaign's order, and what was refused as it was sent", async () => {
    const scene = await sceneOf('plain')
    const good = await scene.settle({ email: 'zoe@example.com', first_name: 'Zoë' })
    const bad = await scene.settle({ make: 'Skoda', vehicle_year: 1900 })
    const { job, file } = await exported({ query: { campaign: 'plain' } })
    expect(job).toMatchObject({ succeeded: 2, outcomes: { exported: 2 }, file: { type: 'text/csv; charset=utf-8' } })
    const { headers, bytes } = await file()
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="leads-\d+\.csv"$/)
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(bytes).toHaveLength(job.file?.bytes ?? 0)
    const [heading] = parse(bytes, { bom: true, to: 1 })
    expect(heading).toEqual([...standard, 'first_name', 'last_name', 'email', 'phone', 'vehicle_year', 'make'])
    const rows = new Map(rowsOf(bytes).map((row) => [row['LeadID'], row]))
    expect(rows.get(good.id)).toMatchObject({
      Campaign: 'plain',
      Supplier: 'ADC1',
      Method: 'api',
      'Received At': good.receivedAt,
      'Lead Status': 'accepted',
      'Disposition Code': 'ACCEPT_LEAD',
      'Custom Reason': '',
      Revision: '1',
      first_name: 'Zoë',
      email: 'zoe@example.com',
      phone: "'+447700900123",
      vehicle_year: '2015',
    })
    expect(rows.get(bad.id)).toMatchObject({
      'Lead Status': 'rejected',
      'Disposition Code': bad.disposition.code,
      'Custom Reason': bad.disposition.reason,
      make: 'Skoda',
      vehicle_year: '1900',
    })
  })

  test('runs no formula, loses no sign, and says with raw what is stored', async () => {
    const scene = await sceneOf('hostile')
    const values = ['=cmd|x', '+1', '-1', '@a', '"quoted", and more', 'two\r\nlines', "'=kept", ' spaced ', 'a;b\tc']
    const ids: string[] = []
    for (const last_name of values) ids.push((await scene.settle({ last_name })).id)
    const stored = await app.db.engine<{ id: string; value: string }[]>`
      SELECT lead_id::text AS id, coalesce(fields ->> 'last_name', raw ->> 'last_name') AS value FROM lead_data
      WHERE lead_id = ANY(${ids}::bigint[])`
    const guarded = rowsOf((await (await exported({ ids })).file()).bytes)
    const raw = rowsOf((await (await exported({ ids }, { raw: true })).file()).bytes)
    for (const { id, value } of stored) {
      const cell = guarded.find((row) => row['LeadID'] === id)?.['last_name'] ?? ''
      expect(cell).not.toMatch(/^[=+\-@\t\r]/)
      expect(unguardFormula(cell)).toBe(value)
      expect(raw.find((row) => row['LeadID'] === id)?.['last_name']).toBe(value)
    }
  })

  test('of several campaigns has the fields of all of them once', async () => {
    const one = await sceneOf('mixed-1')
    const fields = [...(campaignDocument.fields ?? []).slice(0, 3), { key: 'colour', type: 'text' as const }]
    const two = await makeScene(app, 'mixed-2', {
      campaign: { ...campaignDocument, fields, dedupe: [], summary: '{{ email }}' },
      deliveries: {},
    })
    const ids = [(await one.settle()).id, (await two.settle({ colour: 'red' })).id]
    const { bytes } = await (await exported({ ids })).file()
    const [heading] = parse(bytes, { bom: true, to: 1 })
    expect(heading?.slice(11)).toEqual(['first_name', 'last_name', 'email', 'phone', 'vehicle_year', 'make', 'colour'])
    expect(rowsOf(bytes).map((row) => [row['make'], row['colour']])).toEqual(
      expect.arrayContaining([
        ['Ford', ''],
        ['Ford', 'red'],
      ]),
    )
  })

  test('has the columns asked for, in their order, and values as a mapper says', async () => {
    await app.client.call(putMapper, {
      params: { key: 'codes' },
      body: { picklist: 'makes', pairs: { Ford: '001' }, missing: 'hold' },
    })
    const scene = await sceneOf('mapped')
    const ford = await scene.settle({ make: 'Ford' })
    const audi = await scene.settle({ make: 'Audi' })
    const columns = ['make', 'LeadID', 'Sold', 'email']
    const { id, job, file } = await exported({ ids: [ford.id, audi.id] }, { columns, mapper: 'codes' })
    const { bytes } = await file()
    expect(parse(bytes, { bom: true })).toEqual([columns, ['001', ford.id, 'unsold', ford.fields['email']]])
    expect(job).toMatchObject({ succeeded: 1, failed: 1 })
    const { items } = await app.client.call(listJobItems, { params: { id }, query: { state: 'failed' } })
    expect(items).toMatchObject([{ leadId: audi.id, reason: "'Audi' has no pair in mapper codes" }])
  })

  test('of no lead at all is its heading', async () => {
    await sceneOf('empty')
    const { file } = await exported({ query: { campaign: 'empty' } })
    expect(rowsOf((await file()).bytes)).toEqual([])
  })

  test('is refused where it cannot be made, with the place of each mistake', async () => {
    const scene = await sceneOf('refused')
    const { answer } = await scene.send()
    const options = { mapper: 'nothing', columns: ['LeadID', 'colour'] } as const
    await expect(
      app.client.call(createJob, {
        body: {
          action: 'export',
          selection: { ids: [answer.id] },
          options: { ...options, columns: [...options.columns] },
        },
      }),
    ).rejects.toMatchObject({
      status: 422,
      errors: [{ path: 'options.mapper' }, { path: 'options.columns[1]' }],
    })
  })

  test('goes when a lead in it is erased, and leaves erased leads out', async () => {
    const scene = await sceneOf('gone')
    const ids = [(await scene.settle()).id, (await scene.settle()).id]
    const { id, file } = await exported({ ids })
    expect((await file()).status).toBe(200)
    await app.client.call(deleteLead, { params: { id: ids[0] ?? '' } })
    expect((await file()).status).toBe(404)
    expect((await app.client.call(showJob, { params: { id } })).file).toBeNull()
    const again = await exported({ ids })
    expect(again.job).toMatchObject({ succeeded: 1, leftOut: 1 })
    expect(rowsOf((await again.file()).bytes)).toHaveLength(1)
  })
})
