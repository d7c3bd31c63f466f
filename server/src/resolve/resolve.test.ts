// Causes and cures as somebody who works off rejected leads meets them, over HTTP.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { acknowledgeCause } from '@switchyard/contract/causes/acknowledge.ts'
import { cureCause } from '@switchyard/contract/causes/cure.ts'
import { keepCause } from '@switchyard/contract/causes/keep.ts'
import { listCauseLeads } from '@switchyard/contract/causes/leads.ts'
import { listCauses } from '@switchyard/contract/causes/list.ts'
import { previewCure } from '@switchyard/contract/causes/preview.ts'
import { reopenCause } from '@switchyard/contract/causes/reopen.ts'
import { cureKinds } from '@switchyard/contract/causes/words.ts'
import type { BodyInput, QueryInput } from '@switchyard/contract/endpoint.ts'
import { createJob } from '@switchyard/contract/jobs/create.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { showMapper } from '@switchyard/contract/mappers/show.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { showPicklist } from '@switchyard/contract/picklists/show.ts'
import { addSuppressionEntries } from '@switchyard/contract/suppression/addEntries.ts'
import { cureKinds as coreCureKinds } from '@switchyard/core/causes/cures.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { itemsOf, watchJob } from '@switchyard/testkit/job.ts'
import { detailOf, type LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene, type Scene } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: Buyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

type CureBody = BodyInput<typeof cureCause>

const causesOf = async (campaign: string, query: QueryInput<typeof listCauses> = {}) =>
  (await app.client.call(listCauses, { query: { campaign, ...query } })).causes

async function causeOf(campaign: string, value: string) {
  const found = (await causesOf(campaign)).find((cause) => cause.value === value)
  if (!found) throw new Error(`No cause of ${campaign} has the value ${value}`)
  return found
}

const preview = (body: CureBody) => app.client.call(previewCure, { body })

async function cured(body: CureBody) {
  const { id } = await app.client.call(cureCause, { body })
  const job = await watchJob(app.client, id, ({ finishedAt }) => finishedAt !== null)
  await app.idle()
  return job
}

/** A picklist of its own, so that what one test adds is not there for the next. */
async function sceneOf(key: string, more: Partial<typeof campaignDocument> = {}): Promise<Scene> {
  const values = ['Ford', 'Audi', 'Volkswagen', 'Volvo'].map((value) => ({ value }))
  await app.client.call(putPicklist, { params: { key }, body: { name: `Makes of ${key}`, values } })
  return makeScene(app, key, {
    campaign: { ...campaignDocument, ...more, fields: fieldsWith(key) },
    deliveries: { [key]: { url: `${buyer.url}/accept` } },
  })
}

function fieldsWith(picklist: string): typeof campaignDocument.fields {
  return (campaignDocument.fields ?? []).map((field) => (field.key === 'make' ? { ...field, picklist } : field))
}

async function settleAll(scene: Scene, fields: readonly Readonly<Record<string, unknown>>[]): Promise<LeadDetail[]> {
  const leads: LeadDetail[] = []
  for (const one of fields) leads.push(await scene.settle(one))
  return leads
}

test('The contract and the core know the same cures', () => {
  expect(cureKinds).toEqual(coreCureKinds)
})

