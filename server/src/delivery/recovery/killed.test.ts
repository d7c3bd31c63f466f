// A worker is killed with work in each of its stages: claimed, under way, answered and not yet written (reliability.md F1 to F3).

import { join } from 'node:path'

import { afterEach, expect, test } from 'vitest'

import { goodLead } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { postLead } from '@switchyard/testkit/postLead.ts'
import { startRecoveryRig, type RecoveryRig } from '@switchyard/testkit/recoveryRig.ts'
import type { ServerProcess } from '@switchyard/testkit/serverProcess.ts'

import { readJournal } from '../journalFiles.ts'

let rig: RecoveryRig

afterEach(() => rig.close())

const accept = (response: Parameters<typeof answerJson>[0]) => answerJson(response, 200, { status: 'accepted' })

async function post(server: ServerProcess): Promise<string> {
  const lead = { campaign: 'auto-warranty', supplier: 'ADC1', fields: goodLead() }
  return (await postLead(rig.sender(server), lead)).answer.id
}

interface Attempt {
  readonly lead: string
  readonly number: number
  readonly outcome: string | null
  readonly reason: string | null
}

const attempts = () => rig.sql<Attempt[]>`
  SELECT lead_id::text AS lead, number, outcome, reason FROM attempts ORDER BY lead_id, id`
const outcomesOf = async (lead: string) => (await attempts()).filter((one) => one.lead === lead).map((a) => a.outcome)

async function workerIds(): Promise<string[]> {
  return (await rig.sql<{ id: string }[]>`SELECT id FROM workers`).map(({ id }) => id)
}

/** The dispatches cannot be written while this is open: results wait. */
async function blockResults(): Promise<() => Promise<void>> {
  const gate = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const done = rig.sql.begin(async (tx) => {
    await tx`SELECT 1 FROM dispatches FOR UPDATE`
    locked.resolve()
    await gate.promise
  })
  await locked.promise
  return async () => {
    gate.resolve()
    await done
  }
}

test('Answers that came and were not written are settled from the journal: nothing is unknown, nothing is sent again', async () => {
  const count = 8
  const gate = Promise.withResolvers<void>()
  rig = await startRecoveryRig(async (_, response) => {
    await gate.promise
    accept(response)
  })
  const first = await rig.start()
  await rig.setUp(first, { onUnknown: 'hold', concurrency: count })
  const ids = await Promise.all(Array.from({ length: count }, () => post(first)))
  await expect.poll(() => rig.buyer.requests().length).toBe(count)
  const release = await blockResults()
  gate.resolve()
  const [worker = ''] = await workerIds()
  await expect.poll(() => readJournal(join(rig.dataDir, 'journal'), worker)?.results.size).toBe(count)
  await first.end('SIGKILL')
  await release()

  expect(await rig.states()).toEqual({ sending: count })
  await rig.start('worker')
  await expect.poll(() => rig.states(), { timeout: 10_000 }).toEqual({ accepted: count })
  expect(await rig.soldIds()).toEqual(new Set(ids))
  expect(rig.buyer.requests()).toHaveLength(count)
  expect(new Set((await attempts()).map(({ outcome }) => outcome))).toEqual(new Set(['accepted']))
  const bodies = await rig.sql`SELECT response ->> 'body' AS body FROM attempt_bodies`
  expect(bodies.map(({ body }) => body as string)).toEqual(Array.from({ length: count }, () => '{"status":"accepted"}'))
  expect(readJournal(join(rig.dataDir, 'journal'), worker)).toBeNull()
})

test('Of what was claimed only the request under way is unknown: held, its place in the cap kept, the others sent once', async () => {
  let hangs = true
  rig = await startRecoveryRig((_, response) => {
    if (!hangs) accept(response)
  })
  const first = await rig.start()
  const caps = [{ period: 'day' as const, limit: 100 }]
  await rig.setUp(first, { onUnknown: 'hold', concurrency: 1, caps })
  const ids = [await post(first)]
  await expect.poll(() => rig.buyer.requests().length).toBe(1)
  ids.push(await post(first), await post(first))
  const claimed = async () => (await rig.sql`SELECT 1 FROM dispatches WHERE state = 'sending'`).length
  await expect.poll(claimed).toBe(3)
  await first.end('SIGKILL')
  hangs = false
  await rig.start('worker')

  await expect.poll(() => rig.states(), { timeout: 10_000 }).toEqual({ review: 1, accepted: 2 })
  expect(await Promise.all(ids.map(outcomesOf))).toEqual([
    ['unknown'],
    ['not_sent', 'accepted'],
    ['not_sent', 'accepted'],
  ])
  // What was never sent did not count: it was the first try that was accepted.
  const tries = await rig.sql`SELECT tries FROM dispatches WHERE state = 'accepted'`
  expect(tries.map((row) => row['tries'] as number)).toEqual([1, 1])
  expect(new Set(rig.arrivals().values())).toEqual(new Set([1]))
  const windows = await rig.sql`SELECT reserved, used FROM cap_windows WHERE scope LIKE 'delivery %'`
  expect(windows.map((row) => ({ ...row }))).toEqual([{ reserved: '1', used: '2' }])
  const [held] = await rig.sql<{ reason: string }[]>`SELECT reason FROM dispatches WHERE state = 'review'`
  expect(held?.reason).toContain('The worker stopped while the request was under way')
})

test('Where it may be sent again it is, once, under the same key, and both attempts are on record', async () => {
  rig = await startRecoveryRig((request, response) => {
    if (request.seen > 1) answerJson(response, 200, { status: 'duplicate' })
  })
  const first = await rig.start()
  const retry = { delaysSeconds: [1, 1], maxAgeHours: 24 }
  await rig.setUp(first, { onUnknown: 'resend', retry })
  const id = await post(first)
  await expect.poll(() => rig.buyer.requests().length).toBe(1)
  await first.end('SIGKILL')
  await rig.start('worker')

  await expect.poll(() => rig.states(), { timeout: 15_000 }).toEqual({ accepted: 1 })
  expect((await attempts()).map(({ lead, number, outcome }) => ({ lead, number, outcome }))).toEqual([
    { lead: id, number: 1, outcome: 'unknown' },
    { lead: id, number: 2, outcome: 'duplicate' },
  ])
  const headers = rig.buyer.requests().map((request) => request.headers)
  expect(headers.map((one) => one['x-attempt'])).toEqual(['1', '2'])
  expect(new Set(headers.map((one) => one['idempotency-key'])).size).toBe(1)
  expect(await rig.soldIds()).toEqual(new Set([id]))
}, 60_000)
