// What goes wrong on the way to a buyer, and what becomes of the lead then (product.md 4, reliability.md F21 to F34).

import { gzipSync } from 'node:zlib'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { detailOf, type LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene, type SceneDelivery } from '@switchyard/testkit/scene.ts'

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

async function buyerThat(answer: Parameters<typeof startScriptedBuyer>[0]): Promise<ScriptedBuyer> {
  const made = await startScriptedBuyer(answer)
  scripted.push(made)
  return made
}

let counter = 0
const once = { delaysSeconds: [], maxAgeHours: 24 }
const soon = { delaysSeconds: [1, 1, 1], maxAgeHours: 24 }

function sceneWith(delivery: SceneDelivery) {
  counter += 1
  return makeScene(app, `faults-${counter}`, { deliveries: { [`faults-${counter}`]: delivery } })
}

async function outcomeOf(delivery: SceneDelivery): Promise<LeadDetail> {
  return (await sceneWith(delivery)).settle()
}

const attemptsOf = (lead: LeadDetail) => lead.dispatches[0]?.attempts ?? []
const outcomes = (lead: LeadDetail) => attemptsOf(lead).map(({ outcome }) => outcome)
const at = (path: string) => `${buyer.url}/${path}`

describe('No answer within the deadline', () => {
  test.each(['hang', 'drip', 'dripHeaders'])(
    'leaves the lead in review when nothing may be re-sent: %s',
    async (path) => {
      const scene = await sceneWith({ url: at(path), timeoutMs: 1000, retry: soon })
      const { answer } = await scene.send()
      await app.idle()
      const lead = await detailOf(app, answer.id)
      expect(lead).toMatchObject({ sold: 'pending', deliveryStatus: 'pending', dispatches: [{ state: 'review' }] })
      expect(attemptsOf(lead)).toMatchObject([
        { number: 1, outcome: 'unknown', reason: expect.stringMatching(/within 1 s/) },
      ])
      expect(lead.dispatches[0]?.reason).toContain('within 1 s')
    },
  )

  test('is sent again under the same key where the buyer de-duplicates', async () => {
    const slowOnce = await buyerThat((request, response) => {
      if (request.seen > 1) answerJson(response, 200, { status: 'accepted' })
    })
    const lead = await outcomeOf({ url: slowOnce.url, timeoutMs: 1000, onUnknown: 'resend', retry: soon })
    expect(lead).toMatchObject({ sold: 'sold', dispatches: [{ state: 'accepted', tries: 2 }] })
    expect(outcomes(lead)).toEqual(['unknown', 'accepted'])
    const keys = slowOnce.requests().map(({ headers }) => headers['idempotency-key'])
    expect(new Set(keys)).toEqual(new Set([lead.dispatches[0]?.id]))
    expect(slowOnce.requests().map(({ headers }) => headers['x-attempt'])).toEqual(['1', '2'])
  })

  test('and then "duplicate" means that the buyer has the lead', async () => {
    const forgetful = await buyerThat((request, response) => {
      if (request.seen > 1) answerJson(response, 200, { status: 'duplicate' })
    })
    const lead = await outcomeOf({
      url: forgetful.url,
      timeoutMs: 1000,
      onUnknown: 'resend',
      retry: soon,
      answers: [{ when: { json: { path: 'status', is: 'duplicate' } }, outcome: 'duplicate' }],
    })
    expect(lead).toMatchObject({
      sold: 'sold',
      revenue: '12.50',
      dispatches: [{ state: 'accepted', reason: 'confirmed by duplicate' }],
    })
    expect(outcomes(lead)).toEqual(['unknown', 'duplicate'])
  })

  test('"duplicate" at the first try is a refusal', async () => {
    const lead = await outcomeOf({
      url: at('duplicate'),
      answers: [{ when: { json: { path: 'status', is: 'duplicate' } }, outcome: 'duplicate' }],
    })
    expect(lead).toMatchObject({ sold: 'unsold', dispatches: [{ state: 'rejected' }] })
  })
})

