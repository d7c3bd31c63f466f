import { afterAll, beforeAll, expect, test } from 'vitest'

import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { runPreflight } from '@switchyard/contract/preflight/run.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { addDelivery, campaignDocument, deliveryDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'

let app: TestApp
let buyer: Buyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client, {
    filters: [{ action: 'reject', when: { field: 'vehicle_year', op: 'lt', value: 2000 }, reason: 'Too old' }],
    caps: [{ period: 'day', limit: 3 }],
  })
  await app.client.call(putMapper, {
    params: { key: 'make-codes' },
    body: { picklist: 'makes', pairs: { Ford: 'F', Audi: 'A', Volkswagen: 'VW' }, missing: 'hold' },
  })
  const document = deliveryDocument(buyer.url, {
    rules: { field: 'vehicle_year', op: 'gte', value: 2010 },
    caps: [{ period: 'day', limit: 2 }],
  })
  await addDelivery(app.client, 'acme', document)
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

const run = (
  body: Parameters<typeof app.client.call<typeof runPreflight>>[1]['body'] = {},
  reference = 'auto-warranty',
) => app.client.call(runPreflight, { params: { reference }, body })

async function countRows(): Promise<unknown> {
  const [row] = await app.db.engine`
    SELECT (SELECT count(*) FROM leads)::int AS leads, (SELECT count(*) FROM dispatches)::int AS dispatches,
      (SELECT count(*) FROM dedupe_keys)::int AS keys, (SELECT count(*) FROM suppression_entries)::int AS suppressed,
      (SELECT coalesce(sum(used + reserved + over_cap), 0) FROM cap_windows)::int AS places`
  return row
}

test('A sound campaign passes at every hop, and nothing is stored, counted or sent', async () => {
  const found = await run()
  expect(found.cases.filter(({ passed }) => !passed)).toEqual([])
  expect(found).toMatchObject({ failed: 0, leftOut: [], passed: found.cases.length })
  const hops = new Set(found.cases.map(({ hop }) => hop))
  expect([...hops].toSorted()).toEqual(['check', 'clean', 'dedupe', 'filter', 'route', 'suppression'])
  expect(found.cases.find(({ name }) => name === 'Filter 1 (Too old): a lead that it rejects')).toMatchObject({
    set: { vehicle_year: 1999 },
    expected: 'rejected by filter 1',
    got: 'rejected: Too old',
  })
  expect(found.cases.filter(({ hop }) => hop === 'dedupe').map(({ got }) => got)).toEqual([
    expect.stringContaining('Duplicate of lead'),
    expect.stringContaining('Duplicate of lead'),
    expect.stringContaining('accepted'),
  ])
  expect(await countRows()).toEqual({ leads: 0, dispatches: 0, keys: 0, suppressed: 0, places: 0 })
  expect(buyer.requests()).toHaveLength(0)
})

test('What is wrong is found, named with where it is, and told first', async () => {
  const request = { ...deliveryDocument(buyer.url).request, body: { make: "{{ make | map: 'make-codes' }}" } }
  await app.client.call(putCampaign, {
    params: { reference: 'broken' },
    body: { ...campaignDocument, status: 'draft', suppliers: {} },
  })
  await addDelivery(app.client, 'mapped', deliveryDocument(buyer.url, { campaign: 'broken', request }))
  await addDelivery(app.client, 'later', deliveryDocument(buyer.url, { campaign: 'broken', status: 'draft' }))
  const found = await run({}, 'broken')
  expect(found.cases.filter(({ passed }) => !passed)).toMatchObject([
    { name: 'Vehicle make: Volvo', hop: 'render', reason: expect.stringContaining('mapped') },
  ])
  expect(found.cases[0]?.passed).toBe(false)
  expect(found.leftOut).toEqual(['Delivery later: it is a draft, so no lead goes to it'])
  const unknown = await run({ supplier: 'NOBODY' }, 'broken')
  expect(unknown.cases[0]).toMatchObject({ about: 'suppliers', hop: 'receive', passed: false })
})

test('Only when asked, the lead goes to the delivery as its test does', async () => {
  const found = await run({ send: true })
  expect(found.cases.filter(({ hop }) => hop === 'send')).toMatchObject([
    { about: 'delivery acme', passed: true, got: 'accepted' },
  ])
  expect(buyer.requests()).toHaveLength(1)
  expect(await countRows()).toMatchObject({ leads: 0, dispatches: 0, places: 0 })
})

test('Another account has no such campaign, and given values are taken as they are', async () => {
  const other = await app.otherAccount()
  await expect(
    other.client.call(runPreflight, { params: { reference: 'auto-warranty' }, body: {} }),
  ).rejects.toMatchObject({ status: 404 })
  expect((await run({ fields: { vehicle_year: 2015 } })).sample).toMatchObject({ vehicle_year: 2015 })
})
