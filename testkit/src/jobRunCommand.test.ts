// `switchyard job run` as people start it: any action, with its options as JSON.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { startTestApp, type TestApp } from './app.ts'
import { setUpAutoWarranty } from './autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from './buyer/scriptedBuyer.ts'
import { detailOf } from './postLead.ts'
import { makeScene } from './scene.ts'

let app: TestApp
let buyer: ScriptedBuyer
let lead: string

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startScriptedBuyer((_request, response) => answerJson(response, 200, { status: 'accepted' }))
  await setUpAutoWarranty(app.client)
  const scene = await makeScene(app, 'cars', { deliveries: { crm: { url: buyer.url } } })
  lead = (await scene.settle()).id
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const program = join(import.meta.dirname, '../../cli/bin/switchyard.js')
  const env = { ...process.env, SWITCHYARD_URL: app.url, SWITCHYARD_KEY: app.key }
  const child = spawn(process.execPath, [program, 'job', 'run', ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}

test('plans an action, then runs it, and ends with 1 once nothing is left to do', async () => {
  const options = ['--options', '{"reason":"wrong number","reversePayout":true}']
  const selection = ['--query', 'campaign=cars&sold=sold']
  const planned = await run('--action', 'return', ...options, ...selection, '--plan')
  expect(planned).toMatchObject({ code: 0, err: '' })
  expect(planned.out).toContain('1 leads: 1 will be done, 0 left out')
  expect(planned.out).toContain('-12.50 GBP revenue, -2.00 payout')
  expect((await detailOf(app, lead)).sold).toBe('sold')
  const done = await run('--action', 'return', ...options, ...selection, '--json')
  expect(done.code).toBe(0)
  expect(JSON.parse(done.out)).toMatchObject({ action: 'return', outcomes: { returned: 1 } })
  expect((await detailOf(app, lead)).sold).toBe('returned')
  const again = await run('--action', 'return', ...options, '--ids', lead)
  expect(again.code).toBe(1)
  expect(again.err).toContain('left out 1: returned already by ACME')
}, 60_000)

test('refuses options that are none, and says what is wrong with those that are', async () => {
  const noJson = await run('--action', 'unsubscribe', '--options', 'all', '--ids', lead)
  expect(noJson.code).toBe(1)
  expect(noJson.err).toContain('options as JSON')
  const wrong = await run('--action', 'resubscribe', '--options', '{"channels":"fax"}', '--ids', lead)
  expect(wrong.code).toBe(1)
  expect(wrong.err).toContain('options.channels: Say which: all, email or sms')
  const unknown = await run('--action', 'explode', '--ids', lead)
  expect(unknown.err).toContain('There is no such action')
}, 60_000)