describe('A value that is not in the list', () => {
  test('is one cause however it is spelt, and a synonym lets its leads through with the ids they have', async () => {
    const scene = await sceneOf('vw')
    const leads = await settleAll(scene, [{ make: 'VW' }, { make: 'VW' }, { make: 'v.w.' }])
    const doubled = await scene.settle({ make: 'VW', first_name: 'Bea', email: leads[0]?.fields['email'] })
    const old = await scene.settle({ make: 'VW', vehicle_year: 1960 })
    await scene.settle()
    expect(leads.map((lead) => lead.status)).toEqual(['rejected', 'rejected', 'rejected'])

    const cause = await causeOf('vw', 'VW')
    expect(cause).toMatchObject({
      kind: 'check',
      state: 'open',
      code: 'REJECT_LEAD_INVALID_LIST_VALUE',
      field: 'make',
      count: 5,
      suppliers: [{ supplier: 'ADC1', count: 5 }],
      cures: ['addSynonym', 'addListValue', 'setValue', 'skip', 'none', 'keep'],
      picklist: { key: 'vw', campaigns: [] },
      atStake: { amount: '62.50', currency: 'GBP' },
    })
    expect(cause.suggestions[0]).toMatchObject({ value: 'Volkswagen' })
    expect(cause.spellings).toContainEqual({ value: 'v.w.', count: 1 })
    expect(cause.trend.at(-1)).toMatchObject({ count: 5 })
    expect(cause.examples[0]?.message).toContain("'VW' is not in list")

    const body = { cause: cause.id, cure: { kind: 'addSynonym', value: 'VW', to: 'Volkswagen' } } as const
    const before = await app.client.call(showPicklist, { params: { key: 'vw' } })
    const seen = await preview(body)
    expect(seen).toMatchObject({
      matched: 5,
      accepted: 3,
      stillRejected: [
        { code: 'REJECT_LEAD_DUPLICATE', count: 1 },
        { code: 'REJECT_LEAD_INVALID_NUMBER', count: 1 },
      ],
      leftOut: [],
      changes: [{ kind: 'picklist', key: 'vw', words: "List Makes of vw: 'VW', 'v.w.' means 'Volkswagen'" }],
    })
    expect(await app.client.call(showPicklist, { params: { key: 'vw' } })).toEqual(before)
    expect(await detailOf(app, leads[0]?.id ?? '')).toMatchObject({ status: 'rejected', revision: 1 })

    const job = await cured(body)
    expect(job).toMatchObject({
      action: 'cure',
      total: 5,
      succeeded: 3,
      failed: 2,
      outcomes: { accepted: 3, rejected: 2 },
    })
    for (const { id, receivedAt } of leads) {
      const lead = await detailOf(app, id)
      expect(lead).toMatchObject({
        status: 'accepted',
        disposition: { code: 'ACCEPT_LEAD_AFTER_FIX' },
        sold: 'sold',
        fields: { make: 'Volkswagen' },
        receivedAt,
      })
      const told = lead.timeline.find(({ kind }) => kind === 'resubmitted')
      expect(told).toMatchObject({ actor: expect.any(String), text: expect.stringContaining("means 'Volkswagen'") })
    }
    expect((await detailOf(app, doubled.id)).disposition.code).toBe('REJECT_LEAD_DUPLICATE')
    expect((await detailOf(app, old.id)).disposition.code).toBe('REJECT_LEAD_INVALID_NUMBER')
    expect((await app.client.call(showPicklist, { params: { key: 'vw' } })).version).toBe((before.version ?? 0) + 1)

    const later = await scene.settle({ make: 'vw' })
    expect(later.status).toBe('accepted')
    const [resolved] = await causesOf('vw', { state: 'resolved' })
    expect(resolved).toMatchObject({ id: cause.id, count: 0, said: { cure: 'addSynonym', leads: 5, jobId: job.id } })
    expect((await causesOf('vw')).map(({ id }) => id)).not.toContain(cause.id)
  })

  test('is open again when it comes back after its cure', async () => {
    const scene = await sceneOf('again')
    await scene.settle({ make: 'Seat' })
    const { id } = await causeOf('again', 'Seat')
    await cured({ cause: id, cure: { kind: 'setValue', field: 'make', from: 'Seat', to: 'Audi' } })
    expect(await causesOf('again')).toEqual([])
    await scene.settle({ make: 'SEAT' })
    expect(await causesOf('again')).toMatchObject([{ id, state: 'open', count: 1, said: { state: 'resolved' } }])
  })

  test('is added to the list with a cell in each mapper; other campaigns of the list are named', async () => {
    const scene = await sceneOf('shared')
    await makeScene(app, 'shared-too', {
      campaign: { ...campaignDocument, fields: fieldsWith('shared') },
      deliveries: { sharedToo: { url: `${buyer.url}/accept` } },
    })
    const mapper = { picklist: 'shared', pairs: { Ford: 'F' }, missing: 'hold' } as const
    await app.client.call(putMapper, { params: { key: 'shared-codes' }, body: mapper })
    const lead = await scene.settle({ make: 'Skoda' })
    const { id } = await causeOf('shared', 'Skoda')
    const without = { cause: id, cure: { kind: 'addListValue', value: 'Skoda' } } as const
    expect(await preview(without)).toMatchObject({
      accepted: 1,
      campaigns: ['shared-too'],
      mappers: [{ key: 'shared-codes', code: null, given: false }],
      warnings: ["Mapper shared-codes has no cell for 'Skoda': deliveries will be held"],
    })
    await expect(app.client.call(cureCause, { body: without })).rejects.toMatchObject({
      status: 422,
      errors: [{ path: 'cure.mappers.shared-codes', code: 'mapper_cell_missing' }],
    })
    expect(await detailOf(app, lead.id)).toMatchObject({ status: 'rejected' })

    const cure = { ...without.cure, mappers: { 'shared-codes': 'SK' } }
    await cured({ cause: id, cure })
    expect(await detailOf(app, lead.id)).toMatchObject({ status: 'accepted', sold: 'sold', fields: { make: 'Skoda' } })
    const { pairs } = await app.client.call(showMapper, { params: { key: 'shared-codes' } })
    expect(pairs).toEqual({ Ford: 'F', Skoda: 'SK' })
  })

  test('can be added for one campaign only', async () => {
    const scene = await sceneOf('mine')
    const other = await makeScene(app, 'theirs', {
      campaign: { ...campaignDocument, fields: fieldsWith('mine') },
      deliveries: { theirs: { url: `${buyer.url}/accept` } },
    })
    const lead = await scene.settle({ make: 'Dacia' })
    const { id } = await causeOf('mine', 'Dacia')
    const cure = { kind: 'addListValue', value: 'Dacia', campaignOnly: true } as const
    expect((await preview({ cause: id, cure })).changes.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'picklist mine',
      'campaign theirs',
    ])
    await cured({ cause: id, cure })
    expect((await detailOf(app, lead.id)).status).toBe('accepted')
    expect((await other.settle({ make: 'Dacia' })).disposition.code).toBe('REJECT_LEAD_DISALLOWED_LIST_VALUE')
    const refused = await causeOf('theirs', 'Dacia')
    await cured({ cause: refused.id, cure: { kind: 'addListValue', value: 'Dacia' } })
    expect((await other.settle({ make: 'Dacia' })).status).toBe('accepted')
  })

  test('cannot be made to mean what is not there, or two things', async () => {
    const scene = await sceneOf('odd')
    await scene.settle({ make: 'Opel' })
    const { id } = await causeOf('odd', 'Opel')
    const refusal = (cure: CureBody['cure']) => preview({ cause: id, cure }).catch((error: unknown) => error)
    expect(await refusal({ kind: 'addSynonym', value: 'Opel', to: 'Trabant' })).toMatchObject({
      status: 422,
      errors: [{ path: 'cure.to', code: 'unknown_value' }],
    })
    expect(await refusal({ kind: 'addSynonym', value: 'Ford', to: 'Audi' })).toMatchObject({
      errors: [{ path: 'cure.value', code: 'conflict', message: "'Ford' already means 'Ford' in list Makes of odd" }],
    })
    expect(await refusal({ kind: 'addListValue', value: 'Opel', mappers: { none: 'x' } })).toMatchObject({
      errors: [{ path: 'cure.mappers.none', code: 'unknown' }],
    })
    await expect(preview({ cause: 'c000000000000000000000000', cure: { kind: 'none' } })).rejects.toMatchObject({
      status: 404,
    })
  })

  test('of chosen leads finds its list by itself', async () => {
    const scene = await sceneOf('chosen')
    const [one, two] = await settleAll(scene, [{ make: 'VW' }, { make: 'VW' }])
    const body = {
      selection: { ids: [one?.id ?? ''] },
      cure: { kind: 'addSynonym', value: 'VW', to: 'Volkswagen' },
    } as const
    expect(await preview(body)).toMatchObject({ matched: 1, accepted: 1 })
    await cured(body)
    expect((await detailOf(app, one?.id ?? '')).status).toBe('accepted')
    const rest = { selection: { query: { campaign: 'chosen' } }, cure: { kind: 'none' } } as const
    expect(await preview(rest)).toMatchObject({ accepted: 1, leftOut: [{ reason: 'accepted already', count: 1 }] })
    await cured(rest)
    expect((await detailOf(app, two?.id ?? '')).status).toBe('accepted')
  })
})

