// A destination that does not work is left alone, and tried again gently (reliability.md 5.3, F23, F31, F39).

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { listAlerts } from '@switchyard/contract/alerts/list.ts'
import { showDeliveryHealth } from '@switchyard/contract/deliveries/health.ts'
import { pauseDelivery } from '@switchyard/contract/deliveries/pause.ts'
import { resumeDelivery } from '@switchyard/contract/deliveries/resume.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty, type DeliveryInput } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyerProcess, type BuyerProcess } from '@switchyard/testkit/buyer/startBuyerProcess.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 })
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

async function sceneOf(key: string, more: Partial<DeliveryInput> = {}, url = `${buyer.url}/?${key}`) {
  const retry = { delaysSeconds: [1, 1, 1], maxAgeHours: 24 }
  const scene = await makeScene(app, key, { deliveries: { [key]: { url, retry, ...more } } })
  const sendSome = async (count: number) => {
    const leads = Array.from({ length: count }, () => ({ campaign: key, supplier: 'ADC1', fields: goodLead() }))
    await app.client.call(createLeads, { body: { leads } })
  }
  const health = () => app.client.call(showDeliveryHealth, { params: { key } })
  const seen = async () => (await buyer.requests()).filter(({ url: asked }) => asked === `/?${key}`)
  const openAlerts = async () => {
    const { alerts } = await app.client.call(listAlerts, { query: { open: 'true' } })
    return alerts.filter(({ subject }) => subject === `delivery ${key}`).map(({ kind }) => kind)
  }
  const rows = () => app.db.engine<{ state: string; tries: number; version: string }[]>`
    SELECT d.state, d.tries, d.xmin::text AS version FROM dispatches d WHERE d.delivery = ${key} ORDER BY d.id`
  return { scene, sendSome, health, seen, openAlerts, rows }
}

describe('A destination that fails', () => {
  test('is left alone after ten failures; what waits for it is not touched, and a person hears of it', async () => {
    await buyer.behave('error')
    const { sendSome, health, seen, openAlerts, rows } = await sceneOf('failing')
    await sendSome(20)
    await eventually(async () => (await health()).breaker.state).toBe('open')
    const { breaker, limit } = await health()
    expect(limit).toBe(0)
    const openMs = Date.parse(breaker.until ?? '') - Date.now()
    expect(openMs).toBeLessThanOrEqual(30_000)
    expect(openMs).toBeGreaterThan(15_000)
    await eventually(openAlerts).toEqual(['breakerOpen'])

    await eventually(async () => (await rows()).filter(({ state }) => state === 'sending')).toEqual([])
    await sendSome(30)
    const asked = (await seen()).length
    const before = await rows()
    const tick = app.context.engine?.dispatcher
    // The queue is looked at again and again meanwhile.
    for (let looks = 0; looks < 5; looks += 1)
      await expect.poll(() => (tick?.tickAgeMs ?? 0) < 100, { timeout: 15_000, interval: 5 }).toBe(true)
    expect(await rows()).toEqual(before)
    expect((await seen()).length).toBe(asked)
    expect(before.slice(20).map(({ tries }) => tries)).toEqual(Array.from({ length: 30 }, () => 0))
    expect(before.every(({ state }) => state === 'queued')).toBe(true)
  })

  test('is tried at once when a person has paused and resumed it', async () => {
    await buyer.behave('error')
    const { sendSome, health, rows, openAlerts } = await sceneOf('resumed')
    await sendSome(15)
    await eventually(async () => (await health()).breaker.state).toBe('open')
    await buyer.behave('accept')
    await app.client.call(pauseDelivery, { params: { key: 'resumed' } })
    await app.client.call(resumeDelivery, { params: { key: 'resumed' } })
    await expect
      .poll(async () => (await rows()).map(({ state }) => state), { timeout: 10_000 })
      .toEqual(Array.from({ length: 15 }, () => 'accepted'))
    expect(await health()).toMatchObject({ breaker: { state: 'closed' }, queued: 0 })
    await eventually(openAlerts).toEqual([])
  })

  test('by never being there counts too, and loses nobody (F23)', async () => {
    const gone = await startBuyerProcess()
    await gone.close()
    const { sendSome, health, rows } = await sceneOf('not-there', {}, gone.url)
    await sendSome(12)
    await eventually(async () => (await health()).breaker.state).toBe('open')
    expect((await rows()).every(({ state }) => state === 'queued' || state === 'sending')).toBe(true)
    expect(Object.keys((await health()).lastHour)).toEqual(['not_sent'])
  })

  test('because its certificate is not to be trusted tells a person after three (F31)', async () => {
    // It speaks no TLS at all: the connection fails before a byte of the lead has left.
    const { sendSome, openAlerts, seen } = await sceneOf('untrusted', {}, buyer.url.replace('http:', 'https:'))
    await sendSome(3)
    await eventually(openAlerts).toEqual(['tlsFailure'])
    expect(await seen()).toEqual([])
  })
})

