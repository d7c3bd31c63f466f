// Others hold every connection that the database has (reliability.md F9).

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres from 'postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { startEmbedded, type EmbeddedPostgres } from '@switchyard/server/db/embedded.ts'
import { goodLead } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { postLead } from '@switchyard/testkit/postLead.ts'
import { startRecoveryRig, type RecoveryRig } from '@switchyard/testkit/recoveryRig.ts'

let folder: string
let database: EmbeddedPostgres
let rig: RecoveryRig
let foreign: postgres.Sql[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-crowded-'))
  const settings = { shared_buffers: '16MB', max_connections: '40', fsync: 'off' }
  database = await startEmbedded({ dataDir: folder, onNotice: () => {}, settings })
  const answer = { status: 'accepted' }
  rig = await startRecoveryRig((_, response) => answerJson(response, 200, answer), { databaseUrl: database.url })
})

afterEach(async () => {
  await release()
  await rig.close()
  await database.stop()
  await rm(folder, { recursive: true, force: true })
})

async function release(): Promise<void> {
  await Promise.all(foreign.splice(0).map((one) => one.end({ timeout: 1 })))
}

/** Takes one connection; false when there is none left. */
async function takeOne(): Promise<boolean> {
  const one = postgres(database.url, { max: 1, connect_timeout: 5, fetch_types: false, onnotice: () => {} })
  try {
    await one`SELECT 1`
    foreign.push(one)
    return true
  } catch {
    await one.end({ timeout: 1 })
    return false
  }
}

/** Ends the server's connections and takes their places, until it has none. */
async function crowdOut(): Promise<void> {
  for (;;) {
    while (await takeOne());
    const ours = await foreign[0]?.unsafe(`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'switchyard-%'`)
    if (ours?.length === 0) return
  }
}

test('Callers hear 503 soon and the server lives on; when there is room again everything goes on by itself', async () => {
  const server = await rig.start()
  await rig.setUp(server)
  const lead = () => ({ campaign: 'auto-warranty', supplier: 'ADC1', fields: goodLead() })
  await crowdOut()
  const askedAt = performance.now()
  const answers = await Promise.all(Array.from({ length: 8 }, () => postLead(rig.sender(server), lead())))
  expect(performance.now() - askedAt).toBeLessThan(10_000)
  expect(answers.map(({ status, code }) => [status, code])).toEqual(
    Array.from({ length: 8 }, () => [503, 'unavailable']),
  )
  expect(Number(answers[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503)

  await release()
  const { ids } = await rig.load(() => server, 50)
  await expect.poll(() => rig.states(), { timeout: 20_000 }).toEqual({ accepted: 50 })
  expect(await rig.soldIds()).toEqual(new Set(ids))
  expect(server.ended()).toBeNull()
}, 60_000)
