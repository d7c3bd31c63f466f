// A destination that asks for time gets it, as a whole (reliability.md F28, F29).

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { showDeliveryHealth } from '@switchyard/contract/deliveries/health.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty, type DeliveryInput } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyerProcess, type BuyerProcess } from '@switchyard/testkit/buyer/startBuyerProcess.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 30_000 })
let app: TestApp
let buyer: BuyerProcess

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyerProcess()
  await setUpAutoWarranty(app.client)
})

afterAll(async () => {
  await app.close()
  await buyer.close()
})

async function sceneOf(key: string, path: string, more: Partial<DeliveryInput> = {}) {
  const scene = await makeScene(app, key, {
    deliveries: {
      [key]: { url: buyer.url + path, concurrency: 2, retry: { delaysSeconds: [600], maxAgeHours: 24 }, ...more },
    },
  })
  const sendSome = (count: number) => {
    const leads = Array.from({ length: count }, () => ({ campaign: key, supplier: 'ADC1', fields: goodLead() }))
    return app.client.call(createLeads, { body: { leads } })
  }
  const seen = async () => (await buyer.requests()).filter(({ url }) => url === path)
  const health = () => app.client.call(showDeliveryHealth, { params: { key } })
  const dispatches = () => app.db.engine<{ state: string; tries: number; attempts: number }[]>`
    SELECT d.state, d.tries, (SELECT count(*)::int FROM attempts a WHERE a.dispatch_id = d.id) AS attempts
    FROM dispatches d WHERE d.delivery = ${key} ORDER BY d.id`
  return { scene, sendSome, seen, health, dispatches }
}

describe('A destination that answers', () => {
  test.each([
    ['429 and "wait 60"', '/throttle?after=60&a', 60_000],
    ['503 and "wait 60"', '/busy?after=60&b', 60_000],
    ['429 and ten years', '/throttle?after=315360000&c', 6 * 3_600_000],
    ['429 and a time in the past', '/throttle?after=-5&d', 600_000],
    ['503 and nonsense', '/busy?after=soon&e', 600_000],
    ['503 without a word of time', '/busy?after=&f', 600_000],
  ])('%s is left alone as a whole; nobody loses a try', async (words, path, waitMs) => {
    const { scene, sendSome, seen, health, dispatches } = await sceneOf(
      `paced-${words.replaceAll(/\W+/g, '-').toLowerCase()}`,
      path,
    )
    await scene.send()
    await eventually(async () => (await health()).pausedUntil).not.toBeNull()
    const { pausedUntil } = await health()
    const leftMs = Date.parse(pausedUntil ?? '') - Date.now()
    expect(leftMs).toBeLessThanOrEqual(waitMs)
    expect(leftMs).toBeGreaterThan(waitMs - 10_000)

    await sendSome(20)
    await eventually(async () => (await health()).queued).toBe(21)
    expect(await seen()).toHaveLength(1)
    expect(await dispatches()).toEqual([
      { state: 'queued', tries: 0, attempts: 1 },
      ...Array.from({ length: 20 }, () => ({ state: 'queued', tries: 0, attempts: 0 })),
    ])
  })

  test('200 with a body that a rule reads as throttled is left alone just so (F29)', async () => {
    const answers: DeliveryInput['answers'] = [
      { when: { json: { path: 'st', is: 'dup' } }, outcome: 'throttled', reason: 'slow down' },
    ]
    const { scene, sendSome, seen, health } = await sceneOf('marketo', '/odd?f29', { answers })
    await scene.send()
    // The pause is there at once, the attempt a moment later, when results are written.
    await eventually(async () => (await health()).lastHour).toEqual({ throttled: 1 })
    expect((await health()).pausedUntil).not.toBeNull()
    await sendSome(5)
    await eventually(async () => (await health()).queued).toBe(6)
    expect(await seen()).toHaveLength(1)
  })
})

test('When the time that it asked for is over, everything goes on by itself', async () => {
  const { scene, sendSome, seen, dispatches } = await sceneOf('paced-on', '/any')
  await buyer.behave('throttle')
  await scene.send()
  await eventually(async () => (await seen()).length).toBe(1)
  await buyer.behave('accept')
  await sendSome(10)
  await expect
    .poll(async () => (await dispatches()).map(({ state }) => state), { timeout: 30_000 })
    .toEqual(Array.from({ length: 11 }, () => 'accepted'))
  const times = (await seen()).map(({ at }) => Date.parse(at))
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1000)
  expect((await dispatches()).map(({ tries }) => tries)).toEqual(Array.from({ length: 11 }, () => 1))
})
