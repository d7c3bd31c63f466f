// Caps as an operator meets them: by money, by weekday, rolling, changed in the middle of a day, and what comes when one is full.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { listCaps } from '@switchyard/contract/caps/list.ts'
import { listAlerts } from '@switchyard/contract/alerts/list.ts'
import { putBuyer } from '@switchyard/contract/buyers/put.ts'
import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { createClient } from '@switchyard/contract/client.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene, statesOf, type Scene } from '@switchyard/testkit/scene.ts'

import { createKey } from '../access/accounts.ts'
import { checkDrift } from './drift.ts'

let app: TestApp
let buyer: Buyer
const scripted: ScriptedBuyer[] = []

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
})

afterAll(async () => {
  await app.close()
  await buyer.close()
  for (const one of scripted) await one.close()
})

async function buyerThat(answer: Parameters<typeof startScriptedBuyer>[0]): Promise<ScriptedBuyer> {
  const made = await startScriptedBuyer(answer)
  scripted.push(made)
  return made
}

type Standing = OutputOf<typeof listCaps>['caps'][number]

async function capsOf(query: { delivery?: string; buyer?: string; campaign?: string; test?: 'true' }) {
  const { caps } = await app.client.call(listCaps, { query: { ...query, recompute: 'true' } })
  return caps
}

function counts({ limit, used, reserved, overCap, free, full }: Standing) {
  return { limit, used, reserved, overCap, free, full }
}

/** Counted and worked out anew agree. */
async function theCap(delivery: string): Promise<ReturnType<typeof counts>> {
  const [cap, ...others] = await capsOf({ delivery })
  if (!cap) throw new Error(`Delivery ${delivery} has no cap`)
  expect(others).toEqual([])
  expect(cap.drifted).toBe(false)
  return counts(cap)
}

async function sendAtOnce({ campaign }: Scene, count: number, values: (index: number) => object = () => ({})) {
  const leads = Array.from({ length: count }, (_, index) => ({
    campaign,
    supplier: 'ADC1',
    fields: goodLead({ ...values(index) }),
  }))
  return app.client.call(createLeads, { body: { leads } })
}

