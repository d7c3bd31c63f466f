// Files of corrections and of new leads, over HTTP and with the real engine.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { downloadLeads } from '@switchyard/contract/campaigns/download.ts'
import { pathOf } from '@switchyard/contract/client.ts'
import { deleteImport } from '@switchyard/contract/imports/delete.ts'
import { listImports } from '@switchyard/contract/imports/list.ts'
import { listImportRows } from '@switchyard/contract/imports/rows.ts'
import { runImport } from '@switchyard/contract/imports/run.ts'
import { showImport } from '@switchyard/contract/imports/show.ts'
import { showImportFile } from '@switchyard/contract/imports/file.ts'
import { undoImport } from '@switchyard/contract/imports/undo.ts'
import { updateImport } from '@switchyard/contract/imports/update.ts'
import { showJobFile } from '@switchyard/contract/jobs/file.ts'
import { retryJob } from '@switchyard/contract/jobs/retry.ts'
import { deleteLead } from '@switchyard/contract/leads/delete.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { updateLead } from '@switchyard/contract/leads/update.ts'
import { plain } from '@switchyard/core/lead/fields/received.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { postFile, runFile, uploadFile, type Import } from '@switchyard/testkit/importFile.ts'
import { itemsOf, watchJob } from '@switchyard/testkit/job.ts'
import { detailOf, postLead, type LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'
import { cellsOf } from '@switchyard/testkit/sheets/cellsOf.ts'
import { textWorkbook } from '@switchyard/testkit/sheets/textWorkbook.ts'

let app: TestApp
let buyer: ScriptedBuyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startScriptedBuyer((_, response) => answerJson(response, 200, { status: 'accepted' }))
  await setUpAutoWarranty(app.client)
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

const headings = [
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
  'first_name',
  'last_name',
  'email',
  'phone',
  'vehicle_year',
  'make',
] as const
type Heading = (typeof headings)[number]
type Row = Record<Heading, string>

/** A lead as a download has it. */
async function rowOf(id: string, changes: Partial<Row> = {}): Promise<Row> {
  const lead = await detailOf(app, id)
  const value = (key: string) => plain(lead.fields[key] ?? new Map(Object.entries(lead.raw)).get(key))
  return {
    LeadID: lead.id,
    Campaign: lead.campaign,
    Supplier: lead.supplier ?? '',
    Source: lead.source ?? '',
    Method: lead.method,
    'Received At': lead.receivedAt,
    'Updated At': lead.updatedAt,
    'Lead Status': lead.status,
    'Disposition Code': lead.disposition.code,
    'Custom Reason': lead.disposition.reason ?? '',
    Revision: String(lead.revision),
    first_name: value('first_name'),
    last_name: value('last_name'),
    email: value('email'),
    phone: value('phone'),
    vehicle_year: value('vehicle_year'),
    make: value('make'),
    ...changes,
  }
}

function csv(rows: readonly Partial<Row>[], delimiter = ','): string {
  const quoted = (text: string) => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = rows.map((row) => headings.map((heading) => quoted(row[heading] ?? '')).join(delimiter))
  return [headings.join(delimiter), ...lines].join('\r\n')
}

/** Leads that are refused for their make, in a campaign with an automatic delivery. */
async function rejected(campaign: string, values: readonly Record<string, unknown>[]): Promise<LeadDetail[]> {
  await makeScene(app, campaign, {
    campaign: { dedupe: [] },
    deliveries: { [`${campaign}-acme`]: { url: buyer.url, buyer: 'ACME' } },
  })
  const leads: LeadDetail[] = []
  for (const one of values) {
    const { answer } = await postLead(app, { campaign, supplier: 'ADC1', fields: goodLead({ make: 'VW', ...one }) })
    expect(answer.status).toBe('rejected')
    leads.push(await detailOf(app, answer.id))
  }
  return leads
}

function results(item: Import): readonly unknown[] {
  const { rows, update, unchanged, create, unknownId, alreadyAccepted, conflicts, superseded, duplicates, invalid } =
    item.counts
  return [rows, update, unchanged, create, unknownId, alreadyAccepted, conflicts, superseded, duplicates, invalid]
}

async function textOf(
  item: { readonly id: string },
  query: string,
  key = app.key,
): Promise<{ status: number; text: string }> {
  const url = app.url + pathOf(showImportFile, { id: item.id }) + query
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } })
  return { status: response.status, text: await response.text() }
}

