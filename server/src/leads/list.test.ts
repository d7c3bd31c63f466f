import { afterAll, beforeAll, expect, test } from 'vitest'

import { createLead } from '@switchyard/contract/leads/create.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { leadTotals } from '@switchyard/contract/leads/totals.ts'
import { leadValues } from '@switchyard/contract/leads/values.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { addDelivery, deliveryDocument, goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'

import { countLeads } from './countLeads.ts'
import type { LeadFilter } from './filter.ts'

let app: TestApp
let buyer: Buyer
let ids: string[]

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
  await addDelivery(app.client, 'acme', deliveryDocument(`${buyer.url}/acme`))
  ids = []
  for (const fields of [
    goodLead({ first_name: 'Zoë', last_name: 'Smith-50%', email: 'zoe@example.com', phone: '07700 900555' }),
    goodLead({ vehicle_year: 2025, email: 'bob@example.com' }),
    { email: 'broken@' },
  ]) {
    const body = { campaign: 'auto-warranty', supplier: 'ADC1', source: 'fb_1', externalId: `x-${ids.length}`, fields }
    ids.push((await app.client.call(createLead, { body })).id)
  }
  await app.idle()
})

afterAll(async () => {
  await app.close()
  await buyer.close()
})

async function found(query: Parameters<typeof app.client.call<typeof listLeads>>[1]['query']): Promise<number[]> {
  const { leads, total } = await app.client.call(listLeads, { query })
  expect(total).toEqual({ value: leads.length, exact: true })
  return leads.map((lead) => ids.indexOf(lead.id)).toSorted((a, b) => a - b)
}

test.each([
  [{ status: 'rejected' }, [2]],
  [{ status: 'accepted,rejected' }, [0, 1, 2]],
  [{ sold: 'sold' }, [0]],
  [{ sold: 'unsold' }, [1]],
  [{ deliveryStatus: 'fail' }, [1]],
  [{ deliveryStatus: 'blank' }, [2]],
  [{ delivery: 'acme' }, [0, 1]],
  [{ buyer: 'ACME' }, [0, 1]],
  [{ buyer: 'BETA' }, []],
  [{ supplier: 'ADC1', campaign: 'auto-warranty' }, [0, 1, 2]],
  [{ source: 'fb_1' }, [0, 1, 2]],
  [{ source: 'FB_1' }, [0, 1, 2]],
  [{ source: 'fbx1' }, []],
  [{ code: 'REJECT_LEAD_INVALID_EMAIL' }, [2]],
  [{ country: 'GB' }, [0, 1, 2]],
  [{ method: 'api' }, [0, 1, 2]],
  [{ method: 'import' }, []],
  [{ test: 'false' }, [0, 1, 2]],
  [{ test: 'true' }, []],
  [{ fields: { email: 'ZOE@example.com' } }, [0]],
  [{ fields: { email: '~example' } }, [0, 1]],
  [{ fields: { last_name: 'smith*' } }, [0]],
  [{ fields: { last_name: '~50%' } }, [0]],
  [{ fields: { last_name: '~5_%' } }, []],
  [{ q: 'zoe@example' }, [0]],
  [{ q: '07700 900555' }, [0]],
  [{ q: '+44 7700 900555' }, [0]],
  [{ q: '900555' }, [0]],
  [{ q: '900' }, []],
  [{ q: 'Smith' }, [0]],
  [{ q: 'zoë sm' }, [0]],
  [{ q: 'ZOË' }, [0]],
  [{ q: 'mith' }, []],
  [{ q: 'z%' }, []],
  [{ q: 'ZOE@Ex' }, [0]],
  [{ q: 'example.com' }, []],
  [{ q: 'x-1' }, [1]],
  [{ q: "' OR 1=1 --" }, []],
  [{ q: 'ZOE@example.com\nbob@example.com' }, [0, 1]],
  [{ q: 'zoe@example.com, 07700 900555' }, [0]],
  [{ q: '07700 900555; x-1' }, [0, 1]],
  [{ q: 'X-2; Zoë Smith-50%' }, [0, 2]],
  [{ q: 'zoe@example\nbob@example' }, []],
  [{ q: 'Smith-50%, Zoë' }, []],
  [{ activity: 'edited' }, []],
  [{ from: '2020-01-01', to: '2021-01-01T00:00:00Z' }, []],
] as const)('The search %j finds exactly its leads', async (query, expected) => {
  expect(await found(query)).toEqual(expected)
})