describe('Skipping checks', () => {
  test('lets leads through as an override, and never past suppression', async () => {
    const scene = await sceneOf('skip')
    const [good, barred] = await settleAll(scene, [{ make: 'Lada' }, { make: 'Lada', email: 'barred@example.com' }])
    await app.client.call(addSuppressionEntries, { params: { key: 'dnc' }, body: { entries: ['barred@example.com'] } })
    const { id, skip } = await causeOf('skip', 'Lada')
    expect(skip).toBe('fields')
    const cure = { kind: 'skip', checks: ['fields'], reason: 'the buyer takes them' } as const
    expect(await preview({ cause: id, cure })).toMatchObject({
      accepted: 1,
      stillRejected: [{ code: 'REJECT_LEAD_SUPPRESSED', count: 1 }],
    })
    await cured({ cause: id, cure })
    expect(await detailOf(app, good?.id ?? '')).toMatchObject({
      disposition: { code: 'ACCEPT_LEAD_OVERRIDE' },
      sold: 'sold',
    })
    expect((await detailOf(app, barred?.id ?? '')).disposition.code).toBe('REJECT_LEAD_SUPPRESSED')
  })

  test('of suppression or consent, or without a reason, is refused', async () => {
    const cures = [
      { kind: 'skip', checks: ['suppression'], reason: 'x' },
      { kind: 'skip', checks: ['consent'], reason: 'x' },
      { kind: 'skip', checks: ['fields'] },
    ]
    for (const cure of cures) {
      const body = { selection: { ids: ['1'] }, cure } as CureBody
      await expect(preview(body)).rejects.toMatchObject({ status: 400 })
    }
  })
})