test('A destination that refuses every lead works: its breaker stays closed', async () => {
  await buyer.behave('refuse')
  const { sendSome, health } = await sceneOf('refusing')
  await sendSome(40)
  await eventually(async () => (await health()).lastHour).toEqual({ rejected: 40 })
  expect(await health()).toMatchObject({ breaker: { state: 'closed', until: null }, limit: 8 })
})

test('A destination that was down is probed, gets more and more, fresh leads first, and the old ones after them (F39)', async () => {
  await buyer.behave('error')
  const key = 'back'
  const { scene, sendSome, health, seen, rows, openAlerts } = await sceneOf(key, {
    perSecond: 20,
    retry: { delaysSeconds: Array.from({ length: 50 }, () => 1), maxAgeHours: 24 },
  })
  await sendSome(12)
  await expect.poll(async () => (await health()).breaker.state, { timeout: 15_000 }).toBe('open')
  await sendSome(60)
  await buyer.behave('accept')
  const before = (await seen()).length
  await expect.poll(async () => (await seen()).length > before, { timeout: 35_000, interval: 20 }).toBe(true)
  const fresh = await scene.send({}, { headers: { prefer: 'wait=10' } })
  expect(fresh.answer.sold).toBe('sold')
  // It went past those that had waited for half a minute.
  expect((await rows()).filter(({ state }) => state === 'queued').length).toBeGreaterThan(20)
  await expect
    .poll(async () => (await rows()).every(({ state }) => state === 'accepted'), { timeout: 20_000 })
    .toBe(true)
  expect((await rows()).length).toBe(73)
  const starts = (await seen()).slice(before).map(({ at }) => Date.parse(at))
  // The ramp: one, then two, … at no moment a burst.
  const first = starts.filter((at) => at - (starts[0] ?? 0) < 1000)
  expect(first.length).toBeLessThanOrEqual(41)
  await eventually(openAlerts).toEqual([])
}, 90_000)

test('A lead that is too old when its turn comes expires with the reason instead of being sold stale (F39)', async () => {
  await buyer.behave('accept')
  const key = 'stale'
  // A full cap holds it, until the test has made it old.
  const { scene, rows, seen } = await sceneOf(key, { caps: [{ period: 'day', limit: 0, whenFull: 'hold' }] })
  const { answer } = await scene.send()
  await app.db.engine`
    UPDATE dispatches SET state = 'queued', due_at = now(), expires_at = now() - interval '1 minute' WHERE lead_id = ${answer.id}`
  await eventually(async () => (await rows()).map(({ state }) => state)).toEqual(['expired'])
  const [dispatch] = await app.db.engine`SELECT reason FROM dispatches WHERE delivery = ${key}`
  expect(dispatch?.['reason']).toContain('Too old')
  expect(await seen()).toEqual([])
})