async function countStates(delivery: string): Promise<Record<string, number>> {
  const rows = await app.db.engine<{ state: string; count: number }[]>`
    SELECT state, count(*)::int AS count FROM dispatches WHERE delivery = ${delivery} GROUP BY state`
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

describe('A cap of money', () => {
  test('never books more than its limit where the price is fixed', async () => {
    const caps = [{ period: 'day', unit: 'money', limit: '100.00' } as const]
    const scene = await makeScene(app, 'money', { deliveries: { money: { url: `${buyer.url}/accept`, caps } } })
    await sendAtOnce(scene, 30)
    await app.idle()
    expect(await countStates('money')).toEqual({ accepted: 8 })
    expect(await theCap('money')).toEqual({
      limit: '100.00',
      used: '100.00',
      reserved: '0.00',
      overCap: '0.00',
      free: '0.00',
      full: true,
    })
    const [booked] = await app.db
      .engine`SELECT sum(amount)::text AS sum FROM ledger WHERE campaign = 'money' AND kind = 'revenue'`
    expect(booked?.['sum']).toBe('1000000')
  })

  test('is full for a lead whose price no longer fits, and says so', async () => {
    const caps = [{ period: 'day', unit: 'money', limit: '20.00' } as const]
    const scene = await makeScene(app, 'fits', {
      route: { kind: 'priority', maxSales: 1 },
      deliveries: {
        fits: { url: `${buyer.url}/accept`, caps },
        'fits-b': { url: `${buyer.url}/accept`, buyer: 'BETA' },
      },
    })
    expect(statesOf(await scene.settle())).toEqual(['fits accepted'])
    const second = await scene.settle()
    expect(statesOf(second)).toEqual(['fits-b accepted'])
    expect(second.decision?.considered[0]?.excluded).toMatchObject({
      why: 'cap',
      words: expect.stringMatching(/^cap day money 12\.50 of 20\.00 \(12\.50 more would pass it\), resets /),
      cap: { unit: 'money', limit: '20.00', used: '12.50', asks: '12.50' },
    })
  })

  test('reserves the fallback of a price by answer, and settles with what the buyer named', async () => {
    const generous = await buyerThat((_, response) => answerJson(response, 200, { status: 'accepted', price: '9.75' }))
    const caps = [{ period: 'total', unit: 'money', limit: '30.00' } as const]
    const price = { kind: 'answer', fallback: '5.00' } as const
    const scene = await makeScene(app, 'named', { deliveries: { named: { url: generous.url, price, caps } } })
    for (let lead = 0; lead < 5; lead += 1) await scene.settle()
    // 9.75, 19.50, then 29.25 after the third, where 5.00 more do not fit.
    expect(await theCap('named')).toMatchObject({ used: '29.25', reserved: '0.00', full: true })
  })

  test('at intake counts what is owed to suppliers, all or none with a cap of leads', async () => {
    const campaign = {
      caps: [
        { period: 'day', unit: 'money', limit: '7.00' } as const,
        { period: 'hour', limit: 100 } as const,
        { period: 'total', limit: 1000 } as const,
      ],
    }
    const scene = await makeScene(app, 'owed', { campaign, deliveries: {} })
    await sendAtOnce(scene, 6)
    const refused = await app.db
      .engine`SELECT reason FROM leads WHERE campaign = 'owed' AND code = 'REJECT_LEAD_OVER_CAP'`
    expect(refused).toHaveLength(3)
    expect(refused[0]?.['reason']).toContain('cap day money 6.00 of 7.00 (2.00 more would pass it)')
    const caps = await capsOf({ campaign: 'owed' })
    expect(caps.map((cap) => [cap.period, cap.used, cap.drifted])).toEqual([
      ['day', '6.00', false],
      ['hour', 3, false],
      ['total', 3, false],
    ])
  })
})

test('A weekday has the figure of its own', async () => {
  const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
  const today = days[new Date().getUTCDay()] ?? 'sun'
  const caps = [{ period: 'day', limit: 50, timezone: 'UTC', weekdays: { [today]: 2 } } as const]
  const scene = await makeScene(app, 'weekday', { deliveries: { weekday: { url: `${buyer.url}/accept`, caps } } })
  await sendAtOnce(scene, 5)
  await app.idle()
  expect(await theCap('weekday')).toMatchObject({ limit: 2, used: 2, full: true })
})

describe('A rolling cap', () => {
  test('lets so many through in any span and gives places back when they leave it', async () => {
    const caps = [{ period: 'rolling', hours: 1, limit: 3 } as const]
    const scene = await makeScene(app, 'rolling', { deliveries: { rolling: { url: `${buyer.url}/accept`, caps } } })
    await sendAtOnce(scene, 10)
    await app.idle()
    expect(await countStates('rolling')).toEqual({ accepted: 3 })
    const [cap] = await capsOf({ delivery: 'rolling' })
    expect(cap).toMatchObject({ used: 3, hours: 1, full: true, drifted: false, windowStart: null })
    expect(cap?.words).toMatch(/^cap rolling 1 h 3 of 3, next place /)
    // An hour goes by.
    await app.db.engine`
      UPDATE cap_windows SET window_start = window_start - interval '61 minutes', window_end = window_end - interval '61 minutes'
      WHERE scope = 'delivery rolling' AND window_start > 'epoch'`
    await app.db
      .engine`UPDATE dispatches SET settled_at = settled_at - interval '61 minutes' WHERE delivery = 'rolling'`
    await sendAtOnce(scene, 10)
    await app.idle()
    expect(await countStates('rolling')).toEqual({ accepted: 6 })
  })

  test('counts leads in flight for as long as they are, and holds the next until one is refused', async () => {
    let refuse: (() => void) | null = null
    const slow = await buyerThat((request, response) => {
      if (request.body.includes('First'))
        refuse = () => answerJson(response, 200, { status: 'rejected', message: 'no' })
      else answerJson(response, 200, { status: 'accepted' })
    })
    const caps = [{ period: 'rolling', days: 7, limit: 1, whenFull: 'hold' } as const]
    const scene = await makeScene(app, 'flight', { deliveries: { flight: { url: slow.url, caps } } })
    await scene.send({ last_name: 'First' })
    await expect.poll(() => refuse).not.toBeNull()
    const { answer } = await scene.send({ last_name: 'Second' })
    const held = await detailOf(app, answer.id)
    expect(statesOf(held)).toEqual(['flight held'])
    expect(held.dispatches[0]?.reason).toBe('cap rolling 168 h 1 of 1, all in flight')
    refuse!()
    await expect.poll(async () => (await detailOf(app, answer.id)).sold, { timeout: 3000 }).toBe('sold')
  })
})

describe('A full cap that holds', () => {
  test('gives a place that a refusal frees to the lead that waits longest, at once', async () => {
    const answers: (() => void)[] = []
    const slow = await buyerThat((request, response) => {
      if (request.body.includes('Wanted')) answerJson(response, 200, { status: 'accepted' })
      else answers.push(() => answerJson(response, 200, { status: 'rejected', message: 'no' }))
    })
    const caps = [{ period: 'day', limit: 1, whenFull: 'hold' } as const]
    const scene = await makeScene(app, 'freed', { deliveries: { freed: { url: slow.url, caps } } })
    await scene.send()
    await expect.poll(() => answers.length).toBe(1)
    const first = (await scene.send({ last_name: 'Wanted' })).answer
    const second = (await scene.send({ last_name: 'Wanted' })).answer
    answers[0]?.()
    await expect.poll(async () => (await detailOf(app, first.id)).sold, { timeout: 3000 }).toBe('sold')
    expect(statesOf(await detailOf(app, second.id))).toEqual(['freed held'])
    expect(await theCap('freed')).toMatchObject({ used: 1, reserved: 0, full: true })
  })

  test('lets those who wait go when the limit is raised', async () => {
    const caps = (limit: number) => [{ period: 'day', limit, whenFull: 'hold' } as const]
    const scene = await makeScene(app, 'raised', {
      deliveries: { raised: { url: `${buyer.url}/accept`, caps: caps(2) } },
    })
    await sendAtOnce(scene, 6)
    await app.idle()
    expect(await countStates('raised')).toEqual({ accepted: 2, held: 4 })
    await scene.change('raised', { caps: caps(5) })
    await expect.poll(() => countStates('raised'), { timeout: 4000 }).toEqual({ accepted: 5, held: 1 })
  })

  test('skips who waits, and the route goes on, when the operator wants the next in line after all', async () => {
    const scene = await makeScene(app, 'after', {
      route: { kind: 'priority', maxSales: 1 },
      deliveries: {
        after: { url: `${buyer.url}/accept`, caps: [{ period: 'day', limit: 1, whenFull: 'hold' }] },
        'after-b': { url: `${buyer.url}/accept`, buyer: 'BETA' },
      },
    })
    await scene.settle()
    const { answer } = await scene.send()
    expect(statesOf(await detailOf(app, answer.id))).toEqual(['after held'])
    await scene.change('after', { caps: [{ period: 'day', limit: 1, whenFull: 'next' }] })
    await app.db.engine`UPDATE dispatches SET due_at = now() WHERE lead_id = ${answer.id}`
    await expect
      .poll(async () => statesOf(await detailOf(app, answer.id)), { timeout: 4000 })
      .toEqual(['after skipped', 'after-b accepted'])
  })
})

describe('A full cap that rejects', () => {
  const setUp = (name: string) =>
    makeScene(app, name, {
      route: { kind: 'priority', maxSales: 1 },
      deliveries: {
        [`${name}-a`]: { url: `${buyer.url}/refuse`, buyer: 'BETA' },
        [`${name}-b`]: { url: `${buyer.url}/accept`, caps: [{ period: 'day', limit: 1, whenFull: 'reject' }] },
        [`${name}-c`]: { url: `${buyer.url}/accept`, buyer: undefined, price: undefined },
      },
    })

  test('ends the route: who stands behind is not asked, and the lead is unsold for that reason', async () => {
    const scene = await setUp('ends')
    expect(statesOf(await scene.settle())).toEqual(['ends-a rejected', 'ends-b accepted'])
    const second = await scene.settle()
    expect(statesOf(second)).toEqual(['ends-a rejected'])
    expect(second.sold).toBe('unsold')
    const behind = second.decision?.considered.find(({ delivery }) => delivery === 'ends-c')
    expect(behind?.excluded?.words).toMatch(/^not asked: the route ends at ends-b, which is full \(cap day 1 of 1/)
  })

  test('ends a route that goes on, when it fills up in between', async () => {
    const scene = await setUp('fills')
    await sendAtOnce(scene, 4)
    await app.idle()
    expect(await countStates('fills-b')).toEqual({ accepted: 1 })
    expect(await countStates('fills-c')).toEqual({})
    expect(await theCap('fills-b')).toMatchObject({ used: 1, reserved: 0 })
  })
})

test('A lead that is offered to two deliveries of one buyer takes two of its places, or waits for none', async () => {
  await app.client.call(putBuyer, {
    params: { bid: 'TWICE' },
    body: { name: 'Twice', caps: [{ period: 'day', limit: 3 }] },
  })
  const scene = await makeScene(app, 'twice', {
    deliveries: {
      'twice-a': { url: `${buyer.url}/accept`, buyer: 'TWICE' },
      'twice-b': { url: `${buyer.url}/accept`, buyer: 'TWICE' },
    },
  })
  for (let lead = 0; lead < 3; lead += 1) await scene.settle()
  const [cap] = await capsOf({ buyer: 'TWICE' })
  expect(cap).toMatchObject({ used: 3, reserved: 0, full: true, drifted: false })
})

describe('A cap that changes', () => {
  test('in its zone, or that is new in a running day, counts what the day has seen already', async () => {
    const scene = await makeScene(app, 'later', { deliveries: { later: { url: `${buyer.url}/accept` } } })
    await sendAtOnce(scene, 3)
    await app.idle()
    const cap = { period: 'week', limit: 4, whenFull: 'next' } as const
    await scene.change('later', { caps: [cap] })
    expect(await theCap('later')).toMatchObject({ used: 3, reserved: 0, free: 1 })
    for (const timezone of ['Asia/Tokyo', 'America/New_York']) {
      await scene.change('later', { caps: [{ ...cap, timezone }] })
      // Monday may be hours old: only what the new week has seen counts.
      const [week] = await capsOf({ delivery: 'later' })
      const [seen] = await app.db.engine<{ count: number }[]>`
        SELECT count(*)::int AS count FROM dispatches WHERE delivery = 'later' AND created_at >= ${week?.windowStart ?? ''}`
      expect(week).toMatchObject({ used: seen?.count, drifted: false, timezone })
    }
    await scene.change('later', { caps: [{ period: 'total', limit: 4, whenFull: 'next' }] })
    await sendAtOnce(scene, 3)
    await app.idle()
    expect(await theCap('later')).toMatchObject({ used: 4, full: true })
  })

  test('below what is used takes nothing back and lets nothing through', async () => {
    const caps = (limit: number) => [{ period: 'day', limit } as const]
    const scene = await makeScene(app, 'lowered', {
      deliveries: { lowered: { url: `${buyer.url}/accept`, caps: caps(5) } },
    })
    await sendAtOnce(scene, 4)
    await app.idle()
    await scene.change('lowered', { caps: caps(2) })
    await sendAtOnce(scene, 4)
    await app.idle()
    expect(await theCap('lowered')).toMatchObject({ limit: 2, used: 4, free: 0, full: true })
  })

  test('while leads are in flight counts those too, and once', async () => {
    const answers: (() => void)[] = []
    const slow = await buyerThat((_, response) => {
      answers.push(() => answerJson(response, 200, { status: answers.length % 2 ? 'accepted' : 'accepted' }))
    })
    const scene = await makeScene(app, 'adopted', { deliveries: { adopted: { url: slow.url, timeoutMs: 10_000 } } })
    await sendAtOnce(scene, 3)
    await expect.poll(() => answers.length).toBe(3)
    await scene.change('adopted', {
      caps: [
        { period: 'total', limit: 3 },
        { period: 'day', unit: 'money', limit: '500.00' },
        { period: 'rolling', hours: 24, limit: 10 },
      ],
    })
    const inFlight = (await capsOf({ delivery: 'adopted' })).map(({ period, used, reserved, drifted }) => [
      period,
      used,
      reserved,
      drifted,
    ])
    expect(inFlight).toEqual([
      ['total', 0, 3, false],
      ['day', '0.00', '37.50', false],
      ['rolling', 0, 3, false],
    ])
    for (const answer of answers) answer()
    await app.idle()
    const done = (await capsOf({ delivery: 'adopted' })).map(({ period, used, reserved, drifted }) => [
      period,
      used,
      reserved,
      drifted,
    ])
    expect(done).toEqual([
      ['total', 3, 0, false],
      ['day', '37.50', '0.00', false],
      ['rolling', 3, 0, false],
    ])
  })
})

test('GET /v1/caps shows what was asked for, and counts anew for an admin alone', async () => {
  const caps = [{ period: 'hour', limit: 5 } as const]
  const more = { campaign: { caps: [{ period: 'month', limit: 9, timezone: 'Asia/Tokyo' } as const] } }
  await makeScene(app, 'shown', { ...more, deliveries: { shown: { url: `${buyer.url}/accept`, caps } } })
  const list = async (query: object) => (await app.client.call(listCaps, { query })).caps.map(({ scope }) => scope)
  expect(await list({ campaign: 'shown' })).toEqual(['campaign shown', 'delivery shown'])
  expect(await list({ campaign: 'shown', scope: 'delivery' })).toEqual(['delivery shown'])
  expect(await list({ delivery: 'shown', test: 'true' })).toEqual(['test:delivery shown'])
  expect(await list({ supplier: 'nobody' })).toEqual([])
  const [month] = (await app.client.call(listCaps, { query: { campaign: 'shown', scope: 'campaign' } })).caps
  expect(month).toMatchObject({
    kind: 'campaign',
    key: 'shown',
    period: 'month',
    unit: 'count',
    timezone: 'Asia/Tokyo',
  })
  expect(new Date(month?.windowStart ?? '').getUTCHours()).toBe(15)
  expect(month).not.toHaveProperty('recounted')

  const key = await createKey(app.db.engine, {
    accountId: app.accountId,
    scope: 'read',
    party: null,
    name: 'Reader',
    actor: 'test',
  })
  const reader = createClient({ baseUrl: app.url, key: key.text })
  expect((await reader.call(listCaps, { query: { campaign: 'shown' } })).caps).toHaveLength(2)
  await expect(reader.call(listCaps, { query: { recompute: 'true' } })).rejects.toMatchObject({ status: 403 })
})

test('A count that differs from its leads is shown, and a person is told', async () => {
  const caps = [{ period: 'day', limit: 5 } as const]
  const scene = await makeScene(app, 'drift', { deliveries: { drift: { url: `${buyer.url}/accept`, caps } } })
  await scene.settle()
  const setup = await app.context.live.account(app.accountId)
  const alerts = async () => (await app.client.call(listAlerts, { query: { kind: 'capDrift' } })).alerts
  await checkDrift(app.db.engine, setup)
  expect(await alerts()).toEqual([])
  await app.db.engine`UPDATE cap_windows SET used = used + 2 WHERE scope = 'delivery drift'`
  expect(await checkDrift(app.db.engine, setup)).toBe(1)
  expect((await alerts()).map(({ subject, detail }) => [subject, detail])).toMatchObject([
    ['cap delivery drift day', { counted: { used: '3' }, found: { used: '1' } }],
  ])
  const [cap] = await capsOf({ delivery: 'drift' })
  expect(cap).toMatchObject({ used: 3, recounted: { used: 1, reserved: 0, overCap: 0 }, drifted: true })
  await app.db.engine`UPDATE cap_windows SET used = used - 2 WHERE scope = 'delivery drift'`
})

test('Test leads have counts of their own', async () => {
  const caps = [{ period: 'day', limit: 2 } as const]
  const scene = await makeScene(app, 'worlds', { deliveries: { worlds: { url: `${buyer.url}/accept`, caps } } })
  await scene.settle({}, { test: true })
  expect(await theCap('worlds')).toMatchObject({ used: 0, free: 2 })
  expect((await capsOf({ delivery: 'worlds', test: 'true' })).map(counts)).toMatchObject([{ used: 1, free: 1 }])
})

test('A full cap raises one alert for its window, which ends when there is room again', async () => {
  const caps = (limit: number) => [{ period: 'day', limit } as const]
  const scene = await makeScene(app, 'told', { deliveries: { told: { url: `${buyer.url}/accept`, caps: caps(1) } } })
  await scene.settle()
  const alertsOf = async () => {
    const { alerts } = await app.client.call(listAlerts, { query: { kind: 'capFull' } })
    return alerts.filter(({ subject }) => subject === 'cap delivery told day')
  }
  await expect.poll(async () => (await alertsOf()).length, { timeout: 12_000 }).toBe(1)
  const [alert] = await alertsOf()
  expect(alert?.message).toMatch(/^delivery told is full: cap day 1 of 1, resets .* Leads go on to the next in line\.$/)
  await scene.change('told', { caps: caps(2) })
  await expect.poll(async () => (await alertsOf())[0]?.resolvedAt, { timeout: 12_000 }).not.toBeNull()
  expect((await alertsOf())[0]?.count).toBe(1)
}, 30_000)
