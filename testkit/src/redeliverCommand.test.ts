// `switchyard redeliver` and `switchyard job …` as people start them, against a whole server and a buyer that listens.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startTestApp, type TestApp } from './app.ts'
import { setUpAutoWarranty } from './autoWarranty.ts'
import { startBuyer, type Buyer } from './buyer/buyer.ts'
import { makeScene } from './scene.ts'

let app: TestApp
let buyer: Buyer
let good: string
let bad: string

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
  const scene = await makeScene(app, 'cars', { deliveries: { crm: { url: buyer.url, trigger: 'manual' } } })
  good = (await scene.send({ vehicle_year: 2015 })).answer.id
  bad = (await scene.send({ vehicle_year: 2025 })).answer.id
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

async function switchyard(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const program = join(import.meta.dirname, '../../cli/bin/switchyard.js')
  const env = { ...process.env, SWITCHYARD_URL: app.url, SWITCHYARD_KEY: app.key }
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}

describe('switchyard redeliver', () => {
  test('says what would be done, and does nothing, with --plan', async () => {
    const run = await switchyard('redeliver', '--query', 'campaign=cars', '--delivery', 'crm', '--plan')
    expect(run).toMatchObject({ code: 0, err: '' })
    expect(run.out).toContain('2 leads: 2 will be done, 0 left out')
    expect(run.out).toContain('at most 25.00 GBP revenue')
    expect(buyer.requests()).toHaveLength(0)
  })

  test('ends with 0 when all is done, 2 when part of it failed, 1 when nothing was done', async () => {
    const partly = await switchyard('redeliver', '--query', 'campaign=cars', '--json')
    expect(partly.code).toBe(2)
    expect(JSON.parse(partly.out)).toMatchObject({ state: 'done', outcomes: { accepted: 1, rejected: 1 } })
    const all = await switchyard('redeliver', '--ids', good, '--include-accepted')
    expect(all.code).toBe(0)
    expect(all.out).toContain('1 of 1 done: 1 succeeded, 0 failed, 0 left out')
    expect(all.err).toContain('1 leads: 1 will be done')
    const none = await switchyard('redeliver', '--ids', good)
    expect(none.code).toBe(1)
    expect(none.err).toContain('left out 1: already accepted by crm')
  })

  test('takes a number of the results, and refuses what it cannot understand', async () => {
    const some = await switchyard('redeliver', '--query', 'campaign=cars', '--take', '1', '--order', 'newest', '--json')
    expect(JSON.parse(some.out)).toMatchObject({ total: 1, failed: 1, selection: { take: { count: 1 } } })
    expect(some.code).toBe(1)
    const refused = await switchyard('redeliver', '--query', 'sold=maybe')
    expect(refused.code).toBe(1)
    expect(refused.err).toContain("selection.query.sold: 'maybe' is not one of")
  }, 60_000)
})

describe('switchyard job', () => {
  test('shows, lists, retries and watches, and says when it is too late to pause', async () => {
    const made = await switchyard('redeliver', '--ids', bad, '--json')
    const { id } = JSON.parse(made.out) as { id: string }
    const shown = await switchyard('job', 'show', id)
    expect(shown.out).toContain(`Job ${id}: redeliver, done`)
    expect(shown.out).toMatch(new RegExp(`${bad} +failed +rejected +vehicle_year 2025 not allowed`))
    expect((await switchyard('job', 'list')).out).toContain('1 of 1')
    const again = await switchyard('job', 'retry', id, '--json')
    expect(JSON.parse(again.out)).toMatchObject({ id, state: 'running' })
    expect(await switchyard('job', 'watch', id, '--json')).toMatchObject({ code: 1 })
    const refused = await switchyard('job', 'pause', id)
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('This job is done: only a running job can be paused')
    expect((await switchyard('lead', 'list', '--job', id, '--json')).out).toContain(`"id":"${bad}"`)
  }, 60_000)

  test('takes a job back, after it has said what can be', async () => {
    const options = ['--action', 'unsubscribe', '--options', '{"channels":"all"}', '--ids', `${good},${bad}`]
    const { id } = JSON.parse((await switchyard('job', 'run', ...options, '--json')).out) as { id: string }
    const planned = await switchyard('job', 'undo', id, '--plan')
    expect(planned.out).toContain('2 leads: 2 will be done, 0 left out')
    const done = await switchyard('job', 'undo', id)
    expect(done).toMatchObject({ code: 0 })
    expect(done.out).toContain(`takes back job ${id}`)
    const twice = await switchyard('job', 'undo', id)
    expect(twice.code).toBe(1)
    expect(twice.err).toContain('takes this one back')
  }, 60_000)

  test('sends what is to be tried first, tells what came of it, and leaves the rest waiting', async () => {
    const tried = await switchyard('redeliver', '--ids', `${good},${bad}`, '--include-accepted', '--try', '1')
    expect(tried.err).toContain(`Tried 1, 1 wait:\n  ${good}: accepted`)
    expect(tried.err).toContain('The rest: switchyard job resume')
    expect(tried.out).toContain('1 of 2 done: 1 succeeded')
    expect(tried.code).toBe(2)
  }, 60_000)
})
