// What was sent and not answered, and the person who decides about it (product.md 4, reliability.md F34, F58).

import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { ProblemError } from '@switchyard/contract/problem.ts'
import { listDispatches } from '@switchyard/contract/dispatches/list.ts'
import { resolveDispatch } from '@switchyard/contract/dispatches/resolve.ts'
import type { BodyInput } from '@switchyard/contract/endpoint.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { detailOf, type LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene, statesOf, type SceneDelivery } from '@switchyard/testkit/scene.ts'

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

let counter = 0

/** Says nothing and closes the connection to the first request of each lead; afterwards answers `then`. */
async function silentFirst(then: unknown): Promise<ScriptedBuyer> {
  const made = await startScriptedBuyer((request, response) => {
    if (request.seen > 1) answerJson(response, 200, then)
    else response.destroy()
  })
  scripted.push(made)
  return made
}

/** Sends one lead into a campaign of its own; its first delivery leaves it in review. */
async function waiting(first: Partial<SceneDelivery> = {}, more: Readonly<Record<string, SceneDelivery>> = {}) {
  counter += 1
  const key = `review-${counter}`
  const others = Object.fromEntries(Object.entries(more).map(([name, delivery]) => [`${key}-${name}`, delivery]))
  const cap = { period: 'day', limit: 1, whenFull: 'next' } as const
  const scene = await makeScene(app, key, {
    deliveries: { [key]: { url: `${buyer.url}/reset`, caps: [cap], ...first }, ...others },
    route: { kind: 'priority', maxSales: 1 },
  })
  const { answer } = await scene.send()
  await app.idle()
  const lead = await detailOf(app, answer.id)
  const dispatch = lead.dispatches.find(({ delivery }) => delivery === key)
  if (!dispatch) throw new Error('The lead went nowhere')
  return { key, scene, lead, dispatchId: dispatch.id }
}

async function resolve(id: string, body: BodyInput<typeof resolveDispatch>) {
  const told = await app.client.call(resolveDispatch, { params: { id }, body })
  await app.idle()
  return told
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error as ProblemError,
  )
const again = async (lead: LeadDetail) => detailOf(app, lead.id)

async function capOf(key: string): Promise<{ reserved: number; used: number } | undefined> {
  const [row] = await app.db.engine<{ reserved: number; used: number }[]>`
    SELECT reserved::int AS reserved, used::int AS used FROM cap_windows WHERE scope = ${`delivery ${key}`}`
  return row && { ...row }
}

test('What waits is listed with its lead, its attempt, and why nobody knows', async () => {
  const { key, lead, dispatchId } = await waiting()
  expect(lead).toMatchObject({ sold: 'pending', deliveryStatus: 'pending', dispatches: [{ state: 'review' }] })
  expect(await capOf(key)).toEqual({ reserved: 1, used: 0 })
  const listed = await app.client.call(listDispatches, { query: { state: 'review', delivery: [key] } })
  expect(listed).toMatchObject({ total: 1, nextCursor: null })
  expect(listed.dispatches).toMatchObject([
    {
      id: dispatchId,
      lead: { id: lead.id, summary: lead.summary, campaign: key, test: false },
      delivery: key,
      buyer: 'ACME',
      state: 'review',
      reason: lead.dispatches[0]?.reason,
      tries: 1,
      attempt: { number: 1, outcome: 'unknown', answerStatus: null, late: null },
    },
  ])
  const attempt = listed.dispatches[0]?.attempt
  expect(attempt?.requestBytes).toBe(Buffer.byteLength(lead.dispatches[0]?.attempts[0]?.request?.body ?? ''))
  expect(attempt?.worker).toMatch(/^[0-9a-f-]{36}$/)
})

test('The list goes on page by page, oldest first, and shows an answer that nothing could be read from', async () => {
  const first = await waiting({ url: `${buyer.url}/odd`, otherwise: 'review' })
  await first.scene.change(first.key, { caps: [] })
  await first.scene.send()
  await app.idle()
  const query = { delivery: [first.key], limit: 1 }
  const one = await app.client.call(listDispatches, { query })
  expect(one.total).toBe(2)
  expect(one.dispatches).toMatchObject([
    { id: first.dispatchId, attempt: { outcome: 'unrecognised', answerStatus: 200 } },
  ])
  const two = await app.client.call(listDispatches, { query: { ...query, cursor: one.nextCursor ?? '' } })
  expect(two.dispatches).toHaveLength(1)
  expect(two.dispatches[0]?.id).not.toBe(first.dispatchId)
  expect(two.nextCursor).toBeNull()
})

