import { afterAll, beforeAll, expect, test } from 'vitest'

import { resolveAlert } from '@switchyard/contract/alerts/resolve.ts'
import { keepCause } from '@switchyard/contract/causes/keep.ts'
import { listCauses } from '@switchyard/contract/causes/list.ts'
import type { QueryInput } from '@switchyard/contract/endpoint.ts'
import { showHome } from '@switchyard/contract/home/show.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { leadTotals } from '@switchyard/contract/leads/totals.ts'
import { daysBefore } from '@switchyard/core/time/daysBefore.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { raise } from '../alerts/raise.ts'
import { countRefusals } from '../resolve/countRefusals.ts'

let app: TestApp
let buyer: Buyer
const zone = 'Europe/London'

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

const homeOf = (client = app.client) => client.call(showHome, { query: { timezone: zone } })
const needsOf = async (kind: string) => (await homeOf()).needs.filter((need) => need.kind === kind)

/** Moves a lead to another time: what happened earlier cannot be sent today. */
async function moveTo(id: string, at: Date): Promise<void> {
  const { count } = await app.db.engine`
    UPDATE leads SET received_at = ${at} WHERE account_id = ${app.accountId} AND id = ${id}::bigint`
  expect(count).toBe(1)
  // Its values are found by the same time.
  await app.db.engine`
    UPDATE lead_data SET received_at = ${at} WHERE account_id = ${app.accountId} AND lead_id = ${id}::bigint`
}

test('An account without leads has nothing to count', async () => {
  const other = await app.otherAccount()
  const home = await homeOf(other.client)
  expect(home).toMatchObject({ hasLeads: false, needs: [], reasons: [], today: { received: 0, money: [] } })
  expect(home.days).toHaveLength(14)
})

test('A zone that is none is refused', async () => {
  await expect(app.client.call(showHome, { query: { timezone: 'Mars/Olympus' } })).rejects.toMatchObject({
    status: 400,
  })
})

test('Every number is what the leads list finds in its span', async () => {
  const scene = await makeScene(app, 'counted', {
    deliveries: { 'acme-counted': { url: buyer.url } },
    route: { kind: 'priority', maxSales: 1 },
  })
  const [, , , now, earlier, later, days] = await Promise.all([
    scene.settle(),
    scene.settle({ make: 'VW' }),
    scene.settle({}, { test: true }),
    ...[1, 2, 3, 4].map(() => scene.settle()),
  ])
  const at = new Date()
  const sameTime = daysBefore(at, 7, zone).getTime()
  await moveTo(earlier?.id ?? '', new Date(sameTime - 1000))
  // Long enough for the test itself; the day may end before, then it is in the day after it.
  await moveTo(later?.id ?? '', new Date(sameTime + 600_000))
  await moveTo(days?.id ?? '', daysBefore(at, 3, zone))
  expect(now?.status).toBe('accepted')

  const home = await homeOf()
  expect(home.hasLeads).toBe(true)
  expect(home.today).toMatchObject({ received: 3, accepted: 2, rejected: 1, sold: 2 })
  expect(home.today.money).toEqual([{ currency: 'GBP', revenue: '25.00', payout: '4.00' }])
  expect(home.lastWeek).toMatchObject({ received: 1, accepted: 1, sold: 1 })
  expect(home.reasons).toEqual([{ code: 'REJECT_LEAD_INVALID_LIST_VALUE', leads: 1 }])
  expect(home.days.at(-4)?.received).toBe(1)

  const count = async (span: { from: string; to: string }, more: QueryInput<typeof listLeads> = {}) => {
    const query = { ...more, from: span.from, to: span.to, test: 'false' } as const
    return (await app.client.call(listLeads, { query })).total.value
  }
  for (const span of [home.today, home.lastWeek, ...home.days]) {
    expect([await count(span), await count(span, { status: 'accepted' }), await count(span, { sold: 'sold' })]).toEqual(
      [span.received, span.accepted, span.sold],
    )
  }
  const { from, to } = home.today
  const totals = await app.client.call(leadTotals, { query: { from, to, test: 'false' } })
  expect(totals.money).toEqual(home.today.money)

  const sum = (of: (hour: (typeof home.hours)[number]) => number) => home.hours.reduce((all, hour) => all + of(hour), 0)
  expect(sum(({ received }) => received)).toBe(home.today.received)
  expect(sum(({ sold }) => sold)).toBe(home.today.sold)
  const wholeDay = home.days.at(-8)
  expect(sum(({ lastWeek }) => lastWeek)).toBe(wholeDay?.received)
})

