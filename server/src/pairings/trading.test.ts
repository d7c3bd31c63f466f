// Two Switchyards that trade leads, each with a database of its own: A sends, B sells on and tells A what its buyer said.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { putBuyer } from '@switchyard/contract/buyers/put.ts'
import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { pauseDelivery } from '@switchyard/contract/deliveries/pause.ts'
import { showDelivery } from '@switchyard/contract/deliveries/show.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { deleteLead } from '@switchyard/contract/leads/delete.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { showLead } from '@switchyard/contract/leads/show.ts'
import { acceptPairing } from '@switchyard/contract/pairings/accept.ts'
import { createPairing } from '@switchyard/contract/pairings/create.ts'
import { endPairing } from '@switchyard/contract/pairings/end.ts'
import { showPairing } from '@switchyard/contract/pairings/show.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import {
  addDelivery,
  campaignDocument,
  deliveryDocument,
  goodLead,
  setUpAutoWarranty,
} from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { runJob } from '@switchyard/testkit/job.ts'

import { makeWebhookSecret, signWebhook } from '../notify/signWebhook.ts'
import { writeInvite } from './invite.ts'

let a: TestApp
let b: TestApp
/** B's own buyer: takes good cars, refuses old ones in words, says of others what nobody understands. */
let buyer: ScriptedBuyer
let pairing = ''
/** Until it is opened, B's buyer keeps everybody waiting. */
const shop = Promise.withResolvers<void>()

const patient = { timeout: 30_000, interval: 50 }

beforeAll(async () => {
  ;[a, b] = await Promise.all([startTestApp(), startTestApp()])
  buyer = await startScriptedBuyer(async (request, response) => {
    await shop.promise
    const { vehicle_year: year } = JSON.parse(request.body) as { vehicle_year: number }
    if (year < 2000) answerJson(response, 200, { status: 'rejected', message: 'Vehicle too old' })
    else if (year === 2001) answerJson(response, 200, { st: 'x17' })
    else answerJson(response, 200, { status: 'accepted' })
  })
  await setUpAutoWarranty(a.client, { dedupe: [] })
  await setUpAutoWarranty(b.client, { dedupe: [], payout: { on: 'sale', amount: '3.00' }, suppliers: { ADC1: {} } })
  await addDelivery(
    b.client,
    'shop',
    deliveryDocument(buyer.url, { retry: { delaysSeconds: [], maxAgeHours: 24 }, otherwise: 'failed' }),
  )
  await a.client.call(putBuyer, { params: { bid: 'SOUTH' }, body: { name: 'South' } })
}, 60_000)

afterAll(async () => {
  await Promise.all([a.close(), b.close()])
  await buyer.close()
})

async function send(to: TestApp, years: readonly number[]): Promise<string[]> {
  const leads = years.map((year) => ({
    campaign: 'auto-warranty',
    supplier: 'ADC1',
    fields: { ...goodLead(), vehicle_year: year },
  }))
  const { results } = await to.client.call(createLeads, { body: { leads } })
  return results.map((one) => ('id' in one ? one.id : ''))
}

async function standing(app: TestApp, ids: readonly string[]) {
  const shown = await Promise.all(ids.map((id) => app.client.call(showLead, { params: { id } })))
  return shown.map(({ sold, deliveryStatus, revenue, buyers }) => ({
    sold,
    deliveryStatus,
    revenue,
    reason: buyers[0]?.reason ?? null,
  }))
}

/** Our own sending is written: the other side has it, and has told nothing. */
async function untilTaken(id: string): Promise<void> {
  const states = async () => (await a.client.call(showLead, { params: { id } })).dispatches.map(({ state }) => state)
  await expect.poll(states, patient).toEqual(['pending'])
}

