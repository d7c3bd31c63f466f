// The event stream as its readers see it.

import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { updateLead } from '@switchyard/contract/leads/update.ts'
import { createKey } from '@switchyard/contract/keys/create.ts'
import { revokeKey } from '@switchyard/contract/keys/revoke.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { openEventStream, type EventStream, type StreamEvent } from '@switchyard/testkit/eventStream.ts'
import { runJob } from '@switchyard/testkit/job.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { publish } from './publish.ts'
import { streamsPerAccount } from './route.ts'

let app: TestApp
let buyer: Buyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
})

afterAll(async () => {
  await app.close()
  await buyer.close()
})

async function open(query = '', more: Readonly<Record<string, string>> = {}, key = app.key): Promise<EventStream> {
  const stream = await openEventStream(app.url, query, { authorization: `Bearer ${key}`, ...more })
  onTestFinished(() => stream.close())
  return stream
}

let marks = 0
/** Something on the topic `jobs` that this test alone can know. */
async function mark(accountId = app.accountId): Promise<(event: StreamEvent) => boolean> {
  marks += 1
  const data = { mark: marks }
  await publish(app.db.engine, accountId, 'jobs', data)
  return fitting(data.mark)
}

function fitting(value: number): (event: StreamEvent) => boolean {
  return ({ data }) => (data as { mark?: number }).mark === value
}

const marksOf = (stream: EventStream) => stream.events().flatMap(({ data }) => (data as { mark?: number }).mark ?? [])

function names(event: StreamEvent, leadId: string): boolean {
  return event.event === 'leads' && (event.data as { ids: string[] }).ids.includes(leadId)
}

test('It says what it is and sends what happens from now on, with ids that grow', async () => {
  const before = await mark()
  const stream = await open('?topics=jobs')
  expect(stream.status).toBe(200)
  expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8')
  expect(stream.headers['cache-control']).toContain('no-store')
  await expect.poll(() => stream.text()).toContain('retry: ')
  // The stream is open when its reader is listened for; an event from then on is seen.
  const first = await stream.next(await untilSeen(stream))
  const second = await stream.next(await mark())
  expect(second).toMatchObject({ event: 'jobs', id: expect.stringMatching(/^\d+$/) })
  expect(Number(second.id)).toBeGreaterThan(Number(first.id))
  expect(stream.events().some(before)).toBe(false)
})

/** Marks until one of them arrives: before that the stream may still be at its beginning. */
async function untilSeen(stream: EventStream): Promise<(event: StreamEvent) => boolean> {
  const fits: ((event: StreamEvent) => boolean)[] = []
  await expect
    .poll(
      async () => {
        fits.push(await mark())
        return stream.events().some((event) => fits.some((fit) => fit(event)))
      },
      { interval: 100, timeout: 5_000 },
    )
    .toBe(true)
  return (event) => fits.some((fit) => fit(event))
}

describe('A lead', () => {
  test('is told when it came in, when it is sold and when it is edited, with the counts', async () => {
    const stream = await open('?topics=leads,counters')
    const scene = await makeScene(app, 'stream-lead', { deliveries: { 'stream-lead': { url: buyer.url } } })
    await untilReady(stream)
    const { answer } = await scene.send()
    await stream.next((event) => names(event, answer.id))
    await app.idle()
    await expect
      .poll(() => total(stream), { timeout: 10_000 })
      .toMatchObject({ received: 1, accepted: 1, rejected: 0, sold: 1 })

    const seen = stream.events().length
    const body = { fields: { first_name: 'Eve' }, reason: 'Misspelt', revision: 1 }
    await app.client.call(updateLead, { params: { id: answer.id }, body })
    await stream.next((event) => stream.events().indexOf(event) >= seen && names(event, answer.id))
    expect(stream.events().every(({ event }) => event === 'leads' || event === 'counters')).toBe(true)
  })

  test('that a job works on is told, and so is the job', async () => {
    const stream = await open('?topics=leads,jobs')
    const scene = await makeScene(app, 'stream-job', { deliveries: { 'stream-job': { url: buyer.url } } })
    await untilReady(stream)
    const { answer } = await scene.send()
    await app.idle()
    await stream.next((event) => names(event, answer.id))
    const seen = stream.events().length
    const options = { set: { first_name: 'Eve' }, reason: 'Misspelt' }
    const job = await runJob(app.client, { action: 'edit', selection: { ids: [answer.id] }, options })
    await stream.next((event) => stream.events().indexOf(event) >= seen && names(event, answer.id))
    await stream.next(({ event, data }) => {
      const told = data as { id?: string; state?: string }
      return event === 'jobs' && told.id === job.id && told.state === 'done'
    })
  })

  test('that is a test is told and not counted', async () => {
    const stream = await open('?topics=leads,counters')
    const scene = await makeScene(app, 'stream-test', { deliveries: { 'stream-test': { url: buyer.url } } })
    await untilReady(stream)
    const { answer } = await scene.send({}, { test: true })
    await stream.next((event) => names(event, answer.id))
    const real = await scene.send({ email: 'no address' })
    await stream.next((event) => names(event, real.answer.id))
    await expect
      .poll(() => total(stream), { timeout: 10_000 })
      .toMatchObject({ received: 1, accepted: 0, rejected: 1, sold: 0 })
  })
})

