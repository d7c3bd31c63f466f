// A set-up that cannot be used any more, and an answer that cannot be stored, among work that is in order (reliability.md F20).

import { afterEach, beforeEach, expect, test } from 'vitest'

import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: ScriptedBuyer

beforeEach(async () => {
  app = await startTestApp()
  await setUpAutoWarranty(app.client)
})

afterEach(async () => {
  await app.close()
  await buyer.close()
})

test('A pattern that no longer compiles fails its own dispatches, once and with the reason, and nobody else notices', async () => {
  buyer = await startScriptedBuyer((request, response) => {
    if (request.seen === 1 && request.headers['x-bad'] === 'yes') answerJson(response, 500, {})
    else answerJson(response, 200, { status: 'accepted' })
  })
  const retry = { delaysSeconds: [2, 2], maxAgeHours: 1 }
  const headers = { 'X-Bad': 'yes' }
  const body = { email: '{{ email }}', lead: '{{ lead.id }}' }
  const request = { url: buyer.url, method: 'POST' as const, format: 'json' as const, headers, body }
  const scene = await makeScene(app, 'poison', {
    deliveries: { good: { url: buyer.url }, bad: { url: buyer.url, retry } },
  })
  await scene.change('bad', { request })
  const { answer } = await scene.send()
  const waiting = async () =>
    (await app.db.engine`SELECT 1 FROM dispatches WHERE delivery = 'bad' AND state = 'queued' AND tries = 1`).length
  await expect.poll(waiting, { timeout: 10_000 }).toBe(1)
  // As an older release could have left it: what is saved today is checked first.
  await app.db.engine`
    UPDATE setup SET doc = jsonb_set(doc, '{answers}', '[{"when": {"text": {"matches": "(("}}, "outcome": "accepted"}]')
    WHERE kind = 'delivery' AND key = 'bad'`
  await app.db.engine`UPDATE accounts SET setup_version = setup_version + 1`
  await app.db.engine`SELECT pg_notify('switchyard_setup', ${app.accountId})`

  const state = async () => {
    const { dispatches } = await detailOf(app, answer.id)
    return Object.fromEntries(dispatches.map((dispatch) => [dispatch.delivery, dispatch.state]))
  }
  await expect.poll(state, { timeout: 15_000 }).toEqual({ good: 'accepted', bad: 'failed' })
  const { dispatches } = await detailOf(app, answer.id)
  const bad = dispatches.find(({ delivery }) => delivery === 'bad')
  expect(bad?.reason).toContain('Its set-up cannot be used')
  expect(bad?.attempts.map(({ outcome }) => outcome)).toEqual(['retryable', 'permanent'])
  const next = await scene.send({}, { headers: { prefer: 'wait=10' } })
  const good = (await detailOf(app, next.answer.id)).dispatches.find(({ delivery }) => delivery === 'good')
  expect(good?.state).toBe('accepted')
})

test('Answers of odd bytes are each settled, and none keeps another one of its batch waiting', async () => {
  const odd = ['"\\u0000"', '"\\ud800"', '"\u{10ffff}"', '"plain"']
  let count = 0
  buyer = await startScriptedBuyer((_, response) => {
    const reference = odd[count++ % odd.length] ?? '""'
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(`{"status":"accepted","id":${reference}}`)
  })
  const scene = await makeScene(app, 'odd', { deliveries: { odd: { url: buyer.url, concurrency: 16 } } })
  const leads = await Promise.all(Array.from({ length: 24 }, () => scene.send()))
  await app.idle()
  const states = await Promise.all(
    leads.map(async ({ answer }) => (await detailOf(app, answer.id)).dispatches.map((dispatch) => dispatch.state)),
  )
  expect(new Set(states.flat())).toEqual(new Set(['accepted']))
  expect(buyer.requests()).toHaveLength(24)
})
