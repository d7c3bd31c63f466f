// What the campaign pages count is what the list finds.

import { afterAll, beforeAll, expect, test } from 'vitest'

import { campaignCounts } from '@switchyard/contract/campaigns/counts.ts'
import { campaignSummary } from '@switchyard/contract/campaigns/summary.ts'
import type { QueryInput } from '@switchyard/contract/endpoint.ts'
import { showCampaigns } from '@switchyard/contract/home/campaigns.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { runJob } from '@switchyard/testkit/job.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: Buyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
  const scene = await makeScene(app, 'counted', {
    campaign: { caps: [{ period: 'day', limit: 100 }] },
    deliveries: { 'acme-counted': { url: buyer.url, caps: [{ period: 'total', limit: 2 }] } },
    route: { kind: 'priority', maxSales: 1 },
  })
  const [, , old, kept] = await Promise.all([
    scene.settle(),
    scene.settle(),
    scene.settle({ make: 'VW' }),
    scene.settle({ make: 'VW' }),
    scene.settle({ email: 'nothing' }),
    scene.settle({}, { test: true }),
  ])
  // What happened earlier cannot be sent today.
  const { engine } = app.db
  for (const [table, id] of [
    ['leads', 'id'],
    ['lead_data', 'lead_id'],
  ] as const) {
    await engine`
      UPDATE ${engine(table)} SET received_at = received_at - interval '3 days'
      WHERE account_id = ${app.accountId} AND ${engine(id)} = ${old?.id ?? ''}::bigint`
  }
  await runJob(app.client, {
    action: 'keepRejected',
    selection: { ids: [kept?.id ?? ''] },
    options: { reason: 'Not wanted' },
  })
  const elsewhere = await makeScene(app, 'elsewhere', { deliveries: { 'acme-elsewhere': { url: buyer.url } } })
  await elsewhere.settle()
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

const countsOf = (query: QueryInput<typeof campaignCounts> = {}) =>
  app.client.call(campaignCounts, { params: { ref: 'counted' }, query })

async function listed(query: QueryInput<typeof listLeads>): Promise<number> {
  const found = await app.client.call(listLeads, { query: { campaign: 'counted', test: 'false', ...query } })
  return found.total.value
}

test('Each point, reason and supplier counts what the list finds for it', async () => {
  const counts = await countsOf({ timezone: 'America/New_York' })
  expect(counts.by).toBe('day')
  expect(counts.points.reduce((sum, { received }) => sum + received, 0)).toBe(5)
  for (const { from, to, received, accepted, rejected, sold } of counts.points) {
    expect([received, accepted, rejected, sold]).toEqual([
      await listed({ from, to }),
      await listed({ from, to, status: 'accepted' }),
      await listed({ from, to, status: 'rejected' }),
      await listed({ from, to, sold: 'sold' }),
    ])
  }
  expect(counts.reasons).toEqual([
    { code: 'REJECT_LEAD_INVALID_LIST_VALUE', leads: 2 },
    { code: 'REJECT_LEAD_INVALID_EMAIL', leads: 1 },
  ])
  expect(counts.suppliers).toEqual([{ supplier: 'ADC1', received: 5, accepted: 2, rejected: 3, sold: 2 }])
})

test('A short frame is counted by the hour, an impossible or endless one refused', async () => {
  const day = await countsOf({ from: new Date(Date.now() - 24 * 3_600_000).toISOString() })
  expect(day.by).toBe('hour')
  expect(day.points.reduce((sum, { received }) => sum + received, 0)).toBe(4)
  await expect(countsOf({ from: '2026-11-02', to: '2026-11-02' })).rejects.toMatchObject({ status: 422 })
  await expect(countsOf({ from: '2020-01-01' })).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('400 days'),
  })
  await expect(app.client.call(campaignCounts, { params: { ref: 'nowhere' }, query: {} })).rejects.toMatchObject({
    status: 404,
  })
})

test('The counts of a campaign add up', async () => {
  const of = await app.client.call(campaignSummary, { params: { ref: 'counted' }, query: {} })
  expect(of).toMatchObject({ received: 5, accepted: 2, rejected: 3, delivered: 2, undelivered: 3, sold: 2 })
  expect(of.delivered + of.failed + of.underWay + of.undelivered).toBe(of.received)
  expect(of.sold + of.unsold + of.returned + of.awaiting).toBeLessThanOrEqual(of.received)
})

test('The list of campaigns tells how today goes, what waits, and the cap that is fullest', async () => {
  const { campaigns } = await app.client.call(showCampaigns, { query: { timezone: 'UTC' } })
  const counted = campaigns.find(({ reference }) => reference === 'counted')
  expect(counted).toMatchObject({
    status: 'active',
    fault: null,
    waiting: 2,
    caps: { total: 2, full: 1, words: expect.stringContaining('2 of 2') },
  })
  expect(counted?.today).toMatchObject({ accepted: 2, sold: 2 })
  expect(campaigns.find(({ reference }) => reference === 'elsewhere')?.caps).toBeNull()
  const other = await app.otherAccount()
  expect((await other.client.call(showCampaigns, { query: {} })).campaigns).toEqual([])
})