/** The beginning of a stream without jobs is over when an event that was on its way before it is behind us. */
async function untilReady(stream: EventStream): Promise<void> {
  await expect
    .poll(
      async () => {
        await publish(app.db.engine, app.accountId, 'leads', { ids: ['0'], many: false })
        return stream.events().some((event) => names(event, '0'))
      },
      { interval: 100, timeout: 5_000 },
    )
    .toBe(true)
}

function total(stream: EventStream): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { event, data } of stream.events()) {
    if (event !== 'counters') continue
    for (const [name, value] of Object.entries(data as Record<string, number>)) sums[name] = (sums[name] ?? 0) + value
  }
  return sums
}

describe('Who comes back', () => {
  test('with the last id gets what came after it, in order, by header or by parameter', async () => {
    const first = await open('?topics=jobs')
    const { id } = await first.next(await untilSeen(first))
    first.close()
    const missed = [await mark(), await mark(), await mark()]
    for (const again of [await open('?topics=jobs', { 'last-event-id': id ?? '' }), await open(`?lastEventId=${id}`)]) {
      const places = []
      for (const fits of missed) places.push(Number((await again.next(fits)).id))
      expect(places).toEqual(places.toSorted((a, b) => a - b))
      expect(again.events().some((event) => event.event === 'gap')).toBe(false)
      expect(Math.min(...again.events().map((event) => Number(event.id)))).toBeGreaterThan(Number(id))
      // Live again.
      await again.next(await mark())
      expect(new Set(marksOf(again)).size).toBe(marksOf(again).length)
    }
  })

  test('with 0 gets all that is kept', async () => {
    const fits = await mark()
    const stream = await open('?topics=jobs', { 'last-event-id': '0' })
    await stream.next(fits)
    expect(marksOf(stream)).toContain(1)
    expect(stream.events().some((event) => event.event === 'gap')).toBe(false)
  })

  test('after too long is told that something is missing, and gets the rest', async () => {
    const first = await open('?topics=jobs')
    const { id } = await first.next(await untilSeen(first))
    await app.db.engine`DELETE FROM stream_events WHERE account_id = ${app.accountId} AND place <= ${id}`
    const kept = await mark()
    const again = await open('?topics=jobs', { 'last-event-id': id ?? '' })
    await again.next(kept)
    expect(again.events()[0]).toEqual({ id: null, event: 'gap', data: {} })
  })

  test('with an id that is none of ours is told so and hears what comes', async () => {
    for (const id of ['999999999999', 'yesterday']) {
      const stream = await open('?topics=jobs', { 'last-event-id': id })
      await stream.next(({ event }) => event === 'gap')
      await untilSeen(stream)
    }
  })
})

test('An event that is committed after a later one is not passed over', async () => {
  const stream = await open('?topics=jobs')
  await untilSeen(stream)
  let commit = () => {}
  const held = new Promise<void>((resolve) => (commit = resolve))
  const early = app.db.engine.begin(async (tx) => {
    await publish(tx, app.accountId, 'jobs', { mark: -1 })
    await held
  })
  const late = await stream.next(await mark())
  commit()
  await early
  const first = await stream.next(fitting(-1))
  expect(Number(first.id)).toBeGreaterThan(Number(late.id))
  // And who comes back with the id of the later one gets it too.
  const again = await open('?topics=jobs', { 'last-event-id': late.id ?? '' })
  await again.next(fitting(-1))
})