test('What a buyer refused gets a new value and is sent to it again', async () => {
  const scene = await makeScene(app, 'choosy', { deliveries: { choosy: { url: `${buyer.url}/rule` } } })
  const [first, second] = await settleAll(scene, [{ vehicle_year: 2025 }, { vehicle_year: 2026 }])
  expect(first).toMatchObject({ status: 'accepted', sold: 'unsold' })
  const [cause, ...others] = await causesOf('choosy')
  expect(others).toEqual([])
  expect(cause).toMatchObject({
    kind: 'destination',
    delivery: 'choosy',
    code: null,
    count: 2,
    cures: ['setValue', 'none'],
  })
  const cure = { kind: 'setValue', field: 'vehicle_year', from: '2025', to: 2015 } as const
  await expect(preview({ cause: cause?.id, cure: { kind: 'keep', reason: 'x' } })).rejects.toMatchObject({
    status: 422,
  })
  expect(await preview({ cause: cause?.id, cure })).toMatchObject({
    matched: 2,
    accepted: 1,
    leftOut: [{ reason: "its vehicle_year is not '2025'", count: 1 }],
  })
  expect(await preview({ cause: cause?.id, cure: { ...cure, to: 1900 } })).toMatchObject({
    accepted: 0,
    stillRejected: [{ code: 'REJECT_LEAD_INVALID_NUMBER', count: 1 }],
  })
  expect(await preview({ cause: cause?.id, cure: { kind: 'none' } })).toMatchObject({ accepted: 2 })
  const job = await cured({ cause: cause?.id, cure })
  expect(job).toMatchObject({ total: 2, succeeded: 1, leftOut: 1 })
  expect(await detailOf(app, first?.id ?? '')).toMatchObject({
    sold: 'sold',
    fields: { vehicle_year: 2015 },
    revision: 2,
  })
  expect(await detailOf(app, second?.id ?? '')).toMatchObject({ sold: 'unsold', fields: { vehicle_year: 2026 } })
  expect(await causesOf('choosy', { kind: 'destination' })).toMatchObject([{ id: cause?.id, count: 1 }])
})

test('A new value changes only what was received as it, or the domain of an address', async () => {
  const scene = await sceneOf('typo')
  const [ann, bo] = await settleAll(scene, [{ email: 'ann.typo@gamil.com' }, { email: 'not an address' }])
  const [cause] = (await causesOf('typo')).filter(({ value }) => value === 'ann.typo@gamil.com')
  expect(cause?.suggestions).toMatchObject([{ value: '@gmail.com', confidence: 'high' }])
  const cure = { kind: 'setValue', field: 'email', from: '@gamil.com', to: '@gmail.com' } as const
  const selection = { ids: [ann?.id ?? '', bo?.id ?? ''] }
  expect(await preview({ selection, cure })).toMatchObject({
    accepted: 1,
    leftOut: [{ reason: 'its email does not end in @gamil.com', count: 1 }],
  })
  await cured({ selection, cure })
  expect(await detailOf(app, ann?.id ?? '')).toMatchObject({
    status: 'accepted',
    fields: { email: 'ann.typo@gmail.com' },
  })
  expect((await detailOf(app, bo?.id ?? '')).status).toBe('rejected')
})

