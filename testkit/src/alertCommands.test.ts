// `switchyard alert` and `switchyard preflight` as people start them.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { raise } from '@switchyard/server/alerts/raise.ts'

import { startTestApp, type TestApp } from './app.ts'
import { setUpAutoWarranty } from './autoWarranty.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
  await setUpAutoWarranty(app.client)
})
afterAll(() => app.close())

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const program = join(import.meta.dirname, '../../cli/bin/switchyard.js')
  const env = { ...process.env, SWITCHYARD_URL: app.url, SWITCHYARD_KEY: app.key }
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}

test('alerts are listed and closed', async () => {
  const { accountId, db } = app
  await raise(db.engine, { accountId, kind: 'lateAccept', subject: 'dispatch 7', message: 'The buyer has the lead' })
  const listed = await run('alert', 'list', '--json')
  const { alerts } = JSON.parse(listed.out) as { alerts: { id: string }[] }
  expect((await run('alert', 'list')).out).toMatch(
    /open .*Accepted too late \(dispatch 7\) .*The buyer has the lead\n1 open/,
  )
  expect(await run('alert', 'resolve', alerts[0]?.id ?? '')).toMatchObject({
    code: 0,
    out: expect.stringContaining('is closed'),
  })
  expect((await run('alert', 'list')).out).toContain('0 open')
  expect((await run('alert', 'list', '--ended')).out).toContain('over')
})

test('a preflight ends with 0 when all has passed, with 2 when not, and with 1 when it cannot be run', async () => {
  expect(await run('preflight', 'auto-warranty')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/\d+ passed, 0 failed\n$/),
  })
  const failed = await run('preflight', 'auto-warranty', '--set', 'vehicle_year=1900')
  expect(failed.code).toBe(2)
  expect(failed.out).toMatch(/FAILED +check +A lead with every field filled in rightly/)
  expect(await run('preflight', 'nowhere')).toMatchObject({ code: 1, err: expect.stringContaining('nowhere') })
})