describe('A broken connection', () => {
  test.each(['reset', 'close', 'garbage', 'bigHeaders'])(
    'after the request is unknown, not a failure: %s',
    async (path) => {
      const scene = await sceneWith({ url: at(path), retry: soon })
      const { answer } = await scene.send()
      await app.idle()
      const lead = await detailOf(app, answer.id)
      expect(lead).toMatchObject({ sold: 'pending', dispatches: [{ state: 'review' }] })
      expect(outcomes(lead)).toEqual(['unknown'])
    },
  )

  test('inside the answer counts as the answer when its status decides', async () => {
    const lead = await outcomeOf({
      url: at('resetBody'),
      answers: [{ when: { status: [200] }, outcome: 'accepted' }],
    })
    expect(lead).toMatchObject({ sold: 'sold', dispatches: [{ state: 'accepted' }] })
  })

  test('inside the answer is unknown when its body decides', async () => {
    const scene = await sceneWith({ url: at('resetBody') })
    const { answer } = await scene.send()
    await app.idle()
    expect(outcomes(await detailOf(app, answer.id))).toEqual(['unknown'])
  })

  test('that was never made is tried again, and was not sent', async () => {
    const gone = await startBuyer()
    await gone.close()
    const scene = await sceneWith({ url: gone.url, retry: soon })
    const { answer } = await scene.send()
    await expect.poll(async () => outcomes(await detailOf(app, answer.id))[0]).toBe('not_sent')
    const back = await startBuyer({ port: gone.port })
    try {
      await expect.poll(async () => (await detailOf(app, answer.id)).sold, { timeout: 10_000 }).toBe('sold')
      const lead = await detailOf(app, answer.id)
      expect(attemptsOf(lead)[0]?.reason).toContain('refused the connection')
      expect(back.requests()).toHaveLength(1)
    } finally {
      await back.close()
    }
  })

  test('that is never made fails with the number of tries and the last reason', async () => {
    const gone = await startBuyer()
    await gone.close()
    const lead = await outcomeOf({ url: gone.url, retry: { delaysSeconds: [1], maxAgeHours: 24 } })
    expect(lead).toMatchObject({ sold: 'unsold', deliveryStatus: 'fail', dispatches: [{ state: 'failed', tries: 2 }] })
    expect(lead.dispatches[0]?.reason).toMatch(/after 2 tries; the last one: .*refused the connection/)
  })
})

describe('An answer that is no answer yet', () => {
  test('500 is tried again until the buyer takes the lead', async () => {
    const lead = await outcomeOf({ url: at('flaky?ok=3'), retry: soon })
    expect(lead).toMatchObject({ sold: 'sold', dispatches: [{ state: 'accepted', tries: 3 }] })
    expect(outcomes(lead)).toEqual(['retryable', 'retryable', 'accepted'])
  })

  test('429 waits as long as the buyer asks and is no try', async () => {
    const busyOnce = await buyerThat((request, response) => {
      if (request.seen > 1) answerJson(response, 200, { status: 'accepted' })
      else response.writeHead(429, { 'retry-after': '2' }).end()
    })
    const lead = await outcomeOf({ url: busyOnce.url, retry: { delaysSeconds: [3600], maxAgeHours: 24 } })
    expect(outcomes(lead)).toEqual(['throttled', 'accepted'])
    const [first, second] = attemptsOf(lead).map(({ at: time }) => Date.parse(time))
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(2000)
    expect(lead).toMatchObject({ sold: 'sold', dispatches: [{ state: 'accepted', tries: 1 }] })
  })

  test.each(['30000000000', '-1', 'tomorrow', 'Mon, 01 Jan 2001 00:00:00 GMT'])(
    '503 with Retry-After "%s" waits for a time within reason',
    async (after) => {
      const scene = await sceneWith({ url: at(`busy?after=${encodeURIComponent(after)}`), retry: soon })
      const { answer } = await scene.send()
      await expect.poll(async () => outcomes(await detailOf(app, answer.id))[0]).toBe('throttled')
      const [dispatch] = (await detailOf(app, answer.id)).dispatches
      const waitMs = Date.parse(dispatch?.dueAt ?? '') - Date.now()
      expect(waitMs).toBeLessThan(6.7 * 3_600_000)
    },
  )
})

