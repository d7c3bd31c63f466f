// Top down until enough buyers took the lead, with the record of how it got there.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { putBuyer } from '@switchyard/contract/buyers/put.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene, statesOf } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: Buyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
  for (const bid of ['GAMMA', 'GONE']) {
    await app.client.call(putBuyer, { params: { bid }, body: { name: bid, active: bid !== 'GONE' } })
  }
})

afterAll(async () => {
  await app.close()
  await buyer.close()
})

const at = (path: string) => `${buyer.url}/${path}`
const priority = (maxSales = 1) => ({ kind: 'priority', maxSales }) as const
const noRetry = { delaysSeconds: [], maxAgeHours: 24 }

/** What the route found each time it came to a later delivery. */
const laterOf = (lead: { readonly decision: { readonly later?: readonly Step[] | undefined } | null }) =>
  (lead.decision?.later ?? []).map(({ delivery, excluded }) => [delivery, excluded?.words ?? null])
interface Step {
  readonly delivery: string
  readonly excluded: { readonly words: string } | null
}

describe('A priority route', () => {
  test('stops at the first buyer that takes the lead', async () => {
    const scene = await makeScene(app, 'first', {
      route: priority(),
      deliveries: { 'first-a': { url: at('accept') }, 'first-b': { url: at('accept'), buyer: 'BETA' } },
    })
    const lead = await scene.settle()
    expect(statesOf(lead)).toEqual(['first-a accepted'])
    expect(lead).toMatchObject({ sold: 'sold', deliveryStatus: 'full', revenue: '12.50' })
    expect(laterOf(lead)).toEqual([])
  })

  test('goes on after a refusal, and keeps the record of it', async () => {
    const scene = await makeScene(app, 'refused', {
      route: priority(),
      deliveries: {
        'refused-a': { url: at('refuse') },
        'refused-b': { url: at('accept'), buyer: 'BETA', price: { kind: 'fixed', amount: '7.00' } },
      },
    })
    const lead = await scene.settle()
    expect(statesOf(lead)).toEqual(['refused-a rejected', 'refused-b accepted'])
    expect(lead).toMatchObject({ sold: 'sold', deliveryStatus: 'partial', revenue: '7.00' })
    expect(laterOf(lead)).toEqual([['refused-b', null]])
  })

  test('goes on after a failure: a buyer that cannot be reached costs no sale', async () => {
    const gone = await startBuyer()
    await gone.close()
    const scene = await makeScene(app, 'failed', {
      route: priority(),
      deliveries: {
        'failed-a': { url: gone.url, retry: noRetry },
        'failed-b': { url: at('error'), buyer: 'GAMMA', retry: noRetry },
        'failed-c': { url: at('accept'), buyer: 'BETA' },
      },
    })
    const lead = await scene.settle()
    expect(statesOf(lead)).toEqual(['failed-a failed', 'failed-b failed', 'failed-c accepted'])
    expect(lead).toMatchObject({ sold: 'sold', deliveryStatus: 'partial' })
  })

  test('passes over a buyer whose rule says no, with the value of the lead', async () => {
    const scene = await makeScene(app, 'rules', {
      route: priority(),
      deliveries: {
        'rules-a': { url: at('refuse') },
        'rules-b': {
          url: at('accept'),
          buyer: 'BETA',
          rules: { field: 'vehicle_year', op: 'gte', value: 2016 },
        },
        'rules-c': { url: at('accept'), buyer: 'GAMMA' },
      },
    })
    const lead = await scene.settle({ vehicle_year: 2015 })
    expect(statesOf(lead)).toEqual(['rules-a rejected', 'rules-c accepted'])
    const line = lead.decision?.considered.find(({ delivery }) => delivery === 'rules-b')
    expect(line?.excluded).toMatchObject({ why: 'rule', words: 'rule vehicle_year >= 2016, lead: 2015' })
  })

  test('looks again when it comes to a later delivery: what was switched off meanwhile is passed over', async () => {
    const scene = await makeScene(app, 'paused', {
      route: priority(),
      deliveries: {
        'paused-a': { url: at('slow?ms=700'), answers: [{ when: { status: [200] }, outcome: 'rejected' }] },
        'paused-b': { url: at('accept'), buyer: 'BETA' },
        'paused-c': { url: at('accept'), buyer: 'GAMMA' },
      },
    })
    const { answer } = await scene.send()
    await scene.change('paused-b', { status: 'paused' })
    await app.idle()
    const told = await detailOf(app, answer.id)
    expect(statesOf(told)).toEqual(['paused-a rejected', 'paused-c accepted'])
    expect(laterOf(told)).toEqual([
      ['paused-b', 'not active: paused'],
      ['paused-c', null],
    ])
  })

  test('is unsold when all refuse, with the words of each', async () => {
    const scene = await makeScene(app, 'nobody', {
      route: priority(),
      deliveries: { 'nobody-a': { url: at('refuse') }, 'nobody-b': { url: at('refuse'), buyer: 'BETA' } },
    })
    const refused = await scene.settle({ vehicle_year: 2026 })
    expect(statesOf(refused)).toEqual(['nobody-a rejected', 'nobody-b rejected'])
    expect(refused).toMatchObject({ sold: 'unsold', deliveryStatus: 'fail', revenue: null })
    expect(refused.soldReason).toBe('nobody-a: vehicle_year 2026 not allowed; nobody-b: vehicle_year 2026 not allowed')
  })

  test('sells to two with maxSales 2, and asks no third', async () => {
    const scene = await makeScene(app, 'two', {
      route: priority(2),
      deliveries: {
        'two-a': { url: at('accept') },
        'two-b': { url: at('refuse'), buyer: 'GAMMA' },
        'two-c': { url: at('accept'), buyer: 'BETA', price: { kind: 'fixed', amount: '7.00' } },
        'two-d': { url: at('accept'), buyer: 'GAMMA' },
      },
    })
    const lead = await scene.settle()
    expect(statesOf(lead)).toEqual(['two-a accepted', 'two-b rejected', 'two-c accepted'])
    expect(lead).toMatchObject({ sold: 'sold', deliveryStatus: 'partial', revenue: '19.50' })
  })

  test('does not sell twice to one buyer by two deliveries', async () => {
    const scene = await makeScene(app, 'same', {
      route: priority(2),
      deliveries: {
        'same-a': { url: at('accept') },
        'same-b': { url: at('accept') },
        'same-c': { url: at('accept'), buyer: 'BETA' },
      },
    })
    const lead = await scene.settle()
    expect(statesOf(lead)).toEqual(['same-a accepted', 'same-c accepted'])
    expect(laterOf(lead)).toEqual([
      ['same-b', 'already sold to ACME'],
      ['same-c', null],
    ])
  })

  test('asks no buyer that is not active, and nobody at all when none is left', async () => {
    const scene = await makeScene(app, 'inactive', {
      route: priority(),
      deliveries: { 'inactive-a': { url: at('accept'), buyer: 'GONE' } },
    })
    const lead = await scene.settle()
    expect(lead).toMatchObject({ status: 'accepted', sold: 'unsold', deliveryStatus: 'blank', dispatches: [] })
    expect(lead.soldReason).toContain('buyer GONE is not active')
    expect(lead.decision?.considered).toMatchObject([{ excluded: { why: 'buyerNotActive' } }])
  })
})

