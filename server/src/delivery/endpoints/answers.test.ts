// What destinations do to a call, by a buyer in a process of its own (reliability.md F21 to F33, F37).

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { showDeliveryHealth } from '@switchyard/contract/deliveries/health.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty, type DeliveryInput } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyerProcess, type BuyerProcess } from '@switchyard/testkit/buyer/startBuyerProcess.ts'
import { detailOf, type LeadDetail } from '@switchyard/testkit/postLead.ts'
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

let counter = 0
const never = { delaysSeconds: [], maxAgeHours: 24 }

async function sendTo(path: string, more: Partial<DeliveryInput> = {}, timeoutMs = 5000) {
  counter += 1
  const key = `answers-${counter}`
  const scene = await makeScene(app, key, {
    deliveries: { [key]: { url: buyer.url + path, retry: never, ...more, timeoutMs } },
  })
  const { answer } = await scene.send()
  await app.idle()
  const lead = await detailOf(app, answer.id)
  const seen = (await buyer.requests()).filter((request) => request.key === lead.dispatches[0]?.id)
  return { key, lead, seen, attempts: lead.dispatches[0]?.attempts ?? [] }
}

const stateOf = (lead: LeadDetail) => lead.dispatches[0]?.state

describe('A call that', () => {
  test.each([
    ['is never answered (F21)', '/hang', 'No answer'],
    ['drips headers (F22)', '/dripHeaders?everyMs=50', 'No answer'],
    ['drips a body (F22)', '/drip?everyMs=50', 'No complete answer'],
    ['is flooded with interim answers (F32)', '/flood', 'No answer'],
    ['is reset after the request (F24)', '/reset', 'closed the connection without an answer'],
    ['is reset inside the body, where the body decides (F25)', '/resetBody', 'closed the connection inside its answer'],
    ['gets 1 MB of headers (F32)', '/bigHeaders', 'did not answer with valid HTTP'],
    ['gets 10,000 headers (F32)', '/manyHeaders', 'did not answer with valid HTTP'],
    ['gets no HTTP (F32)', '/garbage', 'did not answer with valid HTTP'],
    ['gets HTTP/0.9 (F32)', '/http09', 'did not answer with valid HTTP'],
  ])('%s is unknown, and nothing is sent again', async (_, path, words) => {
    const { lead, seen, attempts } = await sendTo(path, { retry: { delaysSeconds: [1, 1], maxAgeHours: 24 } }, 1000)
    expect(attempts).toMatchObject([{ outcome: 'unknown', reason: expect.stringContaining(words) }])
    expect(stateOf(lead)).toBe('review')
    expect(seen.map(({ attempt }) => attempt)).toEqual(['1'])
  })

  test('is reset inside the body is an acceptance when the status alone decides (F25)', async () => {
    const { lead } = await sendTo('/resetBody', { answers: [{ when: { status: [200] }, outcome: 'accepted' }] })
    expect(stateOf(lead)).toBe('accepted')
  })

  test('ends at its deadline and frees its place at once (F21)', async () => {
    const { attempts } = await sendTo('/hang', {}, 1000)
    // The clock of the call itself: what a busy machine adds to it is far below one more second.
    expect(attempts[0]?.durationMs).toBeGreaterThanOrEqual(1000)
    expect(attempts[0]?.durationMs).toBeLessThan(1500)
    expect(app.context.engine?.dispatcher.inFlight).toBe(0)
  })

  test.each(['301', '302', '303', '307', '308'])('is redirected with %s is not followed (F30)', async (status) => {
    const { lead, seen } = await sendTo(`/redirect?status=${status}&to=${encodeURIComponent(`${buyer.url}/accept`)}`)
    expect(lead.dispatches[0]).toMatchObject({ state: 'failed', reason: expect.stringContaining('not followed') })
    expect(seen).toHaveLength(1)
  })
})

describe('An answer', () => {
  test.each([
    ['after interim ones (F32)', '/earlyHints'],
    ['with a byte order mark (F33)', '/bom'],
    ['in another charset (F33)', '/latin1'],
    ['with bytes that are not UTF-8 (F33)', '/badUtf8'],
    ['with numbers above 2^53 (F33)', '/bigNumbers'],
  ])('%s is understood', async (_, path) => {
    expect(stateOf((await sendTo(path)).lead)).toBe('accepted')
  })

  test('of 100 MB is cut, and costs next to no memory (F26)', async () => {
    const before = process.memoryUsage().rss
    const { lead, attempts } = await sendTo('/huge?mb=100')
    expect(stateOf(lead)).toBe('failed')
    expect(attempts[0]?.response).toMatchObject({ status: 200, truncated: true })
    expect(process.memoryUsage().rss - before).toBeLessThan(60e6)
  })

  test.each(['gzip', 'br', 'zstd'])('that is a %s bomb is cut, and costs little memory (F27)', async (encoding) => {
    const before = process.memoryUsage().rss
    const { lead, attempts } = await sendTo(`/bomb?mb=100&encoding=${encoding}`)
    expect(stateOf(lead)).toBe('failed')
    expect(attempts[0]).toMatchObject({ outcome: 'unrecognised', response: { truncated: true } })
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6)
  })

  test.each(['/empty', '/html', '/odd', '/deep', '/nul'])(
    'that no rule knows is unrecognised, kept, and counted: %s (F33)',
    async (path) => {
      const { key, lead, attempts } = await sendTo(path)
      expect(stateOf(lead)).toBe('failed')
      expect(attempts).toMatchObject([{ outcome: 'unrecognised', rule: null, response: { status: 200 } }])
      const health = await app.client.call(showDeliveryHealth, { params: { key } })
      expect(health.lastHour).toEqual({ unrecognised: 1 })
    },
  )
})

test('A connection that was kept and is closed under the request is unknown, not sent twice (F37)', async () => {
  const scene = await makeScene(app, 'stale', { deliveries: { stale: { url: `${buyer.url}/staleSocket` } } })
  const outcomes: string[] = []
  for (let lead = 0; lead < 2; lead += 1) {
    const { answer } = await scene.send()
    await app.idle()
    outcomes.push((await detailOf(app, answer.id)).dispatches[0]?.attempts[0]?.outcome ?? '')
  }
  expect(outcomes).toEqual(['accepted', 'unknown'])
})
