// Causes from the counts that are kept behind the leads: they are those that the leads themselves tell, whatever was done meanwhile.

import { afterAll, beforeAll, expect, test } from 'vitest'

import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { showCampaign } from '@switchyard/contract/campaigns/show.ts'
import { showAffected } from '@switchyard/contract/causes/affected.ts'
import { cureCause } from '@switchyard/contract/causes/cure.ts'
import { listCauses } from '@switchyard/contract/causes/list.ts'
import { previewCure } from '@switchyard/contract/causes/preview.ts'
import { recheckAffected } from '@switchyard/contract/causes/recheck.ts'
import { showCause } from '@switchyard/contract/causes/show.ts'
import { createJob } from '@switchyard/contract/jobs/create.ts'
import { planJob } from '@switchyard/contract/jobs/plan.ts'
import { deleteLead } from '@switchyard/contract/leads/delete.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { watchJob } from '@switchyard/testkit/job.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene, type Scene } from '@switchyard/testkit/scene.ts'

import { countRefusals } from './countRefusals.ts'
import { readRefusals, type RefusedLead } from './readRefusals.ts'
import { refusalRows } from './refusalRows.ts'

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

const causesOf = async (campaign: string) => (await app.client.call(listCauses, { query: { campaign } })).causes

async function ended(job: { readonly id: string }) {
  const done = await watchJob(app.client, job.id, ({ finishedAt }) => finishedAt !== null)
  await app.idle()
  return done
}

async function sceneOf(
  campaign: string,
  path = '/accept',
  more: Partial<typeof campaignDocument> = {},
): Promise<Scene> {
  const values = ['Ford', 'Volkswagen'].map((value) => ({ value }))
  await app.client.call(putPicklist, { params: { key: campaign }, body: { name: 'Makes', values } })
  const fields = (campaignDocument.fields ?? []).map((field) =>
    field.key === 'make' ? { ...field, picklist: campaign } : field,
  )
  return makeScene(app, campaign, {
    campaign: { ...campaignDocument, fields, ...more },
    deliveries: { [campaign]: { url: `${buyer.url}${path}` } },
  })
}

test('The rule that leads fell at is named, and relaxed for them and for those of tomorrow', async () => {
  const scene = await sceneOf('relax')
  const first = await scene.settle({ vehicle_year: 2030 })
  await scene.settle({ vehicle_year: 2031 })
  const [cause] = (await causesOf('relax')).filter(({ value }) => value === '2030')
  expect(cause).toMatchObject({ relax: { now: 2026, proposed: 2030 } })
  expect(cause?.cures).toContain('relaxRule')
  const refused = { cause: cause?.id ?? '', cure: { kind: 'relaxRule', to: 2026 } } as const
  await expect(app.client.call(previewCure, { body: refused })).rejects.toMatchObject({ status: 422 })
  const body = { cause: cause?.id ?? '', cure: { kind: 'relaxRule', to: 2030 } } as const
  expect(await app.client.call(previewCure, { body })).toMatchObject({
    accepted: 1,
    changes: [{ kind: 'campaign', key: 'relax' }],
  })
  expect(await ended(await app.client.call(cureCause, { body }))).toMatchObject({ outcomes: { accepted: 1 } })
  expect(await detailOf(app, first.id)).toMatchObject({ status: 'accepted' })
  const { fields } = await app.client.call(showCampaign, { params: { reference: 'relax' } })
  expect(fields.find(({ key }) => key === 'vehicle_year')).toMatchObject({ max: 2030 })
  expect((await scene.settle({ vehicle_year: 2030 })).status).toBe('accepted')
  expect(await app.client.call(showCause, { params: { id: body.cause } })).toMatchObject({
    state: 'resolved',
    said: { cure: 'relaxRule', leads: 1 },
  })
})

test('A cause is a filter of the list, and of what is done with all results', async () => {
  const scene = await sceneOf('filter')
  const lead = await scene.settle({ make: 'Lada', email: 'not an address' })
  const kept = await scene.settle({ make: 'lada' })
  await scene.settle({ make: 'Saab' })
  const [cause] = (await causesOf('filter')).filter(({ count }) => count === 2)
  const ids = async () => {
    const found = await app.client.call(listLeads, { query: { cause: cause?.id ?? '' } })
    return found.leads.map(({ id }) => id)
  }
  expect(await ids()).toEqual([kept.id, lead.id])
  const selection = { query: { cause: cause?.id ?? '' } }
  const keep = { action: 'keepRejected', selection, options: { reason: 'not ours' } } as const
  expect(await app.client.call(planJob, { body: keep })).toMatchObject({ matched: 2, willDo: 2 })
  await ended(await app.client.call(createJob, { body: { ...keep, selection: { ids: [kept.id] } } }))
  expect(await ids()).toEqual([lead.id])
  await ended(await app.client.call(createJob, { body: keep }))
  expect(await ids()).toEqual([kept.id, lead.id])
})

