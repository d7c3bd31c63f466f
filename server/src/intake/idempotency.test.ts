import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createKey } from '@switchyard/contract/keys/create.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { putSupplier } from '@switchyard/contract/suppliers/put.ts'
import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import {
  addDelivery,
  campaignDocument,
  deliveryDocument,
  goodLead,
  setUpAutoWarranty,
} from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { detailOf, postLead, type Posted } from '@switchyard/testkit/postLead.ts'

let app: TestApp
let buyer: Buyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
  await app.client.call(putSupplier, { params: { sid: 'BETA' }, body: { name: 'Beta' } })
  const suppliers = { ...campaignDocument.suppliers, BETA: { active: true } }
  await app.client.call(putCampaign, {
    params: { reference: 'auto-warranty' },
    body: { ...campaignDocument, suppliers },
  })
  const document = deliveryDocument(`${buyer.url}/acme`)
  await addDelivery(app.client, 'acme', { ...document, request: { ...document.request, timeoutMs: 7_000 } })
})

afterAll(async () => {
  await app.close()
  await buyer.close()
})

let counter = 0
const newKey = () => `key-${(counter += 1)}`
const lead = (fields = goodLead(), more: object = {}) => ({
  campaign: 'auto-warranty',
  supplier: 'ADC1',
  fields,
  ...more,
})

async function leadCount(): Promise<number> {
  const [row] = await app.db.engine<{ count: number }[]>`SELECT count(*)::int AS count FROM leads`
  return row?.count ?? 0
}

function expectOneLead(answers: readonly Posted[]): void {
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  const first = answers.filter(({ headers }) => headers.get('idempotent-replay') === null)
  expect(first).toHaveLength(1)
  const repeats = answers.filter(({ headers }) => headers.get('idempotent-replay') === 'true')
  expect(repeats).toHaveLength(answers.length - 1)
}

describe('The same key with the same body', () => {
  test('is answered byte for byte the same, later too, when the lead has moved on', async () => {
    const headers = { 'idempotency-key': newKey() }
    const body = lead()
    const before = await leadCount()
    const first = await postLead(app, body, headers)
    await app.idle()
    const second = await postLead(app, body, headers)
    expectOneLead([first, second])
    expect(first.answer.sold).toBe('pending')
    expect((await detailOf(app, first.answer.id)).sold).toBe('sold')
    expect(await leadCount()).toBe(before + 1)
  })

  test('makes one lead of a hundred at once', async () => {
    const headers = { 'idempotency-key': newKey() }
    const body = lead()
    const before = await leadCount()
    const answers = await Promise.all(Array.from({ length: 100 }, () => postLead(app, body, headers)))
    expectOneLead(answers)
    expect(await leadCount()).toBe(before + 1)
  })

  test('makes one lead of a hundred at once that all wait for settlement', async () => {
    const headers = { 'idempotency-key': newKey(), prefer: 'wait=20' }
    const body = lead()
    const answers = await Promise.all(Array.from({ length: 100 }, () => postLead(app, body, headers)))
    expectOneLead(answers)
    expect(answers[0]?.answer.sold).toBe('sold')
  })

  test('is answered with the rejection that it met the first time', async () => {
    const headers = { 'idempotency-key': newKey() }
    const body = lead(goodLead({ email: 'no address' }))
    const before = await leadCount()
    const answers = [await postLead(app, body, headers), await postLead(app, body, headers)]
    expectOneLead(answers)
    expect(answers[0]?.answer).toMatchObject({
      status: 'rejected',
      disposition: { code: 'REJECT_LEAD_INVALID_EMAIL' },
    })
    expect(await leadCount()).toBe(before + 1)
  })

  test('waits five seconds for an answer that is not there yet, and is told to come back', async () => {
    const headers = { 'idempotency-key': newKey() }
    const body = lead(goodLead({ last_name: 'HANG' }))
    const patient = postLead(app, body, { ...headers, prefer: 'wait=6' })
    await expect.poll(() => buyer.requests().some((request) => request.behaviour === 'hang')).toBe(true)
    const impatient = await postLead(app, body, headers)
    expect(impatient).toMatchObject({ status: 409, code: 'in_progress' })
    expect(Number(impatient.headers.get('retry-after'))).toBeGreaterThan(0)
    const first = await patient
    expect(first.answer.sold).toBe('pending')
    expect((await postLead(app, body, headers)).text).toBe(first.text)
  }, 20_000)
})

describe('The same key with another body', () => {
  test('is refused, and nothing is stored', async () => {
    const headers = { 'idempotency-key': newKey() }
    await postLead(app, lead(), headers)
    const before = await leadCount()
    expect(await postLead(app, lead(), headers)).toMatchObject({ status: 422, code: 'idempotency_mismatch' })
    expect(await leadCount()).toBe(before)
  })

  test('is refused when both come at once', async () => {
    const headers = { 'idempotency-key': newKey() }
    const before = await leadCount()
    const answers = await Promise.all([postLead(app, lead(), headers), postLead(app, lead(), headers)])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 422]))
    expect(await leadCount()).toBe(before + 1)
  })

  test('does not use up the body: it is a new lead under another key', async () => {
    const headers = { 'idempotency-key': newKey() }
    await postLead(app, lead(), headers)
    const body = lead()
    await postLead(app, body, headers)
    const again = await postLead(app, body, { 'idempotency-key': newKey() })
    expect(again.answer.status).toBe('accepted')
    expect(again.headers.get('idempotent-replay')).toBeNull()
  })
})