describe('A person who says that the buyer has the lead', () => {
  test('sells it: money, cap and status as if the buyer had answered, and the story says who and why', async () => {
    const { key, lead, dispatchId } = await waiting({}, { next: { url: buyer.url, buyer: 'BETA' } })
    const told = await resolve(dispatchId, {
      as: 'accepted',
      reason: 'Found in their portal',
      price: '14.00',
      reference: 'B-77',
    })
    expect(told).toEqual({
      id: dispatchId,
      lead: lead.id,
      delivery: key,
      state: 'accepted',
      reason: 'Found in their portal',
      price: '14.00',
      reference: 'B-77',
    })
    const after = await again(lead)
    expect(after).toMatchObject({ sold: 'sold', deliveryStatus: 'full', revenue: '14.00' })
    expect(statesOf(after)).toEqual([`${key} accepted`])
    expect(after.dispatches[0]).toMatchObject({ price: '14.00', reference: 'B-77' })
    expect(after.dispatches[0]?.attempts).toMatchObject([{ outcome: 'unknown', late: null }])
    expect(after.money).toMatchObject([{ kind: 'payout' }, { kind: 'revenue', amount: '14.00', dispatch: dispatchId }])
    expect(await capOf(key)).toEqual({ reserved: 0, used: 1 })
    const entry = after.timeline.find(({ kind }) => kind === 'decided')
    expect(entry?.actor).toMatch(/^key /)
    expect(entry?.text).toContain('Found in their portal')
    const audits = await app.db.engine`
      SELECT actor, before, after FROM audit WHERE action = 'dispatch.resolve' AND object = ${`dispatch ${dispatchId}`}`
    expect(audits).toMatchObject([
      { before: { state: 'review' }, after: { state: 'accepted', reason: 'Found in their portal', price: '14.00' } },
    ])
  })

  test.each<[string, SceneDelivery['price'], string]>([
    ['a fixed price', { kind: 'fixed', amount: '12.50' }, '12.50'],
    ['what the buyer would have named', { kind: 'answer', fallback: '3.00' }, '3.00'],
    [
      'rules',
      { kind: 'rules', rules: [{ when: { field: 'vehicle_year', op: 'gte', value: 2010 }, amount: '9.00' }] },
      '9.00',
    ],
  ])('and names no price sells it for what the delivery charges by %s', async (_, price, amount) => {
    const { lead, dispatchId } = await waiting({ price })
    expect(await resolve(dispatchId, { as: 'accepted', reason: 'They told me' })).toMatchObject({ price: amount })
    expect(await again(lead)).toMatchObject({ sold: 'sold', revenue: amount })
  })

  test('cannot name a price where nobody pays', async () => {
    const { lead, dispatchId } = await waiting({ buyer: undefined, price: undefined })
    const refused = await refusal(resolve(dispatchId, { as: 'accepted', reason: 'It arrived', price: '1.00' }))
    expect(refused).toMatchObject({ status: 422, errors: [{ path: 'price', code: 'no_buyer' }] })
    expect((await again(lead)).dispatches[0]?.state).toBe('review')
    expect(await resolve(dispatchId, { as: 'accepted', reason: 'It arrived' })).toMatchObject({ price: null })
    expect(await again(lead)).toMatchObject({ sold: null, deliveryStatus: 'full', money: [{ kind: 'payout' }] })
  })
})

test('A person who says that the buyer refused lets the route go on', async () => {
  const { key, lead, dispatchId } = await waiting({}, { next: { url: buyer.url, buyer: 'BETA' } })
  await resolve(dispatchId, { as: 'rejected', reason: 'They never got it' })
  const after = await again(lead)
  expect(statesOf(after)).toEqual([`${key} rejected`, `${key}-next accepted`])
  expect(after).toMatchObject({ sold: 'sold', deliveryStatus: 'partial' })
  expect(after.dispatches[0]?.reason).toBe('They never got it')
  expect(await capOf(key)).toEqual({ reserved: 0, used: 0 })
})