describe('Accounts', () => {
  test('hear nothing of each other, live or replayed', async () => {
    const other = await app.otherAccount()
    const own = await open('?topics=jobs')
    const theirs = await open('?topics=jobs', { 'last-event-id': '0' }, other.key)
    await untilSeen(own)
    const fits = await mark(other.accountId)
    await theirs.next(fits)
    await own.next(await mark())
    expect(own.events().some(fits)).toBe(false)
    expect(theirs.events()).toHaveLength(1)
    const replay = await open('?topics=jobs', { 'last-event-id': theirs.events()[0]?.id ?? '' })
    await replay.next(await untilSeen(replay))
    expect(replay.events().some(fits)).toBe(false)
  })

  test('may have so many streams open, and no more', async () => {
    const other = await app.otherAccount()
    const streams: EventStream[] = []
    for (let count = 0; count < streamsPerAccount; count += 1) streams.push(await open('', {}, other.key))
    expect(streams.every(({ status }) => status === 200)).toBe(true)
    const refused = await open('', {}, other.key)
    expect(refused.status).toBe(429)
    expect(refused.headers['retry-after']).toMatch(/^\d+$/)
    await expect.poll(() => refused.text()).toContain('too_many_streams')
    streams.pop()?.close()
    await expect.poll(async () => (await open('', {}, other.key)).status).toBe(200)
    expect((await open()).status).toBe(200)
  })
})

describe('A reader', () => {
  test('who is signed in reads with the cookie', async () => {
    const signIn = await fetch(`${app.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'admin@example.com', password: 'correct horse battery' }),
    })
    const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const stream = await openEventStream(app.url, '?topics=jobs', { cookie })
    onTestFinished(() => stream.close())
    expect(stream.status).toBe(200)
    await untilSeen(stream)
  })

  test.each(['?topics=money', '?topics=jobs,', '?since=1'])('who asks for %s is refused', async (query) => {
    const stream = await open(query)
    expect(stream.status).toBe(400)
  })

  test('of a key that only takes leads in is refused', async () => {
    const made = await app.client.call(createKey, { body: { scope: 'ingest', supplier: 'ADC1' } })
    expect((await open('', {}, made.key)).status).toBe(403)
    await app.client.call(revokeKey, { params: { id: made.id } })
    expect((await open('', {}, made.key)).status).toBe(401)
  })

  test('whose key is revoked is cut off with the next heartbeat, the others stay', async () => {
    const made = await app.client.call(createKey, { body: { scope: 'read' } })
    const stream = await open('', {}, made.key)
    const staying = await open()
    expect(stream.status).toBe(200)
    await app.client.call(revokeKey, { params: { id: made.id } })
    await expect.poll(() => stream.ended(), { timeout: 20_000 }).toBe(true)
    await expect.poll(() => staying.text(), { timeout: 20_000 }).toContain(': still here')
    expect(staying.ended()).toBe(false)
  }, 30_000)

  test('who does not read is cut off, and misses nothing when it comes back', async () => {
    const stream = await open('?topics=jobs')
    const { id } = await stream.next(await untilSeen(stream))
    stream.pause()
    const filler = 'x'.repeat(200_000)
    for (let count = 0; count < 60; count += 1) await publish(app.db.engine, app.accountId, 'jobs', { filler, count })
    const again = await open('?topics=jobs', { 'last-event-id': id ?? '' })
    await again.next(({ data }) => (data as { count?: number }).count === 59)
    const countsOf = (one: EventStream) => one.events().flatMap(({ data }) => (data as { count?: number }).count ?? [])
    expect(countsOf(again)).toEqual(Array.from({ length: 60 }, (_, count) => count))
    stream.resume()
    await expect.poll(() => stream.ended(), { timeout: 5_000 }).toBe(true)
    expect(countsOf(stream).length).toBeLessThan(60)
  })
})

test('A server that stops ends its streams', async () => {
  const stopping = await startTestApp()
  const stream = await openEventStream(stopping.url, '', { authorization: `Bearer ${stopping.key}` })
  await expect.poll(() => stream.text()).toContain('retry')
  await stopping.close()
  await expect.poll(() => stream.ended()).toBe(true)
})