describe('Hours', () => {
  const closed = { timezone: 'Europe/London', weekly: { [weekdayIn3Days()]: ['09:00-17:30'] } }

  test('hold the lead until the delivery opens, and tell until when', async () => {
    const scene = await makeScene(app, 'hold', {
      route: priority(),
      deliveries: {
        'hold-a': { url: at('accept'), schedule: { ...closed, outside: 'hold' } },
        'hold-b': { url: at('accept'), buyer: 'BETA' },
      },
    })
    const { answer } = await scene.send({}, { headers: { prefer: 'wait=1' } })
    expect(answer.sold).toBe('pending')
    const [dispatch] = await app.db.engine`SELECT state, reason, due_at FROM dispatches WHERE lead_id = ${answer.id}`
    expect(dispatch).toMatchObject({ state: 'held', reason: expect.stringContaining('closed until') })
    expect(dispatch?.['due_at'].getTime()).toBeGreaterThan(Date.now() + 24 * 3_600_000)

    await scene.change('hold-a', { schedule: undefined })
    await app.db.engine`UPDATE dispatches SET due_at = now() WHERE lead_id = ${answer.id}`
    await app.idle()
    const [after] = await app.db.engine`SELECT state, reason FROM dispatches WHERE lead_id = ${answer.id}`
    expect(after).toMatchObject({ state: 'accepted' })
  })

  test('keep a held lead where it is when they are still closed at its time', async () => {
    const scene = await makeScene(app, 'still', {
      deliveries: { 'still-a': { url: at('accept'), schedule: { ...closed, outside: 'hold' } } },
    })
    const { answer } = await scene.send()
    await app.db.engine`UPDATE dispatches SET due_at = now() WHERE lead_id = ${answer.id}`
    await expect
      .poll(
        async () => {
          const [row] = await app.db.engine`SELECT state, due_at FROM dispatches WHERE lead_id = ${answer.id}`
          return row?.['due_at'].getTime() > Date.now() + 24 * 3_600_000 ? row?.['state'] : 'due'
        },
        { timeout: 5000 },
      )
      .toBe('held')
  })

  test('let the route go on where the delivery skips', async () => {
    const scene = await makeScene(app, 'skip', {
      route: priority(),
      deliveries: {
        'skip-a': { url: at('accept'), schedule: { ...closed, outside: 'skip' } },
        'skip-b': { url: at('accept'), buyer: 'BETA' },
      },
    })
    const lead = await scene.settle()
    expect(statesOf(lead)).toEqual(['skip-b accepted'])
    expect(lead.decision?.considered[0]?.excluded).toMatchObject({
      why: 'schedule',
      words: expect.stringContaining('closed until'),
    })
  })
})

/** A day that is neither today nor tomorrow in any zone near ours. */
function weekdayIn3Days(): string {
  const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
  return names[(new Date().getUTCDay() + 3) % 7] ?? 'mon'
}