describe('A person who has it sent again', () => {
  const answers: SceneDelivery['answers'] = [
    { when: { json: { path: 'status', is: 'accepted' } }, outcome: 'accepted' },
    { when: { json: { path: 'status', is: 'duplicate' } }, outcome: 'duplicate' },
  ]

  test('sends the same dispatch under the same key, as the next attempt, in the same place of the cap', async () => {
    const silent = await silentFirst({ status: 'accepted' })
    const { key, lead, dispatchId } = await waiting({ url: silent.url, answers })
    expect(await resolve(dispatchId, { as: 'sendAgain', reason: 'Their fault, they say' })).toMatchObject({
      id: dispatchId,
      state: 'queued',
      price: null,
    })
    const after = await again(lead)
    expect(after).toMatchObject({ sold: 'sold', revenue: '12.50', dispatches: [{ id: dispatchId, tries: 2 }] })
    expect(after.dispatches[0]?.attempts.map(({ outcome }) => outcome)).toEqual(['unknown', 'accepted'])
    expect(silent.requests().map(({ headers }) => [headers['idempotency-key'], headers['x-attempt']])).toEqual([
      [dispatchId, '1'],
      [dispatchId, '2'],
    ])
    expect(await capOf(key)).toEqual({ reserved: 0, used: 1 })
  })

  test('and hears "duplicate" knows that the buyer had it', async () => {
    const silent = await silentFirst({ status: 'duplicate' })
    const { lead, dispatchId } = await waiting({ url: silent.url, answers })
    await resolve(dispatchId, { as: 'sendAgain', reason: 'Let us see' })
    expect(await again(lead)).toMatchObject({
      sold: 'sold',
      dispatches: [{ state: 'accepted', reason: 'confirmed by duplicate' }],
    })
  })

  test('is refused while the lead is on its way through the same delivery', async () => {
    const { lead, dispatchId } = await waiting()
    await app.db.engine`
      INSERT INTO dispatches (account_id, id, lead_id, lead_received_at, campaign, delivery, state, due_at, expires_at, created_at)
      SELECT account_id, nextval('dispatch_ids'), lead_id, lead_received_at, campaign, delivery, 'held', now() + interval '1 day',
        expires_at, now() FROM dispatches WHERE id = ${dispatchId}`
    const refused = await refusal(resolve(dispatchId, { as: 'sendAgain', reason: 'Once more' }))
    expect(refused).toMatchObject({ status: 409, code: 'under_way' })
    expect((await again(lead)).dispatches[0]?.state).toBe('review')
  })
})

describe('Two people', () => {
  test('who decide at once: one of them does, the other hears that it is decided', async () => {
    const { lead, dispatchId } = await waiting()
    const decide = (as: 'accepted' | 'rejected') => refusal(resolve(dispatchId, { as, reason: 'I was first' }))
    const refusals = (await Promise.all([...Array(4)].flatMap(() => [decide('accepted'), decide('rejected')]))).filter(
      (one) => one !== null,
    )
    expect(refusals).toHaveLength(7)
    for (const one of refusals) expect(one).toMatchObject({ status: 409, code: 'not_in_review' })
    const after = await again(lead)
    const sold = after.dispatches[0]?.state === 'accepted'
    expect(after.money.filter(({ kind }) => kind === 'revenue')).toHaveLength(sold ? 1 : 0)
    expect(after.timeline.filter(({ kind }) => kind === 'decided')).toHaveLength(1)
  })

  test('of two accounts see and decide only what is theirs', async () => {
    const { lead, dispatchId } = await waiting()
    const other = await app.otherAccount()
    expect(await other.client.call(listDispatches, { query: {} })).toEqual({
      dispatches: [],
      total: 0,
      nextCursor: null,
    })
    const body = { as: 'accepted', reason: 'Mine' } as const
    const refused = await refusal(other.client.call(resolveDispatch, { params: { id: dispatchId }, body }))
    expect(refused).toMatchObject({ status: 404 })
    expect((await again(lead)).dispatches[0]?.state).toBe('review')
  })
})

test.each<[object, string]>([
  [{ as: 'accepted' }, 'reason'],
  [{ as: 'accepted', reason: '  ' }, 'reason'],
  [{ as: 'maybe', reason: 'Who knows' }, 'as'],
  [{ as: 'rejected', reason: 'No', price: '1.00' }, 'as'],
  [{ as: 'accepted', reason: 'Yes', price: '-1' }, 'price'],
])('A decision that is none is refused: %j', async (body, path) => {
  const refused = await refusal(app.client.call(resolveDispatch, { params: { id: '1' }, body: body as never }))
  expect(refused).toMatchObject({ status: 400, errors: [{ path }] })
})

test('What does not exist or does not wait cannot be decided', async () => {
  const body = { as: 'accepted', reason: 'Yes' } as const
  const missing = await refusal(app.client.call(resolveDispatch, { params: { id: '987654321' }, body }))
  expect(missing).toMatchObject({ status: 404 })
  counter += 1
  const scene = await makeScene(app, `review-${counter}`, { deliveries: { [`review-${counter}`]: { url: buyer.url } } })
  const lead = await scene.settle({ last_name: randomUUID() })
  const refused = await refusal(resolve(lead.dispatches[0]?.id ?? '', body))
  expect(refused).toMatchObject({ status: 409, code: 'not_in_review' })
  expect(refused?.message).toContain('accepted')
})