test('Reviews, failing destinations and full caps are told once, with where they are', async () => {
  const scene = await makeScene(app, 'needy', { deliveries: { 'needy-reset': { url: `${buyer.url}/reset` } } })
  await Promise.all(Array.from({ length: 6 }, () => scene.send()))
  await app.idle()
  await raise(app.db.engine, {
    accountId: app.accountId,
    kind: 'unknownOutcomes',
    subject: 'delivery needy-reset',
    message: 'told by the review',
  })
  expect(await needsOf('review')).toMatchObject([{ delivery: 'needy-reset', waiting: 6 }])
  expect(await needsOf('failing')).toMatchObject([{ delivery: 'needy-reset', attempts: 6, failed: 6 }])
  expect(await needsOf('alert')).toEqual([])

  const capped = await makeScene(app, 'capped', {
    deliveries: { 'capped-acme': { url: buyer.url, caps: [{ period: 'day', limit: 1 }] } },
  })
  await capped.settle()
  expect(await needsOf('cap')).toMatchObject([
    { scope: 'delivery', key: 'capped-acme', campaign: 'capped', words: expect.stringContaining('1 of 1') },
  ])
})

test('An alert that nothing else tells is there until it is closed', async () => {
  await raise(app.db.engine, {
    accountId: app.accountId,
    kind: 'doubleAccept',
    subject: 'lead 10001 delivery acme',
    message: 'Lead 10001 was accepted twice',
  })
  const [need] = await needsOf('alert')
  expect(need).toMatchObject({ alert: { kind: 'doubleAccept', message: 'Lead 10001 was accepted twice' } })
  const id = need?.kind === 'alert' ? need.alert.id : ''
  await app.client.call(resolveAlert, { params: { id } })
  expect(await needsOf('alert')).toEqual([])
})

test('Jobs that do not go on by themselves are told, those of other accounts are not', async () => {
  const other = await app.otherAccount()
  const add = (accountId: string, state: string, dueSecondsAgo: number, finished = false) => app.db.engine`
    INSERT INTO jobs (account_id, action, options, selection, state, actor, total, worker, next_at, finished_at)
    VALUES (${accountId}, 'export', '{}', '{}', ${state}, 'test', 1, gen_random_uuid(),
      now() - make_interval(secs => ${dueSecondsAgo}), ${finished ? new Date() : null})`
  await add(app.accountId, 'paused', 0)
  await add(app.accountId, 'failed', 0, true)
  await add(app.accountId, 'done', 500, true)
  await add(other.accountId, 'failed', 0, true)
  const whys = (await needsOf('job')).flatMap((need) => (need.kind === 'job' ? [need.why] : []))
  expect(whys).toEqual(['failed', 'paused'])
})

test('Rejected leads wait for their causes to be cured until nobody has to look at them', async () => {
  const key = 'home-causes'
  const scene = await makeScene(app, key, { deliveries: {} })
  // Leads of the tests before this one are counted, so that only ours come on top.
  await countRefusals(app.db.engine, app.accountId)
  const before = await needsOf('causes')
  await scene.settle({ make: 'Trabant' })
  await scene.settle({ make: 'Trabant' })
  await countRefusals(app.db.engine, app.accountId)
  const [need] = await needsOf('causes')
  const openBefore = before[0]?.kind === 'causes' ? before[0].causes : 0
  expect(need).toMatchObject({ kind: 'causes', causes: openBefore + 1 })
  const { causes } = await app.client.call(listCauses, { query: { campaign: key } })
  await app.client.call(keepCause, { params: { id: causes[0]?.id ?? '' }, body: { reason: 'No such cars' } })
  await expect.poll(() => needsOf('causes'), { timeout: 30_000 }).toEqual(before)
})

test('A job that is due and that nobody works on is stuck', async () => {
  const idle = await startTestApp({ role: 'api' })
  try {
    await idle.db.engine`
      INSERT INTO jobs (account_id, action, options, selection, state, actor, total, next_at)
      VALUES (${idle.accountId}, 'export', '{}', '{}', 'running', 'test', 1, now() - interval '10 minutes'),
        (${idle.accountId}, 'export', '{}', '{}', 'running', 'test', 1, now())`
    const { needs } = await homeOf(idle.client)
    expect(needs).toMatchObject([{ kind: 'job', why: 'stuck', state: 'running' }])
  } finally {
    await idle.close()
  }
})
