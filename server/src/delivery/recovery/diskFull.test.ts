// The disk of the database's files, of its write-ahead log and of our own journal is full (reliability.md F10, F11).

import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import postgres from 'postgres'
import { afterEach, beforeEach, expect, test, type TestContext } from 'vitest'

import { startEmbedded, type EmbeddedPostgres } from '@switchyard/server/db/embedded.ts'
import { goodLead } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { databaseControl } from '@switchyard/testkit/databaseControl.ts'
import { postLead } from '@switchyard/testkit/postLead.ts'
import { startRecoveryRig, type RecoveryRig } from '@switchyard/testkit/recoveryRig.ts'
import { sampleResult } from '@switchyard/testkit/sampleResult.ts'
import type { ServerProcess } from '@switchyard/testkit/serverProcess.ts'
import { mountSmallDisk, type SmallDisk } from '@switchyard/testkit/smallDisk.ts'

import { openJournal } from '../journal.ts'
import { journalOwners, readJournal } from '../journalFiles.ts'

let folder: string
let database: EmbeddedPostgres | null
let disk: SmallDisk | null
let rig: RecoveryRig | null
/** While set, the buyer keeps everybody waiting. */
let gate: PromiseWithResolvers<void> | null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-full-'))
  database = null
  disk = null
  rig = null
  gate = null
})

afterEach(async () => {
  disk?.empty()
  gate?.resolve()
  await rig?.close()
  await database?.stop()
  await disk?.remove()
  await rm(folder, { recursive: true, force: true })
})

const settings = { shared_buffers: '16MB', fsync: 'off', min_wal_size: '32MB', max_wal_size: '32MB' }
const start = () => startEmbedded({ dataDir: folder, onNotice: () => {}, settings })
const startRig = (databaseUrl: string) =>
  startRecoveryRig(
    async (request, response) => {
      await gate?.promise
      answerJson(response, 200, { status: request.seen > 1 ? 'duplicate' : 'accepted' })
    },
    { databaseUrl },
  )

async function smallDisk(megabytes: number, dataDir: string, context: TestContext): Promise<SmallDisk> {
  const made = process.getuid?.() === 0 ? await mountSmallDisk(megabytes, await stat(dataDir)) : null
  return made ?? context.skip('needs root and the right to mount')
}

const lead = () => ({ campaign: 'auto-warranty', supplier: 'ADC1', fields: goodLead() })