describe('The same key of somebody else', () => {
  test('is another lead: a supplier of the same account', async () => {
    const headers = { 'idempotency-key': newKey() }
    const ours = await postLead(app, lead(), headers)
    const theirs = await postLead(app, lead(goodLead(), { supplier: 'BETA' }), headers)
    expect(theirs.answer.status).toBe('accepted')
    expect(theirs.answer.id).not.toBe(ours.answer.id)
  })

  test('is another lead: another account', async () => {
    const other = await app.otherAccount()
    await setUpAutoWarranty(other.client)
    const headers = { 'idempotency-key': newKey() }
    const body = lead()
    const ours = await postLead(app, body, headers)
    const theirs = await postLead({ url: app.url, key: other.key }, body, headers)
    expect(theirs.answer.status).toBe('accepted')
    expect(theirs.answer.id).not.toBe(ours.answer.id)
  })

  test('is the same lead when two keys of one supplier send it', async () => {
    const body = { name: 'Landing page', scope: 'ingest', supplier: 'ADC1' } as const
    const keys = [await app.client.call(createKey, { body }), await app.client.call(createKey, { body })]
    const headers = { 'idempotency-key': newKey() }
    const sent = JSON.stringify(lead(goodLead(), { supplier: undefined }))
    const answers = []
    for (const { key } of keys) answers.push(await postLead({ url: app.url, key }, sent, headers))
    expectOneLead(answers)
  })
})

describe('The same payload without a key', () => {
  test('is the same lead within a minute, and says how it stands now', async () => {
    const body = lead()
    const first = await postLead(app, body)
    await app.idle()
    const second = await postLead(app, body)
    expect(second.answer).toMatchObject({ id: first.answer.id, status: 'accepted', sold: 'sold' })
    expect(second.headers.get('idempotent-replay')).toBe('true')
  })

  test('is one lead when a hundred come at once', async () => {
    const body = lead()
    const before = await leadCount()
    const answers = await Promise.all(Array.from({ length: 100 }, () => postLead(app, body)))
    expect(new Set(answers.map(({ answer }) => answer.id)).size).toBe(1)
    expect(await leadCount()).toBe(before + 1)
  })

  test('is judged anew a minute later', async () => {
    const body = lead()
    const first = await postLead(app, body)
    await app.db
      .engine`UPDATE idempotency SET created_at = created_at - interval '61 seconds' WHERE lead_id = ${first.answer.id}`
    const second = await postLead(app, body)
    expect(second.answer).toMatchObject({ status: 'rejected', duplicateOf: first.answer.id })
  })

  test('of another supplier is judged by itself', async () => {
    const fields = goodLead()
    const first = await postLead(app, lead(fields))
    const second = await postLead(app, lead(fields, { supplier: 'BETA' }))
    expect(second.answer).toMatchObject({ status: 'rejected', duplicateOf: first.answer.id })
  })
})

describe('In a batch', () => {
  const send = async (leads: readonly ReturnType<typeof lead>[]) => {
    const { results } = await app.client.call(createLeads, { body: { leads: [...leads] } })
    return results
  }

  test('each lead has a key of its own, which a second batch repeats', async () => {
    const leads = [0, 1, 2].map(() => lead(goodLead(), { idempotencyKey: newKey() }))
    const before = await leadCount()
    const first = await send(leads)
    await app.idle()
    expect(await send(leads)).toEqual(first)
    expect(await leadCount()).toBe(before + 3)
  })

  test('two leads under one key are one lead when they are equal and a mismatch when not', async () => {
    const key = newKey()
    const one = lead(goodLead(), { idempotencyKey: key })
    const [first, equal, other] = await send([one, one, lead(goodLead(), { idempotencyKey: key })])
    expect(first).toMatchObject({ status: 'accepted' })
    expect(equal).toEqual(first)
    expect(other).toMatchObject({ status: 422, code: 'idempotency_mismatch' })
  })

  test('a key given in the body of a single lead counts like the header', async () => {
    const idempotencyKey = newKey()
    const body = lead(goodLead(), { idempotencyKey })
    expectOneLead([await postLead(app, body), await postLead(app, body)])
    expect(await postLead(app, lead(goodLead(), { idempotencyKey }))).toMatchObject({
      status: 422,
      code: 'idempotency_mismatch',
    })
  })
})

test('An Idempotency-Key longer than 255 characters is refused', async () => {
  const told = await postLead(app, lead(), { 'idempotency-key': 'k'.repeat(256) })
  expect(told.status).toBe(400)
  expect(told.text).toContain('Idempotency-Key')
})

test('A repeat of a lead that was answered 404 is not remembered: the campaign may come later', async () => {
  const headers = { 'idempotency-key': newKey() }
  const body = lead(goodLead(), { campaign: 'later' })
  expect((await postLead(app, body, headers)).status).toBe(404)
  await app.client.call(putCampaign, { params: { reference: 'later' }, body: campaignDocument })
  expect((await postLead(app, body, headers)).answer.status).toBe('accepted')
})
