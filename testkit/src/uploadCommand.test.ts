// `switchyard upload` as people start it, against a whole server.

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { startTestApp, type TestApp } from './app.ts'
import { goodLead, setUpAutoWarranty } from './autoWarranty.ts'
import { detailOf, postLead } from './postLead.ts'

let app: TestApp
let folder: string

beforeAll(async () => {
  app = await startTestApp()
  folder = await mkdtemp(join(tmpdir(), 'switchyard-upload-'))
  await setUpAutoWarranty(app.client, { dedupe: [] })
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

async function upload(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const program = join(import.meta.dirname, '../../cli/bin/switchyard.js')
  const env = { ...process.env, SWITCHYARD_URL: app.url, SWITCHYARD_KEY: app.key }
  const child = spawn(process.execPath, [program, 'upload', ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}

test('shows what a file would do, does it, and writes the rows that came to nothing', async () => {
  const { answer } = await postLead(app, {
    campaign: 'auto-warranty',
    supplier: 'ADC1',
    fields: goodLead({ make: 'VW' }),
  })
  const file = join(folder, 'fixed.csv')
  await writeFile(file, `Number,Vehicle make\n${answer.id},Volkswagen\n4711,Ford\n`)
  const args = [file, '--campaign', 'auto-warranty', '--map', 'Number=LeadID']

  const plan = await upload(...args, '--plan')
  expect(plan).toMatchObject({ code: 0, err: '' })
  expect(plan.out).toContain('1 to update')
  expect(plan.out).toContain('row 3: There is no lead 4711')
  expect(plan.out).toContain('1 of 1 leads would be accepted')
  expect(await detailOf(app, answer.id)).toMatchObject({ status: 'rejected' })

  const failed = join(folder, 'failed.csv')
  const done = await upload(...args, '--yes', '--failed', failed, '--json')
  expect(JSON.parse(done.out)).toMatchObject({ action: 'import', succeeded: 1, leftOut: 1 })
  expect(done.code).toBe(0)
  expect(await detailOf(app, answer.id)).toMatchObject({ status: 'accepted', fields: { make: 'Volkswagen' } })
  expect(await readFile(failed, 'utf8')).toContain('4711,Ford,3,unknown_id,There is no lead 4711')

  const refused = await upload(file, '--campaign', 'nowhere')
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('nowhere')
}, 120_000)