describe('download, fix, upload', { timeout: 120_000 }, () => {
  test('rows are matched by LeadID; what is not in the file stays as it was', async () => {
    const [first, second, third] = await rejected('story', [{ last_name: 'Müller' }, {}, {}])
    if (!first || !second || !third) throw new Error('Three leads were sent')
    const rows = [await rowOf(first.id, { make: 'Volkswagen' }), await rowOf(second.id, { make: 'Mazda' })]
    // The third row was deleted in the spreadsheet.
    const item = await uploadFile(app, { file: `\uFEFF${csv(rows)}`, campaign: 'story', purpose: 'resolve' })
    expect(item).toMatchObject({ state: 'ready', reading: { encoding: 'utf-8', certain: true }, obstacles: [] })
    expect(results(item)).toEqual([2, 2, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(item.preview.outcomes).toMatchObject({
      judged: 2,
      accepted: 1,
      rejected: [{ code: 'REJECT_LEAD_INVALID_LIST_VALUE', count: 1 }],
    })
    expect(item.preview.sample[0]).toMatchObject({
      row: 2,
      verdict: 'update',
      leadId: first.id,
      changes: [{ field: 'make', from: 'VW', to: 'Volkswagen' }],
    })
    // Nothing has changed yet.
    for (const lead of [first, second, third]) expect(await detailOf(app, lead.id)).toEqual(lead)

    const done = await runFile(app.client, item.id)
    expect(results(done)).toEqual(results(item))
    expect(done).toMatchObject({
      state: 'done',
      job: { total: 2, succeeded: 1, failed: 1, outcomes: { accepted: 1, rejected: 1 } },
    })
    // What was changed can still be looked at.
    expect(done.preview.sample[0]).toEqual({ ...item.preview.sample[0], outcome: 'accepted' })
    await expect.poll(async () => (await detailOf(app, first.id)).sold, { timeout: 30_000 }).toBe('sold')
    expect(await detailOf(app, first.id)).toMatchObject({
      status: 'accepted',
      disposition: { code: 'ACCEPT_LEAD_AFTER_FIX' },
      revision: 2,
      receivedAt: first.receivedAt,
      fields: { make: 'Volkswagen', last_name: 'Müller' },
      revisions: [{ changes: { make: { from: 'VW', to: 'Volkswagen' } } }],
    })
    // Still refused, but for what it is now: the next download shows it.
    const still = await detailOf(app, second.id)
    expect(still).toMatchObject({ status: 'rejected', revision: 2 })
    expect(still.disposition.reason).toContain('Mazda')
    expect(await detailOf(app, third.id)).toEqual(third)
    const { leads } = await app.client.call(listLeads, { query: { campaign: 'story' } })
    expect(leads).toHaveLength(3)

    // The failing row as a file, mended and uploaded once more.
    const failing = await textOf(item, '?rows=failed')
    expect(failing.text.split('\r\n')).toHaveLength(3)
    expect(failing.text).toContain('Mazda')
    const again = await uploadFile(app, {
      file: failing.text.replace('Mazda', 'Audi'),
      campaign: 'story',
      purpose: 'resolve',
    })
    expect(results(again)).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(again.unmapped).toEqual(['Import Row', 'Import Result', 'Import Reason'])
    await runFile(app.client, again.id)
    expect(await detailOf(app, second.id)).toMatchObject({ status: 'accepted', fields: { make: 'Audi' }, revision: 3 })
  })

  test('goes from the download through a spreadsheet and back, rows of several files at once', async () => {
    const leads = await rejected('sheets', [
      { last_name: "O'Neill" },
      { last_name: 'Ünsal', phone: '+447700900777' },
      {},
    ])
    const body = { status: 'rejected', format: 'xlsx' } as const
    const { id } = await app.client.call(downloadLeads, { params: { ref: 'sheets' }, body })
    await watchJob(app.client, id, ({ finishedAt }) => finishedAt !== null)
    const url = app.url + pathOf(showJobFile, { id })
    const response = await fetch(url, { headers: { authorization: `Bearer ${app.key}` } })
    const file = new Uint8Array(await response.arrayBuffer())
    const untouched = await uploadFile(app, { file, name: 'leads.xlsx', campaign: 'sheets', purpose: 'resolve' })
    expect(results(untouched)).toEqual([3, 0, 3, 0, 0, 0, 0, 0, 0, 0])
    expect(untouched).toMatchObject({ file: { format: 'xlsx' }, counts: { ignoredEdits: 0 }, unmapped: [] })

    const [names = [], ...rows] = await cellsOf(Buffer.from(file))
    const make = names.indexOf('make')
    const mended = rows.map((row, index) => row.with(make, ['Volkswagen', 'Audi', 'Lada'][index] ?? ''))
    const upload = (some: readonly string[][]) =>
      uploadFile(app, {
        file: textWorkbook([names, ...some]),
        name: 'mended.xlsx',
        campaign: 'sheets',
        purpose: 'resolve',
      })
    const [good, bad] = await Promise.all([upload(mended.slice(0, 2)), upload(mended.slice(2))])
    const [done, failedOne] = await Promise.all([runFile(app.client, good.id), runFile(app.client, bad.id)])
    expect([done.job?.outcomes, failedOne.job?.outcomes]).toEqual([{ accepted: 2 }, { rejected: 1 }])
    const values = await Promise.all(leads.map(async (lead) => (await detailOf(app, lead.id)).fields))
    expect(values).toMatchObject([
      { last_name: "O'Neill", make: 'Volkswagen' },
      { last_name: 'Ünsal', phone: '+447700900777', make: 'Audi' },
      {},
    ])
    // The failing row comes back as it was sent, in the format that it was sent in.
    const failing = await fetch(`${app.url}${pathOf(showImportFile, { id: bad.id })}?rows=failed`, {
      headers: { authorization: `Bearer ${app.key}` },
    })
    const [failedNames = [], failed = []] = await cellsOf(Buffer.from(await failing.arrayBuffer()))
    expect([failed[make], failed[failedNames.indexOf('Import Result')]]).toEqual(['Lada', 'rejected'])
    expect(failed[failedNames.indexOf('Import Reason')]).toContain("'Lada' is not in list")
  })

  test('a file whose reader has died is read by another, and says the same', async () => {
    const [lead] = await rejected('stuck', [{}])
    const rows = [await rowOf(lead?.id ?? '', { make: 'Ford' }), { ...goodRow('stuck@example.com'), LeadID: '' }]
    const item = await uploadFile(app, { file: csv(rows), campaign: 'stuck', purpose: 'resolve' })
    await app.db.engine.begin(async (tx) => {
      await tx`DELETE FROM import_rows WHERE import_id = ${item.id} AND row_no > 2`
      await tx`
        UPDATE imports SET state = 'reading', beat_at = now() - interval '1 minute', counts = '{}', outcomes = NULL WHERE id = ${item.id}`
    })
    const shown = () => app.client.call(showImport, { params: { id: item.id } })
    await expect.poll(async () => (await shown()).state, { timeout: 60_000 }).toBe('ready')
    expect((await shown()).preview).toEqual(item.preview)
    // Tried often enough without success, it says so.
    await app.db.engine`
      UPDATE imports SET state = 'reading', tries = 3, beat_at = now() - interval '1 minute' WHERE id = ${item.id}`
    await expect.poll(async () => (await shown()).state, { timeout: 60_000 }).toBe('failed')
    expect((await shown()).reason).toContain('tried 3 times')
  })

  test('every corner of a row is a verdict of its own, and the run does what the preview said', async () => {
    const leads = await rejected(
      'corners',
      Array.from({ length: 6 }, () => ({})),
    )
    const [fix, blank, edited, twice, cell, conflict] = leads.map(({ id }) => id)
    if (!fix || !blank || !edited || !twice || !cell || !conflict) throw new Error('Six leads were sent')
    const { answer: fine } = await postLead(app, { campaign: 'corners', supplier: 'ADC1', fields: goodLead() })
    const { answer: elsewhere } = await postLead(app, {
      campaign: 'auto-warranty',
      supplier: 'ADC1',
      fields: goodLead(),
    })
    const other = await app.otherAccount()
    const rows = [
      await rowOf(fix, { make: 'Volkswagen', 'Lead Status': 'accepted', Source: 'mine' }), // 2
      await rowOf(blank, { phone: '', first_name: '' }), // 3
      await rowOf(twice, { make: 'Ford' }), // 4
      await rowOf(cell, { make: "'=cmd|' /C calc'!A0" }), // 5
      await rowOf(conflict, { make: 'Ford' }), // 6
      await rowOf(fine.id, { make: 'Audi' }), // 7
      await rowOf(twice, { make: 'Volvo' }), // 8
      await rowOf(fix, {}).then((row) => ({ ...row, LeadID: '987654321' })), // 9
      await rowOf(elsewhere.id), // 10
      await rowOf(edited, { phone: '4.47911E+11', make: 'Ford' }), // 11
      { ...goodRow('new@example.com'), LeadID: '', Supplier: 'ADC1' }, // 12
      { LeadID: '', email: '' }, // 13, empty, and no row at all
      { ...goodRow('not an address'), LeadID: '', Supplier: 'ADC1' }, // 14
    ]
    await app.client.call(updateLead, {
      params: { id: conflict },
      body: { fields: { last_name: 'Meanwhile' }, reason: 'Called', revision: 1 },
    })
    const file = csv(rows, ';').replace(/\r\n;+\r\n/, '\r\n\r\n')
    const item = await uploadFile(app, { file, campaign: 'corners', purpose: 'resolve' })
    expect(item.reading).toMatchObject({ delimiter: ';' })
    const rowsNow = (await app.client.call(listImportRows, { params: { id: item.id } })).rows
    expect(rowsNow.map(({ row, verdict }) => `${row} ${verdict}`)).toEqual([
      '2 update',
      '3 unchanged',
      '4 superseded',
      '5 update',
      '6 conflict',
      '7 alreadyAccepted',
      '8 update',
      '9 unknownId',
      '10 invalid',
      '11 invalid',
      '12 create',
      '14 create',
    ])
    expect(rowsNow[0]?.ignored).toEqual([
      { column: 'Source', from: '', to: 'mine' },
      { column: 'Lead Status', from: 'rejected', to: 'accepted' },
    ])
    expect(item.counts.ignoredEdits).toBe(1)
    expect(item.preview.errors.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '4 superseded',
      '6 conflict',
      '9 unknown_id',
      '10 other_campaign',
      '11 damaged_number',
    ])
    const before = new Map(await Promise.all(leads.map(async ({ id }) => [id, await detailOf(app, id)] as const)))

    const done = await runFile(app.client, item.id)
    expect(results(done)).toEqual(results(item))
    expect(done.job).toMatchObject({ total: 12, succeeded: 3, failed: 3, leftOut: 6 })
    expect(await detailOf(app, fix)).toMatchObject({ status: 'accepted', source: null, fields: { make: 'Volkswagen' } })
    // Blank cells change nothing; the row itself had the lead checked again.
    expect(await detailOf(app, blank)).toMatchObject({
      revision: 1,
      fields: { first_name: 'Ann', phone: '+447700900123' },
    })
    expect(await detailOf(app, twice)).toMatchObject({ status: 'accepted', fields: { make: 'Volvo' } })
    const formula = await detailOf(app, cell)
    expect(formula.disposition.failures[0]?.value).toBe("=cmd|' /C calc'!A0")
    expect(await detailOf(app, conflict)).toEqual(before.get(conflict))
    expect(await detailOf(app, edited)).toEqual(before.get(edited))
    expect(await detailOf(app, fine.id)).toMatchObject({ revision: 1, fields: { make: 'Ford' } })
    const made = (await app.client.call(listImportRows, { params: { id: item.id }, query: { verdict: ['create'] } }))
      .rows
    expect(made.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected'])
    expect(await detailOf(app, made[0]?.leadId ?? '')).toMatchObject({
      method: 'import',
      supplier: 'ADC1',
      status: 'accepted',
    })

    // What failed can be tried again, and makes no second lead.
    const job = await app.client.call(retryJob, { params: { id: done.jobId ?? '' } })
    await watchJob(app.client, job.id, ({ finishedAt }) => finishedAt !== null)
    const { leads: all } = await app.client.call(listLeads, { query: { campaign: 'corners' } })
    expect(all).toHaveLength(9)

    // Another account's lead is the same row error as no lead, and its import is not there.
    await setUpAutoWarranty(other.client)
    const theirs = await uploadFile(
      { url: app.url, key: other.key },
      { file: csv([await rowOf(fix)]), campaign: 'auto-warranty', purpose: 'resolve' },
    )
    expect(theirs.preview.errors).toMatchObject([{ code: 'unknown_id', message: `There is no lead ${fix}` }])
    expect((await textOf(item, '', other.key)).status).toBe(404)
    expect((await textOf(item, '?rows=failed', other.key)).status).toBe(404)
  })

  test('accepted leads are updated and sent again when that is ticked, and blanks clear when that is', async () => {
    await rejected('again', [])
    const { answer } = await postLead(app, {
      campaign: 'again',
      supplier: 'ADC1',
      fields: goodLead({ last_name: 'Old' }),
    })
    await expect.poll(async () => (await detailOf(app, answer.id)).sold, { timeout: 30_000 }).toBe('sold')
    const row = await rowOf(answer.id, { last_name: 'New', first_name: '' })
    const options = { updateAccepted: true, blanksClear: true }
    const item = await uploadFile(app, { file: csv([row]), campaign: 'again', purpose: 'resolve', options })
    expect(results(item)).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    const done = await runFile(app.client, item.id)
    expect(done.job).toMatchObject({ succeeded: 1, outcomes: { accepted: 1 } })
    expect(JSON.parse(buyer.requests().at(-1)?.body ?? '')).toMatchObject({ lastName: 'New' })
    const lead = await detailOf(app, answer.id)
    expect(lead.fields).not.toHaveProperty('first_name')
    expect(lead.fields).toMatchObject({ last_name: 'New' })
  })

  test('letters are right whatever the encoding, and a guess is said', async () => {
    const [lead] = await rejected('letters', [{}])
    const row = await rowOf(lead?.id ?? '', { last_name: 'Grüßner', first_name: 'Zoë', make: 'Volkswagen' })
    const file = Buffer.from(csv([row], ';'), 'latin1')
    const guessed = await uploadFile(app, { file, campaign: 'letters', purpose: 'resolve' })
    expect(guessed.reading).toMatchObject({ certain: false })
    expect(guessed.warnings[0]).toContain(guessed.reading?.encoding ?? '?')
    const wish = { options: { encoding: 'windows-1252' } }
    const item = await app.client.call(updateImport, { params: { id: guessed.id }, body: wish })
    expect(item).toMatchObject({ state: 'ready', warnings: [], reading: { encoding: 'windows-1252', certain: true } })
    await runFile(app.client, item.id)
    expect(await detailOf(app, lead?.id ?? '')).toMatchObject({
      status: 'accepted',
      fields: { last_name: 'Grüßner', first_name: 'Zoë' },
    })
  })
})

function goodRow(email: string): Partial<Row> {
  return { first_name: 'Bea', last_name: 'Ray', email, phone: '07700 900456', vehicle_year: '2015', make: 'Ford' }
}

describe('new leads', { timeout: 120_000 }, () => {
  test('come in like all others, are previewed by being checked, and can be taken out again', async () => {
    await makeScene(app, 'fresh', {
      deliveries: { 'fresh-acme': { url: buyer.url, trigger: 'manual', buyer: 'ACME' } },
    })
    const file = [
      'Mail;Surname;Handset;Vehicle year;Vehicle make;Shoe size',
      'a@fresh.example;Lee;07700 900001;2015;Ford;9',
      'b@fresh.example;Roe;07700 900002;2015;VW;9',
      'a@fresh.example;Lee;07700 900001;2015;Ford;9',
      'c@fresh.example;"Poe\nThe second";07700 900003;2015;Audi;9',
    ].join('\n')
    const options = { supplier: 'ADC1', mapping: { Handset: 'phone' } }
    const item = await uploadFile(app, { file, campaign: 'fresh', options })
    expect(item.columns.map(({ name, target, by }) => [name, target, by])).toEqual([
      ['Mail', 'email', 'heading'],
      ['Surname', 'last_name', 'heading'],
      ['Handset', 'phone', 'asked'],
      ['Vehicle year', 'vehicle_year', 'heading'],
      ['Vehicle make', 'make', 'heading'],
      ['Shoe size', null, null],
    ])
    expect(item.counts).toMatchObject({ rows: 4, create: 4 })
    expect(item.preview.outcomes).toMatchObject({ judged: 4, accepted: 2 })
    const done = await runFile(app.client, item.id)
    expect(done.job).toMatchObject({ total: 4, succeeded: 2, failed: 2, outcomes: { accepted: 2, rejected: 2 } })
    const { leads } = await app.client.call(listLeads, { query: { campaign: 'fresh', method: 'import' } })
    expect(leads).toHaveLength(4)
    expect(leads.filter(({ status }) => status === 'accepted')).toHaveLength(2)
    // Running it again is the same job.
    expect((await app.client.call(runImport, { params: { id: item.id } })).id).toBe(done.jobId)

    // The same file is known again, and its columns too.
    const twin = await uploadFile(app, { file, campaign: 'fresh', options: { supplier: 'ADC1' } })
    expect(twin.earlier).toMatchObject([{ id: item.id, state: 'done' }])
    expect(twin.warnings[0]).toContain(`uploaded before: import ${item.id}`)
    expect(twin.columns[2]).toMatchObject({ target: 'phone', by: 'remembered' })
    const skip = { options: { duplicates: { policy: 'skip', key: 'email' } } }
    const policy = await app.client.call(updateImport, { params: { id: twin.id }, body: skip })
    expect(policy.counts).toMatchObject({ rows: 4, create: 0, duplicates: 4 })
    const update = { options: { duplicates: { policy: 'update', key: 'email' } } }
    const updating = await app.client.call(updateImport, { params: { id: twin.id }, body: update })
    expect(updating.counts).toMatchObject({ rows: 4, superseded: 1, duplicates: 0, create: 0 })

    const { id } = await app.client.call(undoImport, { params: { id: item.id } })
    const undone = await watchJob(app.client, id, ({ finishedAt }) => finishedAt !== null)
    expect(undone).toMatchObject({ total: 4, succeeded: 4 })
    expect(await app.client.call(showImport, { params: { id: item.id } })).toMatchObject({ state: 'undone' })
    const [owed] = await app.db.engine`
      SELECT sum(CASE kind WHEN 'payout' THEN amount ELSE -amount END)::int AS sum FROM ledger WHERE campaign = 'fresh'`
    expect(owed?.['sum'] ?? 0).toBe(0)
    // Their values are gone, from the file too.
    expect((await textOf(item, '')).status).toBe(404)
    const rows = (await app.client.call(listImportRows, { params: { id: item.id } })).rows
    expect(JSON.stringify(rows)).not.toContain('fresh.example')
  })

  test('that went to a buyer stay when the import is undone', async () => {
    await makeScene(app, 'sent', { deliveries: { 'sent-acme': { url: buyer.url, buyer: 'ACME' } } })
    const item = await uploadFile(app, {
      file: 'email\nsent@example.com',
      campaign: 'sent',
      options: { supplier: 'ADC1' },
    })
    const done = await runFile(app.client, item.id)
    const [made] = await itemsOf(app.client, done.jobId ?? '')
    await expect.poll(async () => (await detailOf(app, made?.leadId ?? '')).sold, { timeout: 30_000 }).toBe('sold')
    const { id } = await app.client.call(undoImport, { params: { id: item.id } })
    const undone = await watchJob(app.client, id, ({ finishedAt }) => finishedAt !== null)
    expect(undone).toMatchObject({ total: 1, leftOut: 1 })
    expect(await detailOf(app, made?.leadId ?? '')).toMatchObject({ sold: 'sold' })
  })

  test('of a lead that is erased, nothing is left in what was uploaded', async () => {
    await makeScene(app, 'erased', { deliveries: {} })
    const item = await uploadFile(app, { file: 'email\ngone@example.com\nstays@example.com', campaign: 'erased' })
    const done = await runFile(app.client, item.id)
    const [made] = await itemsOf(app.client, done.jobId ?? '')
    await app.client.call(deleteLead, { params: { id: made?.leadId ?? '' } })
    const left = await app.client.call(showImport, { params: { id: item.id } })
    expect(left.file.kept).toBe(false)
    expect(JSON.stringify(left)).not.toContain('gone@example.com')
    await app.client.call(deleteImport, { params: { id: item.id } })
    const { imports } = await app.client.call(listImports, { query: { campaign: 'erased' } })
    expect(imports).toEqual([])
  })
})

describe('other purposes', { timeout: 120_000 }, () => {
  test('entries go onto a suppression list, each once', async () => {
    const file = 'Number\n07700 900777\nx@example.com\n+447700900888\nx@example.com\n'
    const options = { list: 'dnc' }
    const item = await uploadFile(app, { file, purpose: 'suppression', options })
    expect(item.counts).toMatchObject({ rows: 4, create: 3, duplicates: 1 })
    const done = await runFile(app.client, item.id)
    expect(done.counts).toEqual(item.counts)
    const entries = await app.db.engine`SELECT 1 FROM suppression_entries WHERE list = 'dnc'`
    expect(entries).toHaveLength(3)
    const again = await uploadFile(app, { file, purpose: 'suppression', options })
    expect(again.counts).toMatchObject({ rows: 4, unchanged: 3, duplicates: 1 })
  })

  test('leads come back from their buyers, each with its reason', async () => {
    await makeScene(app, 'back', { deliveries: { 'back-acme': { url: buyer.url, buyer: 'ACME' } } })
    const ids: string[] = []
    for (let count = 0; count < 2; count += 1) {
      const { answer } = await postLead(app, { campaign: 'back', supplier: 'ADC1', fields: goodLead() })
      await expect.poll(async () => (await detailOf(app, answer.id)).sold, { timeout: 30_000 }).toBe('sold')
      ids.push(answer.id)
    }
    const file = `LeadID,Reason\n${ids[0]},Wrong number\n${ids[1]},Duplicate\n99887766,Other\n`
    const item = await uploadFile(app, { file, campaign: 'back', purpose: 'returns' })
    expect(item).toMatchObject({ counts: { update: 2, unknownId: 1 }, obstacles: [{ code: 'no_payout_choice' }] })
    await expect(runFile(app.client, item.id)).rejects.toMatchObject({ code: 'cannot_run' })
    await app.client.call(updateImport, { params: { id: item.id }, body: { options: { reversePayout: true } } })
    const done = await runFile(app.client, item.id)
    expect(done.job).toMatchObject({ succeeded: 2, leftOut: 1, outcomes: { returned: 2 } })
    expect(await detailOf(app, ids[1] ?? '')).toMatchObject({ sold: 'returned' })
  })

  test('what is no upload is refused with the reason, and nothing of it is kept', async () => {
    const refusal = async (upload: Parameters<typeof postFile>[1]) => {
      const response = await postFile(app, upload)
      const { code, errors } = (await response.json()) as { code: string; errors: { path: string }[] }
      return [response.status, code, errors[0]?.path]
    }
    expect(await refusal({ file: 'a\nb', campaign: 'nowhere' })).toEqual([404, 'not_found', undefined])
    expect((await refusal({ file: '', campaign: 'auto-warranty' }))[0]).toBe(422)
    expect(await refusal({ file: 'a\nb', campaign: 'auto-warranty', options: { mapping: { a: 'nothing' } } })).toEqual([
      422,
      'invalid',
      'options.mapping.a',
    ])
    expect(await refusal({ file: 'a\nb', campaign: 'auto-warranty', options: { wrong: 1 } })).toEqual([
      400,
      'invalid',
      'options.wrong',
    ])
    expect(await refusal({ file: 'a\nb', campaign: 'auto-warranty', purpose: 'magic' })).toEqual([
      400,
      'invalid',
      'purpose',
    ])
    const { imports } = await app.client.call(listImports, { query: { campaign: 'auto-warranty' } })
    expect(imports).toEqual([])
  })
})
