// Leads that come outside hours wait for the opening, and begin one after the other then (reliability.md F57).

import { afterAll, beforeAll, expect, test } from 'vitest'

import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty, type DeliveryInput } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene, statesOf } from '@switchyard/testkit/scene.ts'

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

type Hours = NonNullable<DeliveryInput['schedule']>
const hourMs = 3_600_000
const always = ['00:00-24:00']
const allWeek = { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always }

/** Closed now, open for an hour from the full hour on that comes in two to three hours. */
function opensLater(more: Partial<Hours> = {}): { schedule: Hours; opening: Date } {
  const opening = new Date(Math.ceil((Date.now() + 2 * hourMs) / hourMs) * hourMs)
  const exception = { date: opening.toISOString().slice(0, 10), hours: [span(opening)] }
  return { schedule: { timezone: 'UTC', weekly: {}, exceptions: [exception], outside: 'hold', ...more }, opening }
}

function span(opening: Date): string {
  const from = opening.toISOString().slice(11, 16)
  const to = new Date(opening.getTime() + hourMs).toISOString().slice(11, 16)
  return `${from}-${to === '00:00' ? '24:00' : to}`
}

async function dueTimes(delivery: string): Promise<Date[]> {
  const rows = await app.db.engine<{ due: Date }[]>`
    SELECT due_at AS due FROM dispatches WHERE delivery = ${delivery} AND state = 'held' ORDER BY id`
  return rows.map(({ due }) => due)
}

async function makeDue(delivery: string): Promise<void> {
  await app.db.engine`UPDATE dispatches SET due_at = now() WHERE delivery = ${delivery} AND state = 'held'`
}

test('Held leads begin spread over the first minutes, each at its own moment, which a second look keeps', async () => {
  const { schedule, opening } = opensLater({ spreadMinutes: 10 })
  const scene = await makeScene(app, 'spread', { deliveries: { spread: { url: `${buyer.url}/accept`, schedule } } })
  const leads = Array.from({ length: 40 }, () => ({ campaign: 'spread', supplier: 'ADC1', fields: goodLead() }))
  await app.client.call(createLeads, { body: { leads } })
  const due = await dueTimes('spread')
  expect(due).toHaveLength(40)
  expect(new Set(due.map((at) => at.getTime())).size).toBe(40)
  for (const at of due) {
    expect(at.getTime()).toBeGreaterThanOrEqual(opening.getTime())
    expect(at.getTime()).toBeLessThan(opening.getTime() + 10 * 60_000)
  }
  const half = due.filter((at) => at.getTime() < opening.getTime() + 5 * 60_000)
  expect(half.length).toBeGreaterThan(10)
  expect(half.length).toBeLessThan(30)

  await makeDue('spread')
  await expect.poll(() => dueTimes('spread'), { timeout: 4000 }).toEqual(due)

  await scene.change('spread', { schedule: { ...schedule, weekly: allWeek, exceptions: [] } })
  await makeDue('spread')
  await app.idle()
  const [row] = await app.db.engine`
    SELECT count(*)::int AS count FROM dispatches WHERE delivery = 'spread' AND state = 'accepted' AND released_at IS NOT NULL`
  expect(row?.['count']).toBe(40)
})

test('A lead that is held tells when its delivery opens next', async () => {
  const { schedule, opening } = opensLater()
  const scene = await makeScene(app, 'tells', { deliveries: { tells: { url: `${buyer.url}/accept`, schedule } } })
  const { answer } = await scene.send()
  const held = await detailOf(app, answer.id)
  expect(statesOf(held)).toEqual(['tells held'])
  const clock = opening.toISOString().slice(11, 16)
  expect(held.dispatches[0]?.reason).toMatch(new RegExp(`^closed until \\w{3} ${clock} UTC$`))
})

test('A holiday is closed, and a delivery that never opens again lets the lead go on', async () => {
  const today = new Date().toISOString().slice(0, 10)
  const tomorrow = new Date(Date.now() + 24 * hourMs).toISOString().slice(0, 10)
  const closed = { timezone: 'UTC', weekly: allWeek, holidays: [today, tomorrow], outside: 'hold' } as const
  const scene = await makeScene(app, 'holiday', {
    route: { kind: 'priority', maxSales: 1 },
    deliveries: {
      holiday: { url: `${buyer.url}/accept`, schedule: closed },
      'holiday-b': { url: `${buyer.url}/accept`, buyer: 'BETA' },
    },
  })
  const { answer } = await scene.send()
  expect(statesOf(await detailOf(app, answer.id))).toEqual(['holiday held'])
  await scene.change('holiday', { schedule: { ...closed, weekly: {} } })
  await makeDue('holiday')
  await expect
    .poll(async () => statesOf(await detailOf(app, answer.id)), { timeout: 4000 })
    .toEqual(['holiday skipped', 'holiday-b accepted'])
  const lead = await detailOf(app, answer.id)
  expect(lead.sold).toBe('sold')
  expect(lead.dispatches.find(({ state }) => state === 'skipped')?.reason).toBe('closed at all times')
})
