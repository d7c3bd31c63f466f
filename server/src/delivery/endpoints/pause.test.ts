// Pausing and resuming by hand (product.md 4, reliability.md F52).

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { pauseBuyer } from '@switchyard/contract/buyers/pause.ts'
import { resumeBuyer } from '@switchyard/contract/buyers/resume.ts'
import { showDeliveryHealth } from '@switchyard/contract/deliveries/health.ts'
import { pauseDelivery } from '@switchyard/contract/deliveries/pause.ts'
import { resumeDelivery } from '@switchyard/contract/deliveries/resume.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyerProcess, type BuyerProcess } from '@switchyard/testkit/buyer/startBuyerProcess.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

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

/** A delivery with forty leads on their way through it, one at a time, ten of them sent. */
async function inTheMiddle(key: string) {
  const path = `/slow?ms=30&${key}`
  await makeScene(app, key, { deliveries: { [key]: { url: buyer.url + path, concurrency: 1 } } })
  const leads = Array.from({ length: 40 }, () => ({ campaign: key, supplier: 'ADC1', fields: goodLead() }))
  await app.client.call(createLeads, { body: { leads } })
  const seen = async () => (await buyer.requests()).filter(({ url }) => url === path)
  await expect.poll(async () => (await seen()).length, { timeout: 15_000, interval: 10 }).toBeGreaterThanOrEqual(10)
  const states = async () => {
    const rows = await app.db.engine<{ state: string; count: number }[]>`
      SELECT state, count(*)::int AS count FROM dispatches WHERE delivery = ${key} GROUP BY state`
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
  }
  const ids = async () => {
    const rows = await app.db.engine<{ id: string }[]>`
      SELECT id::text AS id FROM dispatches WHERE delivery = ${key} ORDER BY due_at, id`
    return rows.map(({ id }) => id)
  }
  return { seen, states, ids }
}

describe('A delivery that is paused in the middle of its work', () => {
  test('begins nothing any more, gives back what it had in hand, and goes on in order when it is resumed', async () => {
    const { seen, states, ids } = await inTheMiddle('paused')
    const order = await ids()
    expect(await app.client.call(pauseDelivery, { params: { key: 'paused' } })).toMatchObject({ status: 'paused' })
    await expect.poll(async () => (await states())['sending'] ?? 0, { timeout: 30_000 }).toBe(0)
    const atPause = (await seen()).length
    expect(await states()).toEqual({ accepted: atPause, queued: 40 - atPause })
    const health = await app.client.call(showDeliveryHealth, { params: { key: 'paused' } })
    expect(health).toMatchObject({ queued: 40 - atPause, held: 0, inFlight: 0 })
    expect(health.oldestDueAgeMs.live).toBeGreaterThan(0)

    expect(await app.client.call(resumeDelivery, { params: { key: 'paused' } })).toMatchObject({ status: 'active' })
    await app.idle()
    expect(await states()).toEqual({ accepted: 40 })
    const keys = (await seen()).map(({ key }) => key)
    expect(new Set(keys).size).toBe(40)
    // In order, but for a row that somebody else has locked at the moment of the claim: it is not waited for, the next claim has it.
    const rest = order.filter((id) => !keys.slice(0, atPause).includes(id))
    for (const [place, key] of keys.slice(atPause).entries()) {
      expect(Math.abs(rest.indexOf(key ?? '') - place)).toBeLessThanOrEqual(3)
    }
  })

  test('is told of in the log, as a version of its own, and pausing twice changes nothing', async () => {
    const key = 'twice'
    await makeScene(app, key, { deliveries: { [key]: { url: `${buyer.url}/accept` } } })
    const first = await app.client.call(pauseDelivery, { params: { key } })
    expect(await app.client.call(pauseDelivery, { params: { key } })).toEqual(first)
    const resumed = await app.client.call(resumeDelivery, { params: { key } })
    expect(resumed.version).toBe(first.version + 1)
    const log = await app.db.engine`SELECT action FROM audit WHERE object = ${`delivery ${key}`} ORDER BY id`
    expect(log.map(({ action }) => action as string).slice(-2)).toEqual(['delivery.pause', 'delivery.resume'])
  })

  test('must be active or paused', async () => {
    const key = 'drafted'
    const scene = await makeScene(app, key, { deliveries: { [key]: { url: `${buyer.url}/accept` } } })
    await scene.change(key, { status: 'draft' })
    await expect(app.client.call(pauseDelivery, { params: { key } })).rejects.toMatchObject({ status: 409 })
    await expect(app.client.call(resumeDelivery, { params: { key: 'nowhere' } })).rejects.toMatchObject({ status: 404 })
  })
})

test('A buyer that is paused holds the queues of its deliveries until it is resumed', async () => {
  const { seen, states } = await inTheMiddle('of-buyer')
  expect(await app.client.call(pauseBuyer, { params: { bid: 'ACME' } })).toMatchObject({ active: false })
  await expect.poll(async () => (await states())['sending'] ?? 0, { timeout: 30_000 }).toBe(0)
  const atPause = (await seen()).length
  expect(await states()).toEqual({ accepted: atPause, queued: 40 - atPause })
  expect(await app.client.call(resumeBuyer, { params: { bid: 'ACME' } })).toMatchObject({ active: true })
  await app.idle()
  expect(await states()).toEqual({ accepted: 40 })
})