test('An invite pairs them: keys and secrets go over by themselves, once', async () => {
  const made = await b.client.call(createPairing, { body: { supplier: 'ADC1', campaign: 'auto-warranty' } })
  expect(made).toMatchObject({ side: 'receives', state: 'invited', peer: null })
  pairing = made.id
  await a.client.call(putCampaign, {
    params: { reference: 'euro' },
    body: { ...campaignDocument, name: 'Euro', currency: 'EUR', dedupe: [] },
  })
  const inEuro = { invite: made.invite, buyer: 'SOUTH', campaign: 'euro', delivery: 'south' }
  await expect(a.client.call(acceptPairing, { body: inEuro })).rejects.toMatchObject({ status: 422 })
  const body = { invite: made.invite, buyer: 'SOUTH', campaign: 'auto-warranty', delivery: 'south' }
  const accepted = await a.client.call(acceptPairing, { body })
  expect(accepted).toMatchObject({ side: 'sends', state: 'active', peer: b.url, warnings: [], waiting: 0 })
  const delivery = await a.client.call(showDelivery, { params: { key: 'south' } })
  expect(delivery).toMatchObject({ method: 'upstream', status: 'active', settle: 'feedback', buyer: 'SOUTH' })
  expect(JSON.stringify(delivery)).not.toContain('sy_')
  expect(await b.client.call(showPairing, { params: { id: pairing } })).toMatchObject({
    state: 'active',
    expiresAt: null,
  })
  const again = a.client.call(acceptPairing, { body: { ...body, delivery: 'south2' } })
  await expect(again).rejects.toMatchObject({ status: 422, message: expect.stringMatching(/used up/) })
})

describe('Leads that go there', () => {
  const years = [2015, 2016, 2017, 1990, 1991, 2001]
  let ids: string[]

  test('are neither sold nor unsold until the result comes, then what the other side says', async () => {
    ids = await send(a, years)
    await expect
      .poll(() => standing(a, ids), patient)
      .toEqual(years.map(() => expect.objectContaining({ sold: 'pending', deliveryStatus: 'pending', revenue: null })))
    await expect.poll(async () => (await b.client.call(listLeads, {})).leads.length, patient).toBe(years.length)
    shop.resolve()
    const sold = { sold: 'sold', deliveryStatus: 'full', revenue: '3.00', reason: null }
    const refused = { sold: 'unsold', deliveryStatus: 'fail', revenue: null, reason: 'Vehicle too old' }
    const unrecognised = { ...refused, reason: expect.stringMatching(/^Unrecognised/) }
    await expect.poll(() => standing(a, ids), patient).toEqual([sold, sold, sold, refused, refused, unrecognised])
    expect(await b.client.call(showPairing, { params: { id: pairing } })).toMatchObject({ waiting: 0, trouble: null })
  })

  test('and are given back there, are given back here: the money follows, and both are in the story', async () => {
    const [id = ''] = ids
    const { leads } = await b.client.call(listLeads, { query: { sold: ['sold'] } })
    const there = leads.find(({ fields }) => fields['vehicle_year'] === 2015)?.id ?? ''
    const options = { reason: 'Wrong number', reversePayout: true }
    await runJob(b.client, { action: 'return', selection: { ids: [there] }, options })
    await expect.poll(async () => (await standing(a, [id]))[0]?.sold, patient).toBe('returned')
    const lead = await a.client.call(showLead, { params: { id } })
    expect(lead.revenue).toBe('0.00')
    const told = lead.timeline.filter(({ kind }) => kind === 'feedback').map(({ text }) => text)
    expect(told).toEqual([expect.stringContaining('sold, 3.00 for us'), expect.stringContaining('returned')])
  })
})

