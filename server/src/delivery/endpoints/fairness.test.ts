// Nobody waits for somebody else's trouble: slow destinations beside quick ones, big jobs beside fresh leads, many beside one
// (reliability.md B7, B8, B14, F35).

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty, type DeliveryInput } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyerProcess, type BuyerProcess } from '@switchyard/testkit/buyer/startBuyerProcess.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 })
let app: TestApp
let buyer: BuyerProcess

beforeAll(async () => {
  buyer = await startBuyerProcess()
})

beforeEach(async () => {
  app = await startTestApp()
  await setUpAutoWarranty(app.client)
  return () => app.close()
})

afterAll(() => buyer.close())

function deliveriesTo(
  path: (key: string) => string,
  keys: readonly string[],
  more: Partial<DeliveryInput>,
  timeoutMs: number,
) {
  return Object.fromEntries(keys.map((key) => [key, { url: buyer.url + path(key), ...more, timeoutMs }]))
}

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`)

async function sendSome(campaign: string, count: number): Promise<void> {
  const leads = Array.from({ length: count }, () => ({ campaign, supplier: 'ADC1', fields: goodLead() }))
  await app.client.call(createLeads, { body: { leads } })
}

/** From the moment a dispatch was made to the first byte of its request, in milliseconds, ascending. */
async function waitsOf(delivery: string): Promise<number[]> {
  const made = await app.db.engine<{ id: string; at: Date }[]>`
    SELECT id::text AS id, created_at AS at FROM dispatches WHERE delivery = ${delivery}`
  const seen = new Map((await buyer.requests()).map(({ key, at }) => [key, Date.parse(at)]))
  return made
    .flatMap(({ id, at }) => {
      const came = seen.get(id)
      return came === undefined ? [] : [came - at.getTime()]
    })
    .toSorted((a, b) => a - b)
}

const p95 = (sorted: readonly number[]) => sorted[Math.floor(sorted.length * 0.95)] ?? Number.POSITIVE_INFINITY

describe('Fifty destinations that never answer', () => {
  test('and one that is asked all the time: its leads do not wait (B7)', async () => {
    const hung = deliveriesTo((key) => `/hang?${key}`, names('hung', 50), { buyer: undefined, price: undefined }, 5000)
    await makeScene(app, 'hanging', { deliveries: hung })
    const quick = await makeScene(app, 'quick', { deliveries: { quick: { url: `${buyer.url}/accept?quick` } } })
    for (let lead = 0; lead < 100; lead += 1) await quick.send()
    const alone = p95(await waitsOf('quick'))

    await sendSome('hanging', 30)
    await expect
      .poll(async () => (await buyer.requests()).filter(({ url }) => url.startsWith('/hang')).length, {
        timeout: 20_000,
      })
      .toBeGreaterThanOrEqual(200)
    for (let lead = 0; lead < 100; lead += 1) await quick.send()
    await eventually(async () => (await waitsOf('quick')).length).toBe(200)
    const beside = p95(await waitsOf('quick'))
    expect(beside).toBeLessThanOrEqual(500)
    expect(beside).toBeLessThanOrEqual(Math.max(alone * 3, alone + 150))
  }, 120_000)
})

describe('One destination', () => {
  test('with four classes of work sends each of them at its share, and live leads go first (B8)', async () => {
    const path = '/slow?ms=20&classes'
    const caps: DeliveryInput['caps'] = [{ period: 'day', limit: 0, whenFull: 'hold' }]
    const scene = await makeScene(app, 'classes', {
      deliveries: { classes: { url: buyer.url + path, concurrency: 4, caps } },
    })
    // A full cap holds them, until the test has spread them over the classes.
    for (let batch = 0; batch < 3; batch += 1) await sendSome('classes', 300)
    await scene.change('classes', { caps: [] })
    await app.db.engine`
      UPDATE dispatches SET state = 'queued', due_at = now(), reason = NULL, class = 1 + id % 3 WHERE delivery = 'classes'`
    await expect.poll(async () => (await buyer.counts(path)).requests, { timeout: 10_000 }).toBeGreaterThan(20)

    const fresh: Promise<unknown>[] = []
    for (let lead = 0; lead < 40; lead += 1) {
      fresh.push(scene.send())
      await expect
        .poll(async () => (await buyer.counts(path)).requests, { timeout: 15_000, interval: 5 })
        .toBeGreaterThan(20 + lead * 3)
    }
    await Promise.all(fresh)
    const live = await app.db.engine<{ id: string; at: Date }[]>`
      SELECT id::text AS id, created_at AS at FROM dispatches WHERE delivery = 'classes' AND class = 0`
    expect(live).toHaveLength(40)
    const seen = () => buyer.requests().then((all) => new Map(all.map(({ key, at }) => [key, Date.parse(at)])))
    await eventually(async () => {
      const map = await seen()
      return live.every(({ id }) => map.has(id))
    }).toBe(true)
    const map = await seen()
    const waits = live.map(({ id, at }) => (map.get(id) ?? 0) - at.getTime()).toSorted((a, b) => a - b)
    expect(p95(waits)).toBeLessThanOrEqual(1000)
    // Nobody starved meanwhile: all three other classes were served, retries the most.
    const served = await app.db.engine<{ class: number; count: number }[]>`
      SELECT class, count(*)::int AS count FROM dispatches WHERE delivery = 'classes' AND class > 0 AND state <> 'queued'
      GROUP BY class ORDER BY class`
    expect(served.map((row) => row.class)).toEqual([1, 2, 3])
    const counts = served.map((row) => row.count)
    expect(counts).toEqual(counts.toSorted((a, b) => b - a))
  }, 60_000)
})