test('Where more leads are than are looked at, the total is at least what was found among them', async () => {
  const count = (filter: LeadFilter, lookAt: number) =>
    app.db.asAccount(app.accountId, (tx) => countLeads(tx, filter, lookAt))
  expect(await count({ method: ['api'] }, 3)).toEqual({ value: 3, exact: true })
  expect(await count({ method: ['api'] }, 2)).toEqual({ value: 2, exact: false })
  expect(await count({ delivery: ['acme'], fields: [{ key: 'email', match: 'bob*' }] }, 3)).toEqual({
    value: 1,
    exact: true,
  })
  // What an index answers is counted whole, however many leads there are.
  expect(await count({ status: ['rejected'], source: ['fb_1'] }, 1)).toEqual({ value: 1, exact: true })
})

test('An id finds its lead', async () => {
  expect(await found({ q: ids[1] })).toEqual([1])
})

test('A list of ids finds them, and no others', async () => {
  expect(await found({ q: `${ids[0]}, ${ids[2]}` })).toEqual([0, 2])
  expect(await found({ q: `${ids[0]}\n999999` })).toEqual([0])
})

test("The totals of a search are the sums of its leads' rows", async () => {
  const { leads } = await app.client.call(listLeads, { query: {} })
  const all = await app.client.call(leadTotals, { query: {} })
  const pence = (amount: string | null) => Math.round(Number(amount ?? '0') * 100)
  expect(all).toMatchObject({ leads: 3, sold: 1, money: [{ currency: 'GBP' }] })
  expect(pence(all.money[0]?.revenue ?? null)).toBe(leads.reduce((sum, lead) => sum + pence(lead.revenue), 0))
  expect(pence(all.money[0]?.payout ?? null)).toBe(leads.reduce((sum, lead) => sum + pence(lead.payout), 0))
  expect(pence(all.money[0]?.revenue ?? null)).toBeGreaterThan(0)

  const unsold = await app.client.call(leadTotals, { query: { sold: 'unsold', fields: { email: '~example' } } })
  expect(unsold).toMatchObject({ leads: 1, sold: 0, money: [{ currency: 'GBP', revenue: '0.00' }] })
  expect(await app.client.call(leadTotals, { query: { campaign: 'none' } })).toEqual({ leads: 0, sold: 0, money: [] })
})

test('The values of a filter are counted over the other filters', async () => {
  const counts = async (query: Parameters<typeof app.client.call<typeof leadValues>>[1]['query']) => {
    const { values } = await app.client.call(leadValues, { query })
    return Object.fromEntries(values.map(({ value, count }) => [value, count]))
  }
  expect(await counts({ by: 'status' })).toEqual({ accepted: 2, rejected: 1 })
  expect(await counts({ by: 'status', status: 'rejected' })).toEqual({ accepted: 2, rejected: 1 })
  expect(await counts({ by: 'sold', status: 'accepted' })).toEqual({ sold: 1, unsold: 1 })
  expect(await counts({ by: 'delivery' })).toEqual({ acme: 2 })
  expect(await counts({ by: 'buyer', sold: 'sold' })).toEqual({ ACME: 1 })
  expect(await counts({ by: 'source', fields: { last_name: '~50%' } })).toEqual({ fb_1: 1 })
  expect(await counts({ by: 'activity' })).toEqual({})
  for (const by of ['campaign', 'supplier', 'country', 'method', 'code', 'deliveryStatus'] as const) {
    const counted = Object.values(await counts({ by }))
    expect(
      counted.reduce((sum, one) => sum + one, 0),
      by,
    ).toBe(3)
  }
})

test('Pages follow each other without a gap and without a repeat, in both directions', async () => {
  for (const sort of ['-received', 'received'] as const) {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const query = { limit: 1, sort, ...(cursor === undefined ? {} : { cursor }) }
      const page = await app.client.call(listLeads, { query })
      seen.push(...page.leads.map((lead) => lead.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(sort === 'received' ? ids : ids.toReversed())
  }
})

test.each([
  ['status=green', 'status'],
  ['cursor=abc', 'cursor'],
  ['limit=1000', 'limit'],
  ['colour=red', 'colour'],
  ['from=yesterday', 'from'],
])('The query %s is refused and named', async (query, path) => {
  const response = await fetch(`${app.url}/v1/leads?${query}`, { headers: { authorization: `Bearer ${app.key}` } })
  expect(response.status).toBe(400)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  const problem = (await response.json()) as { errors: { path: string }[] }
  expect(problem.errors[0]?.path).toBe(path)
})

test("Another account's key finds none of them, and their ids do not exist there", async () => {
  const other = await app.otherAccount()
  const { leads } = await other.client.call(listLeads, { query: {} })
  expect(leads).toEqual([])
  const refusal = await fetch(`${app.url}/v1/leads/${ids[0]}`, { headers: { authorization: `Bearer ${other.key}` } })
  expect(refusal.status).toBe(404)
})
