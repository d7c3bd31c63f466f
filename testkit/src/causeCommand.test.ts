// `switchyard cause` as people start it.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { startTestApp, type TestApp } from './app.ts'
import { setUpAutoWarranty } from './autoWarranty.ts'
import { startBuyer, type Buyer } from './buyer/buyer.ts'
import { detailOf } from './postLead.ts'
import { makeScene } from './scene.ts'

let app: TestApp
let buyer: Buyer
let lead: string

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
  const scene = await makeScene(app, 'cars', { deliveries: { crm: { url: `${buyer.url}/accept` } } })
  lead = (await scene.settle({ make: 'VW' })).id
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const program = join(import.meta.dirname, '../../cli/bin/switchyard.js')
  const env = { ...process.env, SWITCHYARD_URL: app.url, SWITCHYARD_KEY: app.key }
  const child = spawn(process.execPath, [program, 'cause', ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}

test('lists causes, previews a cure and carries it out', async () => {
  const listed = await run('list', '--campaign', 'cars', '--json')
  const { causes } = JSON.parse(listed.out) as { causes: { id: string }[] }
  const id = causes[0]?.id ?? ''
  expect((await run('list')).out).toMatch(/1 .*open .*cars .*'VW' is not in list Makes.*Volkswagen/)
  const cure = ['--kind', 'addSynonym', '--value', 'VW', '--to', 'Volkswagen']
  const preview = await run('preview', id, ...cure)
  expect(preview).toMatchObject({ code: 0, err: '' })
  expect(preview.out).toContain('1 leads: 1 would be accepted')
  expect(preview.out).toContain("writes: List Makes: 'VW' means 'Volkswagen'")
  expect((await detailOf(app, lead)).status).toBe('rejected')
  const done = await run('cure', id, ...cure, '--yes')
  expect(done.code).toBe(0)
  expect(done.err).toContain('1 leads: 1 would be accepted')
  expect(done.out).toContain('1 succeeded, 0 failed')
  expect(await detailOf(app, lead)).toMatchObject({
    status: 'accepted',
    disposition: { code: 'ACCEPT_LEAD_AFTER_FIX' },
  })
  const gone = await run('cure', id, ...cure)
  expect(gone).toMatchObject({ code: 1, err: expect.stringContaining('does not exist') })
}, 60_000)