/** Sends until the same code came ten times in a row; answers the ids that were taken before. */
async function sendUntil(current: RecoveryRig, server: ServerProcess, code: string): Promise<string[]> {
  const taken: string[] = []
  let refusals = 0
  while (refusals < 10) {
    const posted = await postLead(current.sender(server), lead())
    if (posted.status === 201) taken.push(posted.answer.id)
    refusals = posted.code === code ? refusals + 1 : 0
    if (posted.code === code) expect(Number(posted.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  return taken
}

test('No room for rows: leads are refused with 503 storage_full, nothing is sent that is not on record, and no answer is lost', async (context) => {
  database = await start()
  const dataDir = join(database.folder, 'cluster', 'data')
  disk = await smallDisk(80, dataDir, context)
  const admin = new URL(database.url)
  admin.pathname = '/postgres'
  const sql = postgres(admin.href, { max: 1, onnotice: () => {} })
  await sql.unsafe(`CREATE TABLESPACE tight LOCATION '${disk.folder}'`)
  await sql.unsafe(`ALTER DATABASE switchyard SET TABLESPACE tight`)
  await sql.end()
  rig = await startRig(database.url)
  const current = rig
  let server = await rig.start()
  await rig.setUp(server, { onUnknown: 'hold', concurrency: 8 })
  const ids: string[] = []

  for (const dies of [false, true]) {
    gate = Promise.withResolvers<void>()
    const before = rig.buyer.requests().length
    for (let count = 0; count < 8; count += 1) ids.push((await postLead(rig.sender(server), lead())).answer.id)
    await expect.poll(() => current.buyer.requests().length, { timeout: 10_000 }).toBe(before + 8)
    disk.fill()
    ids.push(...(await sendUntil(rig, server, 'storage_full')))
    // The answers come, and cannot be written.
    gate.resolve()
    const noted = () => {
      const journals = join(current.dataDir, 'journal')
      return journalOwners(journals).map((owner) => readJournal(journals, owner)?.results.size ?? 0)
    }
    // All that was sent is answered by now: what is still under way when the process ends would be for a person.
    const [sent] = await rig.sql`SELECT count(*)::int AS count FROM attempts`
    await expect.poll(() => Math.max(...noted()), { timeout: 10_000 }).toBeGreaterThanOrEqual(Number(sent?.['count']))
    expect(server.ended()).toBeNull()
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    if (dies) await server.end('SIGKILL')
    disk.empty()
    if (dies) server = await rig.start()
    await expect.poll(() => current.states(), { timeout: 20_000, interval: 100 }).toEqual({ accepted: ids.length })
  }

  expect(await rig.soldIds()).toEqual(new Set(ids))
  const attempts =
    await rig.sql`SELECT outcome, count(*)::int AS count FROM attempts GROUP BY 1 HAVING outcome <> 'not_sent'`
  expect(attempts.map((row) => ({ ...row }))).toEqual([{ outcome: 'accepted', count: ids.length }])
  expect(rig.buyer.requests()).toHaveLength(ids.length)
}, 90_000)

test('No room for the write-ahead log: the database ends, leads are refused, and with room again everything goes on', async (context) => {
  const first = await start()
  const dataDir = join(first.folder, 'cluster', 'data')
  await first.stop()
  disk = await smallDisk(112, dataDir, context)
  const wal = join(dataDir, 'pg_wal')
  await promisify(execFile)('cp', ['-a', wal, disk.folder])
  await rm(wal, { recursive: true })
  await symlink(join(disk.folder, 'pg_wal'), wal)
  database = await start()
  const control = databaseControl(database)
  rig = await startRig(database.url)
  const current = rig
  const server = await rig.start()
  await rig.setUp(server, { onUnknown: 'hold' })
  const load = rig.load(() => server, 600)
  await expect.poll(() => current.buyer.requests().length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(100)

  disk.fill()
  // The log needs a new file soon.
  await expect
    .poll(
      () =>
        current.sql`SELECT pg_switch_wal(), pg_logical_emit_message(false, 'fill', repeat('x', 1000000))`.catch(
          () => 'down',
        ),
      {
        timeout: 20_000,
        interval: 10,
      },
    )
    .toBe('down')
  await expect.poll(() => control.answers(), { timeout: 10_000 }).toBe(false)
  expect((await postLead(rig.sender(server), lead())).code).toBe('unavailable')
  expect(server.ended()).toBeNull()
  disk.empty()
  await expect.poll(() => control.answers(), { timeout: 30_000 }).toBe(true)
  const { ids } = await load
  await expect.poll(() => current.states(), { timeout: 20_000, interval: 100 }).toEqual({ accepted: 600 })
  expect(await rig.soldIds()).toEqual(new Set(ids))
  expect(rig.buyer.requests()).toHaveLength(600)
}, 90_000)

test('No room for the journal: what cannot be noted does not begin, and what is noted later can be read', async (context) => {
  disk = await smallDisk(1, folder, context)
  const warnings: string[] = []
  const worker = '6f9619ff-8b86-4d11-b42d-00cf4fc964ff'
  const log = { warn: (_: object, message: string) => warnings.push(message) }
  const journal = openJournal(disk.folder, worker, () => ({ attempts: [], results: [] }), log)
  expect(journal.began('1')).toBe(true)
  disk.fill()
  // What is left of the file's last page still takes a few.
  let refused = 0
  for (let id = 2; refused === 0 && id < 5_000; id += 1) if (!journal.began(String(id))) refused = id
  expect(refused).toBeGreaterThan(1)
  journal.ended(sampleResult('1'))
  await new Promise((resolve) => setImmediate(resolve))
  expect(warnings).toContain('results could not be noted in the journal')
  disk.empty()
  expect(journal.began('9001')).toBe(true)
  const read = readJournal(disk.folder, worker)
  expect(read?.began.has('9001')).toBe(true)
  expect(read?.began.has(String(refused))).toBe(false)
  journal.close()
})
