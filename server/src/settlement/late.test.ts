// Answers that come when their attempt was given up (reliability.md F4, F34). Somebody else took the worker for dead: the test
// writes what that one would have written, while the buyer still holds its answer back.

import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { listAlerts } from '@switchyard/contract/alerts/list.ts'
import { listDispatches } from '@switchyard/contract/dispatches/list.ts'
import { resolveDispatch } from '@switchyard/contract/dispatches/resolve.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { detailOf, type LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene, type SceneDelivery } from '@switchyard/testkit/scene.ts'

import { watchDoubleAccepts } from '../alerts/watchDoubleAccepts.ts'
import { settle } from './settle.ts'

let app: TestApp
const scripted: ScriptedBuyer[] = []

beforeAll(async () => {
  app = await startTestApp()
  await setUpAutoWarranty(app.client)
})

afterAll(async () => {
  for (const one of scripted) await one.close()
  await app.close()
})

/** Holds its first answer to each lead back until it is let go; answers the others at once with `then`. */
async function holdingBuyer(then: unknown = { status: 'accepted' }) {
  let letGo: (answer: unknown) => void = () => {}
  const held = new Promise<unknown>((resolve) => (letGo = resolve))
  const made = await startScriptedBuyer(async (request, response) => {
    answerJson(response, 200, request.seen > 1 ? then : await held)
  })
  scripted.push(made)
  return { buyer: made, letGo }
}

let counter = 0

/** A lead whose request the buyer has, and has not answered. */
async function underWay(url: string, buyer: ScriptedBuyer, more: Partial<SceneDelivery> = {}) {
  counter += 1
  const key = `late-${counter}`
  const scene = await makeScene(app, key, { deliveries: { [key]: { url, ...more } } })
  const { answer } = await scene.send()
  await expect.poll(() => buyer.requests().length).toBe(1)
  return { key, id: answer.id }
}

/** What the settlement of another process makes of an attempt whose worker it takes for dead. */
async function giveUp(leadId: string, state: 'review' | 'queued'): Promise<void> {
  await app.db.engine.begin(async (tx) => {
    await tx`UPDATE attempts SET outcome = 'unknown', reason = 'The worker stopped' WHERE lead_id = ${leadId}`
    await tx`
      UPDATE dispatches SET state = ${state}, worker = NULL, reason = 'The worker stopped', due_at = now(),
        current_attempt = CASE WHEN ${state} = 'review' THEN current_attempt END,
        settled_at = CASE WHEN ${state} = 'review' THEN now() END
      WHERE lead_id = ${leadId} AND state = 'sending'`
  })
}

async function lateOn(leadId: string): Promise<LeadDetail> {
  const late = async () => (await detailOf(app, leadId)).dispatches[0]?.attempts[0]?.late
  await expect.poll(late, { timeout: 10_000 }).toBeTruthy()
  await app.idle()
  return detailOf(app, leadId)
}

const revenueOf = (lead: LeadDetail) => lead.money.filter(({ kind }) => kind === 'revenue')

test('A late yes decides what waits for a person: the lead is sold, and the attempt stays unknown', async () => {
  const { buyer, letGo } = await holdingBuyer()
  const { key, id } = await underWay(buyer.url, buyer)
  await giveUp(id, 'review')
  letGo({ status: 'accepted', id: 'B-9' })
  const lead = await lateOn(id)
  expect(lead).toMatchObject({ sold: 'sold', revenue: '12.50', deliveryStatus: 'full' })
  expect(lead.dispatches).toMatchObject([{ state: 'accepted', price: '12.50', reference: 'B-9' }])
  expect(lead.dispatches[0]?.attempts).toMatchObject([
    {
      outcome: 'unknown',
      reason: 'The worker stopped',
      late: { outcome: 'accepted', reason: null },
      response: { status: 200, body: expect.stringContaining('B-9') },
    },
  ])
  expect(revenueOf(lead)).toHaveLength(1)
  const told = lead.timeline.filter(({ kind }) => kind === 'lateAnswer')
  expect(told).toHaveLength(1)
  expect(told[0]?.text).toBe(`Late answer of ${key} to attempt 1, which had been given up as unknown: accepted`)
})

test('A late no decides it too, with the words of the buyer', async () => {
  const { buyer, letGo } = await holdingBuyer()
  const { id } = await underWay(buyer.url, buyer)
  await giveUp(id, 'review')
  letGo({ status: 'rejected', message: 'Too young' })
  const lead = await lateOn(id)
  expect(lead).toMatchObject({ sold: 'unsold', dispatches: [{ state: 'rejected', reason: 'Too young' }] })
  expect(lead.dispatches[0]?.attempts[0]?.late).toMatchObject({ outcome: 'rejected', reason: 'Too young' })
})

test('A late answer that is neither is kept, and the person still has to decide', async () => {
  const { buyer, letGo } = await holdingBuyer()
  const { key, id } = await underWay(buyer.url, buyer)
  await giveUp(id, 'review')
  letGo({ status: 'thinking' })
  const lead = await lateOn(id)
  expect(lead).toMatchObject({ sold: 'pending', dispatches: [{ state: 'review' }] })
  const listed = await app.client.call(listDispatches, { query: { delivery: [key] } })
  expect(listed.dispatches[0]?.attempt).toMatchObject({ outcome: 'unknown', late: { outcome: 'unrecognised' } })
})

