import { afterAll, beforeAll, expect, test } from 'vitest'

import { createLead } from '@switchyard/contract/leads/create.ts'
import { showLead } from '@switchyard/contract/leads/show.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { addDelivery, deliveryDocument, goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'

let app: TestApp
let buyer: Buyer

beforeAll(async () => {
  app = await startTestApp({ logLevel: 'error' })
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
  await addDelivery(app.client, 'acme', deliveryDocument(`${buyer.url}/acme`))
})

afterAll(async () => {
  await app.close()
  await buyer.close()
})

function send(fields: Record<string, unknown>, headers: Record<string, string> = {}) {
  return app.client.call(createLead, { body: { campaign: 'auto-warranty', supplier: 'ADC1', fields } }, { headers })
}

test('A good lead is accepted, sent, sold and booked, and its page tells all of it', async () => {
  const answer = await send(goodLead({ email: 'ann@example.com' }))
  expect(answer).toMatchObject({ status: 'accepted', sold: 'pending', price: '2.00', currency: 'GBP' })
  await app.idle()
  const lead = await app.client.call(showLead, { params: { id: answer.id } })
  expect(lead).toMatchObject({
    status: 'accepted',
    sold: 'sold',
    deliveryStatus: 'full',
    revenue: '12.50',
    payout: '2.00',
    summary: 'ann@example.com · 2015 Ford',
    fields: { phone: '+447700900123', vehicle_year: 2015 },
    raw: { phone: '07700 900123' },
    dispatches: [{ delivery: 'acme', buyer: 'ACME', state: 'accepted', price: '12.50' }],
  })
  const attempt = lead.dispatches[0]?.attempts[0]
  expect(attempt).toMatchObject({ outcome: 'accepted', rule: 0, response: { status: 200 } })
  expect(JSON.parse(attempt?.request?.body ?? '')).toMatchObject({ vehicle_year: 2015, make: 'Ford' })
  expect(lead.money.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['payout', '2.00'],
    ['revenue', '12.50'],
  ])
  expect(lead.decision?.considered).toMatchObject([{ delivery: 'acme', excluded: null }])
  const request = buyer.requests().find(({ body }) => body.includes('ann@example.com'))
  expect(request?.headers['idempotency-key']).toBe(lead.dispatches[0]?.id)
  expect(request?.headers['x-attempt']).toBe('1')
})

test("A refused lead is unsold with the buyer's own words", async () => {
  const answer = await send(goodLead({ vehicle_year: 2025 }), { prefer: 'wait=20' })
  expect(answer).toMatchObject({ status: 'accepted', sold: 'unsold' })
  const lead = await app.client.call(showLead, { params: { id: answer.id } })
  expect(lead.deliveryStatus).toBe('fail')
  expect(lead.buyers).toMatchObject([
    { buyer: 'ACME', state: 'rejected', reason: expect.stringContaining('2025 not allowed') },
  ])
  expect(lead.soldReason).toContain('2025 not allowed')
  expect(lead.revenue).toBeNull()
})

test('A lead with several mistakes is kept as rejected with all of them in words', async () => {
  const answer = await send({ email: 'ann@', make: 'VW', vehicle_year: 1970 })
  expect(answer.status).toBe('rejected')
  expect(answer.disposition.failures.map((failure) => failure.code).toSorted()).toEqual([
    'REJECT_LEAD_INVALID_EMAIL',
    'REJECT_LEAD_INVALID_LIST_VALUE',
    'REJECT_LEAD_INVALID_NUMBER',
  ])
  expect(answer.disposition.reason).toContain("Vehicle make: 'VW' is not in list Makes")
  const { leads } = await app.client.call(listLeads, { query: { status: 'rejected', q: answer.id } })
  expect(leads.map((lead) => lead.id)).toEqual([answer.id])
})

test('The second lead with the same email within the look-back is a duplicate of the first', async () => {
  const fields = goodLead()
  const first = await send(fields)
  const second = await send({ ...fields, first_name: 'Other' })
  expect(second).toMatchObject({ status: 'rejected', duplicateOf: first.id })
  expect(second.disposition.code).toBe('REJECT_LEAD_DUPLICATE')
})

test('A thousand identical leads at once make one accepted lead', async () => {
  const email = 'thousand@example.com'
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, index) => send({ ...goodLead({ email }), first_name: `Ann${index}` })),
  )
  expect(answers.filter((answer) => answer.status === 'accepted')).toHaveLength(1)
  expect(new Set(answers.map((answer) => answer.id)).size).toBe(1000)
})