describe('An answer of the wrong kind', () => {
  test('a redirect is not followed, and the dispatch fails with its target', async () => {
    const other = await startBuyer()
    const lead = await outcomeOf({ url: at(`redirect?status=307&to=${encodeURIComponent(other.url)}`), retry: soon })
    expect(lead).toMatchObject({
      sold: 'unsold',
      dispatches: [{ state: 'failed', reason: expect.stringContaining('not followed') }],
    })
    expect(lead.dispatches[0]?.reason).toContain(other.url)
    expect(other.requests()).toHaveLength(0)
    await other.close()
  })

  test('that no rule knows fails as unrecognised, and the raw answer is kept', async () => {
    const lead = await outcomeOf({ url: at('odd'), retry: soon })
    expect(lead).toMatchObject({ sold: 'unsold', dispatches: [{ state: 'failed' }] })
    expect(attemptsOf(lead)).toMatchObject([
      { outcome: 'unrecognised', rule: null, response: { status: 200, body: '{"st":"dup"}' } },
    ])
    expect(lead.dispatches[0]?.reason).toContain('{"st":"dup"}')
  })

  test('that no rule knows waits for a person where the delivery says so', async () => {
    const scene = await sceneWith({ url: at('odd'), otherwise: 'review' })
    const { answer } = await scene.send()
    await app.idle()
    expect(await detailOf(app, answer.id)).toMatchObject({ sold: 'pending', dispatches: [{ state: 'review' }] })
  })

  test.each(['empty', 'html', 'deep', 'doctype', 'unauthorised'])(
    'is unrecognised, never guessed: %s',
    async (path) => {
      const lead = await outcomeOf({ url: at(path), retry: once })
      expect(lead).toMatchObject({ sold: 'unsold', dispatches: [{ state: 'failed' }] })
      expect(outcomes(lead)).toEqual(['unrecognised'])
    },
  )

  test('of 20 MB is read to 256 KB and stored to 64 KB', async () => {
    const lead = await outcomeOf({ url: at('huge?mb=20'), retry: once })
    const [attempt] = attemptsOf(lead)
    expect(attempt?.response).toMatchObject({ status: 200, truncated: true })
    expect(attempt?.response?.body).toHaveLength(64 * 1024)
  })

  test('that unpacks to 50 MB is cut like every long one', async () => {
    const [attempt] = attemptsOf(await outcomeOf({ url: at('bomb?mb=50'), retry: once }))
    expect(attempt?.response).toMatchObject({ truncated: true })
    expect(attempt?.response?.body.length).toBeLessThanOrEqual(64 * 1024)
  })

  test('that is packed though we asked for plain is understood', async () => {
    const packing = await buyerThat((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"status":"accepted"}'))
    })
    expect(await outcomeOf({ url: packing.url })).toMatchObject({ sold: 'sold' })
  })
})

describe('Characters that the database cannot hold', () => {
  test.each([
    ['NUL in the body', Buffer.from('{"status":"rejected","message":"no\0pe"}')],
    ['NUL escaped in the reason', Buffer.from(String.raw`{"status":"rejected","message":"no\u0000pe"}`)],
    ['half a surrogate pair in the reason', Buffer.from(String.raw`{"status":"rejected","message":"no\ud800pe"}`)],
    [
      'bytes that are not UTF-8',
      Buffer.concat([
        Buffer.from('{"status":"rejected","message":"no'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('pe"}'),
      ]),
    ],
  ])('%s are stored as the replacement character', async (_, bytes) => {
    const odd = await buyerThat((_request, response) => void response.writeHead(200).end(bytes))
    const lead = await outcomeOf({
      url: odd.url,
      answers: [{ when: { text: { contains: 'rejected' } }, outcome: 'rejected', reason: { json: 'message' } }],
    })
    expect(lead).toMatchObject({ sold: 'unsold', dispatches: [{ state: 'rejected' }] })
    const [attempt] = attemptsOf(lead)
    expect(attempt?.outcome).toBe('rejected')
    expect(attempt?.response?.status).toBe(200)
    expect(attempt?.response?.body).toContain('pe')
    for (const text of [attempt?.reason, attempt?.response?.body]) {
      expect(text).not.toContain('\0')
      expect(text?.isWellFormed()).toBe(true)
    }
  })

  test('in reference and price stop nobody else', async () => {
    const odd = await buyerThat((_request, response) => {
      const body = String.raw`{"status":"accepted","id":"B\u0000\ud8001","price":"1\u00002.50"}`
      response.writeHead(200).end(body)
    })
    const lead = await outcomeOf({ url: odd.url, price: { kind: 'answer', fallback: '3.00' } })
    expect(lead).toMatchObject({ sold: 'sold', revenue: '3.00', dispatches: [{ state: 'accepted' }] })
    expect(await outcomeOf({ url: at('accept') })).toMatchObject({ sold: 'sold' })
  })
})

describe('Secrets', () => {
  test.each([
    ['bearer', { kind: 'bearer', secret: 'sesame-1234' } as const, 'authorization', 'Bearer sesame-1234'],
    ['header', { kind: 'header', name: 'X-Key', secret: 'sesame-1234' } as const, 'x-key', 'sesame-1234'],
  ])('are sent and never stored: %s', async (_, auth, header, value) => {
    const scene = await sceneWith({
      url: at('accept'),
      request: { url: at('accept'), method: 'POST', format: 'json', body: { email: '{{ email }}' }, auth },
    })
    const lead = await scene.settle()
    const sent = buyer.requests().find(({ headers }) => headers['idempotency-key'] === lead.dispatches[0]?.id)
    expect(sent?.headers[header]).toBe(value)
    expect(attemptsOf(lead)[0]?.response?.status).toBe(200)
    expect(JSON.stringify(lead)).not.toContain('sesame')
    const rows = await app.db.engine`SELECT request::text AS request FROM attempt_bodies`
    expect(JSON.stringify(rows)).not.toContain('sesame')
  })
})