test('A cause is acknowledged, kept out of the queue, and opened again; its leads are listed', async () => {
  const scene = await sceneOf('said')
  const leads = await settleAll(scene, [{ make: 'Lada' }, { make: 'LADA' }])
  const { id } = await causeOf('said', 'LADA')
  const params = { id }
  expect(await app.client.call(acknowledgeCause, { params, body: {} })).toMatchObject({ state: 'acknowledged' })
  expect(await causesOf('said')).toMatchObject([{ id, state: 'acknowledged' }])
  expect(await app.client.call(keepCause, { params, body: { reason: 'not ours' } })).toMatchObject({
    state: 'kept',
    said: { reason: 'not ours' },
  })
  expect(await causesOf('said')).toEqual([])
  expect(await app.client.call(reopenCause, { params, body: {} })).toMatchObject({ state: 'open', said: null })

  const first = await app.client.call(listCauseLeads, { params, query: { limit: 1 } })
  expect(first).toMatchObject({ total: 2, leads: [{ id: leads[1]?.id }] })
  const next = await app.client.call(listCauseLeads, { params, query: { limit: 1, cursor: first.nextCursor ?? '' } })
  expect(next).toMatchObject({ leads: [{ id: leads[0]?.id }], nextCursor: null })

  const from = leads[1]?.receivedAt ?? ''
  expect(await causesOf('said', { from })).toMatchObject([{ id, count: 1 }])
  expect(await app.client.call(listCauseLeads, { params, query: { from } })).toMatchObject({ total: 1 })
  expect(await preview({ cause: id, from, cure: { kind: 'none' } })).toMatchObject({ matched: 1 })
  await expect(preview({ selection: { ids: ['1'] }, from, cure: { kind: 'none' } })).rejects.toMatchObject({
    status: 400,
  })

  const keep = { cause: id, cure: { kind: 'keep', reason: 'nobody buys these' } } as const
  expect(await preview(keep)).toMatchObject({ matched: 2, kept: 2, accepted: 0 })
  expect(await cured(keep)).toMatchObject({ action: 'keepRejected', succeeded: 2 })
  expect(await causesOf('said')).toEqual([])
  expect(await causesOf('said', { state: 'kept' })).toMatchObject([{ id, count: 2, kept: 2 }])
  await scene.settle({ make: 'Lada' })
  expect(await causesOf('said')).toMatchObject([{ id, state: 'open', count: 1, kept: 2 }])
})

test('The same cure under one Idempotency-Key is one job and one change', async () => {
  const scene = await sceneOf('twice')
  await scene.settle({ make: 'VW' })
  const { id } = await causeOf('twice', 'VW')
  const body = { cause: id, cure: { kind: 'addSynonym', value: 'VW', to: 'Volkswagen' } } as const
  const headers = { 'idempotency-key': 'cure-twice' }
  const [one, two] = await Promise.all([1, 2].map(() => app.client.call(cureCause, { body }, { headers })))
  expect(one?.id).toBe(two?.id)
  expect((await app.client.call(showPicklist, { params: { key: 'twice' } })).version).toBe(2)
  const other = { cause: id, cure: { kind: 'none' } } as const
  await expect(app.client.call(cureCause, { body: other }, { headers })).rejects.toMatchObject({
    code: 'idempotency_mismatch',
  })
  await watchJob(app.client, one?.id ?? '', ({ finishedAt }) => finishedAt !== null)
})

test('Another account sees nothing of a cause, and cannot cure it', async () => {
  const scene = await sceneOf('own')
  await scene.settle({ make: 'VW' })
  const { id } = await causeOf('own', 'VW')
  const { client } = await app.otherAccount()
  expect((await client.call(listCauses, { query: {} })).causes).toEqual([])
  await expect(client.call(cureCause, { body: { cause: id, cure: { kind: 'none' } } })).rejects.toMatchObject({
    status: 404,
  })
})

test('A cure waits for the change of set-up that was written with it', async () => {
  const scene = await sceneOf('waits')
  const lead = await scene.settle({ make: 'VW' })
  const [account] = await app.db.engine<{ version: number }[]>`
    SELECT setup_version::int AS version FROM accounts WHERE id = ${app.accountId}`
  const options = { setupVersion: (account?.version ?? 0) + 1 }
  const body = { action: 'cure', selection: { ids: [lead.id] }, options } as const
  const { id } = await app.client.call(createJob, { body })
  await expect.poll(async () => (await itemsOf(app.client, id))[0]?.reason).toContain('has not come here yet')
  const values = [{ value: 'Volkswagen', synonyms: ['VW'] }]
  await app.client.call(putPicklist, { params: { key: 'waits' }, body: { name: 'Makes', values } })
  expect(await watchJob(app.client, id, ({ finishedAt }) => finishedAt !== null)).toMatchObject({ succeeded: 1 })
})
