import { afterEach, beforeEach, expect, test } from 'vitest'

import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: ScriptedBuyer

beforeEach(async () => {
  app = await startTestApp()
  await setUpAutoWarranty(app.client)
})

afterEach(() => buyer.close())

test('A caller who waits for a lead that is held is answered when the server stops, not kept until his time is up', async () => {
  buyer = await startScriptedBuyer((_, response) => answerJson(response, 200, { status: 'accepted' }))
  const cap = { period: 'day', limit: 0, whenFull: 'hold' } as const
  const scene = await makeScene(app, 'held', { deliveries: { held: { url: buyer.url, caps: [cap] } } })
  const waiting = scene.send({}, { headers: { prefer: 'wait=60' } })
  await expect.poll(async () => (await app.db.engine`SELECT id FROM dispatches WHERE state = 'held'`).length).toBe(1)
  const closed = app.close()
  expect((await waiting).answer).toMatchObject({ status: 'accepted', sold: 'pending' })
  await closed
})

test('A caller who waits for an answer that is on its way gets it when the server stops', async () => {
  const gate = Promise.withResolvers<void>()
  buyer = await startScriptedBuyer(async (_, response) => {
    await gate.promise
    answerJson(response, 200, { status: 'accepted' })
  })
  const scene = await makeScene(app, 'under', { deliveries: { under: { url: buyer.url } } })
  const waiting = scene.send({}, { headers: { prefer: 'wait=60' } })
  await expect.poll(() => buyer.requests().length).toBe(1)
  const closed = app.close()
  gate.resolve()
  expect((await waiting).answer).toMatchObject({ status: 'accepted', sold: 'sold' })
  await closed
})
