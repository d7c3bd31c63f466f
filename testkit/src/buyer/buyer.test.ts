import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'

import { request } from 'undici'
import { expect, it, onTestFinished } from 'vitest'

import { startBuyer, type BuyerOptions } from './buyer.ts'
import { startBuyerProcess } from './startBuyerProcess.ts'

async function setup(options: BuyerOptions = {}) {
  const buyer = await startBuyer(options)
  onTestFinished(() => buyer.close())
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await request(buyer.url + path, { method: 'POST', body: text, headers, reset: true })
    return { status: response.statusCode, body: await response.body.text() }
  }
  return { buyer, post }
}

const accepted = (number: number) => ({ status: 200, body: `{"status":"accepted","id":"B-${number}","price":"12.50"}` })

it('accepts leads and remembers them', async () => {
  const { buyer, post } = await setup()
  expect(await post('/any', { email: 'a@b.example' })).toEqual(accepted(1))
  expect(await post('/any', { email: 'c@b.example' })).toEqual(accepted(2))
  expect(buyer.requests().map(({ url, body }) => [url, body])).toEqual([
    ['/any', '{"email":"a@b.example"}'],
    ['/any', '{"email":"c@b.example"}'],
  ])
})

it.each([
  '{"vehicle_year":2025}',
  '{"vehicle":{"year":"2025"}}',
  'vehicle_year=2025',
  '<lead><vehicleYear>2025</vehicleYear></lead>',
])('refuses the vehicle year in %s', async (body) => {
  const { post } = await setup()
  expect(await post('/', body)).toEqual({
    status: 200,
    body: '{"status":"rejected","message":"vehicle_year 2025 not allowed"}',
  })
  expect(await post('/', body.replace('2025', '2015'))).toEqual(accepted(2))
})

it.each([
  ['REFUSE', 200, 'rejected'],
  ['DUPLICATE', 200, 'duplicate'],
  ['ERROR500', 500, 'broke'],
  ['THROTTLE', 429, 'slow down'],
  ['ODD', 200, '{"st":"dup"}'],
])('obeys the last name %s', async (name, status, text) => {
  const { post } = await setup()
  for (const body of [{ last_name: name }, { lastName: name.toLowerCase() }, `last_name=${name}`]) {
    const answer = await post('/', body)
    expect(answer.status).toBe(status)
    expect(answer.body).toContain(text)
  }
})

it('succeeds at the try that the path names', async () => {
  const { post } = await setup()
  const statuses = []
  for (const key of ['a', 'a', 'b', 'a'])
    statuses.push((await post('/flaky?ok=3', {}, { 'idempotency-key': key })).status)
  expect(statuses).toEqual([500, 500, 500, 200])
})

it('writes a line for every request before it answers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-buyer-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const logFile = join(folder, 'log.jsonl')
  const { post } = await setup({ logFile })
  await post('/x', { a: 1 })
  const lines = readFileSync(logFile, 'utf8').trim().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { url: '/x', body: '{"a":1}', behaviour: 'accept' },
  ])
})

it('runs as a process of its own', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'buyerProcess.ts'), '--price=7.00'])
  onTestFinished(() => void child.kill())
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data: Buffer) => resolve(data.toString())),
  )
  const { url } = JSON.parse(line) as { url: string }
  const response = await request(url, { method: 'POST', body: '{}', reset: true })
  expect(await response.body.json()).toEqual({ status: 'accepted', id: 'B-1', price: '7.00' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

it.each(['gzip', 'br', 'zstd'])('packs a bomb with %s', async (encoding) => {
  const { buyer } = await setup()
  const response = await request(`${buyer.url}/bomb?mb=5&encoding=${encoding}`, { method: 'POST', reset: true })
  expect(response.headers['content-encoding']).toBe(encoding)
  const packed = Buffer.from(await response.body.arrayBuffer())
  expect(packed.length).toBeLessThan(20_000)
  const unpack = { gzip: gunzipSync, br: brotliDecompressSync, zstd: zstdDecompressSync }[encoding]
  expect(unpack?.(packed)).toHaveLength(5 * 1024 * 1024)
})

it('says no word of how long to wait when it is asked not to', async () => {
  const { buyer } = await setup()
  const headersOf = async (path: string) => {
    const response = await request(buyer.url + path, { method: 'POST', body: '{}', reset: true })
    await response.body.dump()
    return response.headers['retry-after']
  }
  expect([await headersOf('/429'), await headersOf('/503?after=soon'), await headersOf('/429?after=')]).toEqual([
    '1',
    'soon',
    undefined,
  ])
})

it('is driven and asked from outside when it is a process of its own', async () => {
  const buyer = await startBuyerProcess()
  onTestFinished(() => buyer.close())
  const post = async (path: string) => {
    const headers = { 'Idempotency-Key': 'k-1', 'X-Attempt': '2' }
    const response = await request(buyer.url + path, { method: 'POST', body: '{}', headers, reset: true })
    await response.body.dump()
    return response.statusCode
  }
  const first = await post('/a')
  await buyer.behave('error')
  expect([first, await post('/a'), await post('/accept')]).toEqual([200, 500, 200])
  expect(await buyer.requests()).toMatchObject([
    { url: '/a', key: 'k-1', attempt: '2', behaviour: 'accept' },
    { url: '/a', behaviour: 'error' },
    { url: '/accept', behaviour: 'accept' },
  ])
  expect(await buyer.counts('/a')).toEqual({ requests: 2, mostAtOnce: 1 })
  expect(await buyer.counts()).toEqual({ requests: 3, mostAtOnce: 1 })
})
