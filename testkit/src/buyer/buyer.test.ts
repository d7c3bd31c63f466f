import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { request } from 'undici'
import { expect, it, onTestFinished } from 'vitest'

import { startBuyer, type BuyerOptions } from './buyer.ts'

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