test('Whoever changes a list is told how many leads it could let through, and they are checked again when that is asked for', async () => {
  const scene = await sceneOf('affected')
  const leads = [
    await scene.settle({ make: 'Lada' }),
    await scene.settle({ make: 'Lada' }),
    await scene.settle({ make: 'Saab' }),
  ]
  await app.client.call(listCauses, { query: {} })
  const values = ['Ford', 'Volkswagen', 'Lada'].map((value) => ({ value }))
  const put = await fetch(`${app.url}/v1/picklists/affected`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${app.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Makes', values }),
  })
  expect(put.headers.get('affected-leads')).toBe('3')
  expect((await detailOf(app, leads[0]?.id ?? '')).status).toBe('rejected')
  const what = { kind: 'picklist', key: 'affected' } as const
  expect(await app.client.call(showAffected, { query: what })).toMatchObject({ leads: 3 })
  const campaign = { kind: 'campaign', key: 'affected' } as const
  expect(await app.client.call(showAffected, { query: campaign })).toMatchObject({ leads: 3 })
  const job = await ended(await app.client.call(recheckAffected, { body: what }))
  expect(job).toMatchObject({ outcomes: { accepted: 2, rejected: 1 } })
  expect(await app.client.call(showAffected, { query: what })).toMatchObject({ leads: 1 })
  await expect(
    app.client.call(recheckAffected, { body: { kind: 'picklist', key: 'relax-none' } }),
  ).rejects.toMatchObject({ status: 422, code: 'nothing_affected' })
})

test('A delivery, and a mapper that it uses, affect the leads that its buyer refused', async () => {
  const scene = await sceneOf('sent', '/refuse')
  await app.client.call(putMapper, { params: { key: 'sent-makes' }, body: { picklist: 'sent', pairs: {} } })
  const lead = await scene.settle()
  const body = { make: "{{ make | map: 'sent-makes' }}" }
  await scene.change('sent', {
    request: { url: `${buyer.url}/accept`, method: 'POST', format: 'json', body },
  })
  const [cause] = await causesOf('sent')
  expect(cause).toMatchObject({ kind: 'destination', count: 1 })
  const byMapper = await app.client.call(showAffected, { query: { kind: 'mapper', key: 'sent-makes' } })
  expect(byMapper).toEqual({ leads: 1, causes: [cause?.id] })
  await ended(await app.client.call(recheckAffected, { body: { kind: 'delivery', key: 'sent' } }))
  expect(await detailOf(app, lead.id)).toMatchObject({ sold: 'sold' })
})

test('The counts are those of the leads themselves, also after leads were edited, kept, erased and sold', async () => {
  const scene = await sceneOf('mixed', '/refuse')
  const lead = await scene.settle({ make: 'Lada', email: 'bad', vehicle_year: 2050 })
  const gone = await scene.settle({ make: 'Lada' })
  await scene.settle()
  await app.client.call(deleteLead, { params: { id: gone.id } })
  const keep = { action: 'keepRejected', selection: { ids: [lead.id] }, options: { reason: 'not ours' } } as const
  await ended(await app.client.call(createJob, { body: keep }))
  await app.client.call(putCampaign, { params: { reference: 'empty' }, body: campaignDocument })

  const { engine } = app.db
  const [account] = await engine<{ id: string }[]>`SELECT l.account_id::text AS id FROM leads l LIMIT 1`
  const accountId = account?.id ?? ''
  expect(await countRefusals(engine, accountId)).toBe(true)
  const stored = await engine<Record<string, unknown>[]>`
    SELECT r.lead_id::text AS "leadId", r.cause, r.received_at AS "receivedAt", r.supplier, r.spelling, r.kept FROM refusals r
    WHERE r.account_id = ${accountId} ORDER BY r.lead_id, r.cause`
  const told = await engine.begin(async (tx) => {
    const leads = await tx<RefusedLead[]>`
      SELECT l.id::text AS id, l.received_at AS "receivedAt" FROM leads l WHERE l.account_id = ${accountId}`
    return refusalRows(await readRefusals(tx, tx`${accountId}::bigint`, leads)).rows
  })
  const plain = told.map(({ isFirst: _first, receivedAt, ...row }) => ({ ...row, receivedAt: new Date(receivedAt) }))
  expect(plain.length).toBeGreaterThan(4)
  expect(new Set(stored.map((row) => JSON.stringify(sorted(row))))).toEqual(
    new Set(plain.map((row) => JSON.stringify(sorted(row)))),
  )
  const differences = await engine`
    SELECT s.* FROM (
      SELECT r.cause, (r.received_at AT TIME ZONE 'UTC')::date AS day, r.supplier, r.spelling, r.kept, count(*)::int AS leads,
        sum(r.is_first::int)::int AS first_leads
      FROM refusals r WHERE r.account_id = ${accountId} GROUP BY 1, 2, 3, 4, 5) s
    FULL JOIN refusal_counts c ON c.account_id = ${accountId} AND (c.cause, c.day, c.supplier, c.spelling, c.kept, c.leads, c.first_leads)
      = (s.cause, s.day, s.supplier, s.spelling, s.kept, s.leads, s.first_leads)
    WHERE s.cause IS NULL OR c.cause IS NULL`
  expect(differences).toHaveLength(0)
})

function sorted(row: object): unknown {
  return Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