test('A late yes after the lead was sent again changes nothing but the record, and two acceptances raise an alert', async () => {
  const { buyer, letGo } = await holdingBuyer()
  const { key, id } = await underWay(buyer.url, buyer, { onUnknown: 'resend' })
  await giveUp(id, 'queued')
  await expect.poll(async () => (await detailOf(app, id)).sold, { timeout: 10_000 }).toBe('sold')
  letGo({ status: 'accepted' })
  const lead = await lateOn(id)
  expect(lead.dispatches).toMatchObject([{ state: 'accepted', tries: 2 }])
  const [first, second] = lead.dispatches[0]?.attempts ?? []
  expect([first, second]).toMatchObject([
    { outcome: 'unknown', late: { outcome: 'accepted' } },
    { outcome: 'accepted', late: null },
  ])
  expect(revenueOf(lead)).toHaveLength(1)

  const alerts = async () => (await app.client.call(listAlerts, { query: { kind: ['doubleAccept'] } })).alerts
  const subject = `lead ${id} delivery ${key}`
  await expect.poll(alerts, { timeout: 10_000 }).toMatchObject([{ subject }])
  const [alert] = await alerts()
  expect(alert).toMatchObject({ count: 1, resolvedAt: null })
  const dispatch = lead.dispatches[0]?.id
  expect(alert?.detail).toEqual({
    lead: id,
    delivery: key,
    attempts: [
      { id: second?.id, dispatch, number: 2 },
      { id: first?.id, dispatch, number: 1 },
    ],
  })
})

test('A late yes to what was decided otherwise leaves it so, and somebody is told', async () => {
  const { buyer, letGo } = await holdingBuyer()
  const { key, id } = await underWay(buyer.url, buyer)
  await giveUp(id, 'review')
  const params = { id: (await detailOf(app, id)).dispatches[0]?.id ?? '' }
  await app.client.call(resolveDispatch, { params, body: { as: 'rejected', reason: 'They never got it' } })
  letGo({ status: 'accepted' })
  const lead = await lateOn(id)
  expect(lead).toMatchObject({ sold: 'unsold', dispatches: [{ state: 'rejected', reason: 'They never got it' }] })
  expect(revenueOf(lead)).toEqual([])
  const alerts = async () => (await app.client.call(listAlerts, { query: { kind: ['lateAccept'] } })).alerts
  const detail = { lead: id, delivery: key, dispatch: params.id, attempt: lead.dispatches[0]?.attempts[0]?.id }
  await expect.poll(alerts, { timeout: 10_000 }).toMatchObject([{ subject: `dispatch ${params.id}`, count: 1, detail }])
})

test('"duplicate" after a late yes is the same acceptance: nobody is alarmed', async () => {
  const { buyer, letGo } = await holdingBuyer({ status: 'duplicate' })
  const answers: SceneDelivery['answers'] = [
    { when: { json: { path: 'status', is: 'accepted' } }, outcome: 'accepted' },
    { when: { json: { path: 'status', is: 'duplicate' } }, outcome: 'duplicate' },
  ]
  const { key, id } = await underWay(buyer.url, buyer, { onUnknown: 'resend', answers })
  await giveUp(id, 'queued')
  await expect.poll(async () => (await detailOf(app, id)).sold, { timeout: 10_000 }).toBe('sold')
  letGo({ status: 'accepted' })
  const lead = await lateOn(id)
  expect(lead.dispatches).toMatchObject([{ state: 'accepted', reason: 'confirmed by duplicate' }])
  await app.db.engine.begin(watchDoubleAccepts)
  const seen = await app.db.engine`
    SELECT 1 FROM alerts WHERE kind = 'doubleAccept' AND subject = ${`lead ${id} delivery ${key}`}`
  expect(seen).toHaveLength(0)
})

test('A result that is written twice is no late answer', async () => {
  const { buyer, letGo } = await holdingBuyer()
  const { id } = await underWay(buyer.url, buyer)
  letGo({ status: 'accepted' })
  await app.idle()
  const before = await detailOf(app, id)
  // The commit went through and its confirmation was lost: the same result is written once more.
  const attempt = before.dispatches[0]?.attempts[0]
  await settle(
    {
      db: app.db,
      live: app.context.live,
      dispatchIds: { take: () => Promise.resolve([]) },
      onDispatches: () => {},
      onSettled: () => {},
      onSold: () => {},
      onFreed: () => {},
      log: { error: () => {} },
    },
    [
      {
        accountId: app.accountId,
        dispatchId: before.dispatches[0]?.id ?? '',
        attemptId: attempt?.id ?? '',
        attemptAt: new Date(attempt?.at ?? ''),
        leadId: id,
        delivery: before.dispatches[0]?.delivery ?? '',
        understood: {
          outcome: 'accepted',
          rule: 0,
          reason: null,
          price: null,
          reference: randomUUID(),
          redirectUrl: null,
        },
        durationMs: 1,
        request: null,
        response: null,
        next: { kind: 'final', state: 'accepted', reason: null, price: 125_000n },
      },
    ],
  )
  expect(await detailOf(app, id)).toEqual(before)
})