describe('A call with results', () => {
  const secret = makeWebhookSecret()
  let other: Server
  let feedbackUrl = ''
  /** What the other side does when a lead comes, before it answers. */
  let onLead: (lead: string) => Promise<void> = async () => {}

  beforeAll(async () => {
    other = createServer((request, response) => void serve(request, response))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    // A server that listens on TCP has such an address.
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    const invite = writeInvite({ url, id: '1', secret: 'x'.repeat(32), currency: 'GBP' })
    await a.client.call(pauseDelivery, { params: { key: 'south' } })
    await a.client.call(acceptPairing, {
      body: { invite, buyer: 'SOUTH', campaign: 'auto-warranty', delivery: 'stand-in' },
    })
  })
  afterAll(() => other.close())

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await json(request)) as { feedbackUrl: string; externalId: string }
    if (request.url === '/v1/pairings/join') {
      feedbackUrl = body.feedbackUrl
      answerJson(response, 200, {
        key: 'sy_stand_in_key',
        signingSecret: secret,
        campaign: 'c',
        supplier: 'S',
        fields: [{ key: 'email', required: true }],
      })
      return
    }
    await onLead(body.externalId)
    answerJson(response, 201, { id: `s${body.externalId}`, status: 'accepted' })
  }

  const item = (lead: string, more: object = {}) => ({
    id: `e-${lead}`,
    lead,
    reference: `s${lead}`,
    state: 'sold',
    price: '4.50',
    currency: 'GBP',
    reason: null,
    at: '2026-11-22T10:00:00.000Z',
    ...more,
  })

  function call(data: unknown, wrong: { secret?: string; at?: Date; url?: string; body?: string } = {}) {
    const body = JSON.stringify({ type: 'lead.feedback', data })
    const signed = signWebhook(wrong.secret ?? secret, 'msg_1', wrong.at ?? new Date(), body)
    return fetch(wrong.url ?? feedbackUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signed },
      body: wrong.body ?? body,
    })
  }

  test('that comes before the sending is written is kept and joined', async () => {
    const early: number[] = []
    onLead = async (lead) => {
      const refusedFirst = item(lead, { id: 'first', state: 'unsold', price: null, at: '2026-11-22T09:00:00.000Z' })
      early.push((await call([refusedFirst, item(lead)])).status)
    }
    const [id = ''] = await send(a, [2015])
    await expect
      .poll(async () => (await standing(a, [id]))[0], patient)
      .toMatchObject({ sold: 'sold', revenue: '4.50' })
    expect(early).toEqual([200])
    const { timeline } = await a.client.call(showLead, { params: { id } })
    const told = timeline.filter(({ kind }) => kind === 'feedback').map(({ text }) => text)
    expect(told).toEqual([expect.stringContaining('sold'), expect.stringContaining('something newer is known')])
    onLead = async () => {}
  })

  test('is refused when it is forged, too old, altered or to nobody, and told apart from a lead that was never sent', async () => {
    const [id = ''] = await send(a, [2015])
    await untilTaken(id)
    const one = item(id)
    expect((await call(one, { secret: makeWebhookSecret() })).status).toBe(401)
    expect((await call(one, { at: new Date(Date.now() - 600_000) })).status).toBe(401)
    expect((await call(one, { at: new Date(Date.now() + 600_000) })).status).toBe(401)
    const altered = JSON.stringify({ type: 'lead.feedback', data: { ...one, price: '9999' } })
    expect((await call(one, { body: altered })).status).toBe(401)
    expect((await call(one, { url: `${feedbackUrl}x` })).status).toBe(401)
    expect((await call(item('999999999'))).status).toBe(404)
    expect((await call({ ...one, state: 'perhaps' })).status).toBe(400)
    expect((await standing(a, [id]))[0]?.sold).toBe('pending')
  })

  test('counts once, however often it comes; what is older than what is known changes nothing, and newer word does', async () => {
    const [id = ''] = await send(a, [2015])
    await untilTaken(id)
    for (let times = 0; times < 3; times += 1) expect((await call([item(id), item(id)])).status).toBe(200)
    await call(item(id, { id: 'older', state: 'unsold', price: null, at: '2026-11-22T09:00:00.000Z' }))
    expect((await standing(a, [id]))[0]).toMatchObject({ sold: 'sold', revenue: '4.50' })
    const lead = await a.client.call(showLead, { params: { id } })
    expect(lead.timeline.filter(({ kind }) => kind === 'feedback')).toHaveLength(2)

    await call(
      item(id, { id: 'newer', state: 'returned', price: null, reason: 'Fake', at: '2026-11-22T11:00:00.000Z' }),
    )
    expect((await standing(a, [id]))[0]).toMatchObject({ sold: 'returned' })
    await call(item(id, { id: 'again', at: '2026-11-22T12:00:00.000Z' }))
    expect((await standing(a, [id]))[0]).toMatchObject({ sold: 'returned' })

    // What the other side said of a person goes with the person.
    await a.client.call(deleteLead, { params: { id } })
    const said = await a.db.engine`SELECT reason FROM feedback_in WHERE lead_id = ${id} AND reason IS NOT NULL`
    expect(said).toHaveLength(0)
  })
})

test('Either side can end it: the sending one sends no more, the receiving one lets nothing more in', async () => {
  await b.client.call(endPairing, { params: { id: pairing } })
  expect(await b.client.call(showPairing, { params: { id: pairing } })).toMatchObject({ state: 'ended' })
  const [sending] = await a.db.engine<{ id: string }[]>`SELECT id::text AS id FROM pairings WHERE delivery = 'stand-in'`
  await a.client.call(endPairing, { params: { id: sending?.id ?? '' } })
  expect(await a.client.call(showDelivery, { params: { key: 'stand-in' } })).toMatchObject({ status: 'paused' })
})
