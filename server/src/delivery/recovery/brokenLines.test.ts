// The lines to the database are cut or go silent (reliability.md F7, F8).

import { afterEach, expect, test } from 'vitest'

import { answerJson } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { startRecoveryRig, type RecoveryRig } from '@switchyard/testkit/recoveryRig.ts'
import { startTcpProxy, type TcpProxy } from '@switchyard/testkit/tcpProxy.ts'

let rig: RecoveryRig
let proxy: TcpProxy | null = null

afterEach(async () => {
  await rig.close()
  await proxy?.close()
  proxy = null
})

async function startRig(): Promise<void> {
  rig = await startRecoveryRig((request, response) => {
    const answer = () => answerJson(response, 200, { status: request.seen > 1 ? 'duplicate' : 'accepted' })
    setTimeout(answer, 3)
  })
}

/** Everything that was answered is sold once, and nothing else. */
async function expectAllSold(ids: readonly string[]): Promise<void> {
  await expect.poll(() => rig.states(), { timeout: 90_000, interval: 100 }).toEqual({ accepted: ids.length })
  expect(await rig.soldIds()).toEqual(new Set(ids))
  expect(rig.arrivals().size).toBe(ids.length)
}

test('Connections that are ended at random, five a second, cost no lead, and nothing is sent twice', async () => {
  await startRig()
  const server = await rig.start()
  await rig.setUp(server, { onUnknown: 'hold', concurrency: 32 })
  const count = 1500
  const load = rig.load(() => server, count)
  const over = new AbortController()
  const counted = load.finally(() => over.abort())
  let ended = 0
  while (!over.signal.aborted) {
    const gone = await rig.sql`
      SELECT pg_terminate_backend(s.pid) FROM (
        SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE 'switchyard-%' ORDER BY random() LIMIT 1
      ) s`
    ended += gone.length
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const { ids } = await counted
  expect(ended).toBeGreaterThan(3)
  await expectAllSold(ids)
  expect(rig.buyer.requests()).toHaveLength(count)
  expect(server.ended()).toBeNull()
}, 180_000)

test('Lines that go silent are given up: callers hear 503, new lines are opened, everything goes on within 20 s', async () => {
  await startRig()
  proxy = await startTcpProxy(rig.databaseUrl)
  const server = await rig.start('all', { databaseUrl: proxy.through(rig.databaseUrl) })
  await rig.setUp(server, { onUnknown: 'hold', concurrency: 32 })
  const load = rig.load(() => server, 1000)
  await expect.poll(() => rig.buyer.requests().length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(300)

  proxy.stall()
  proxy.resume('dead')
  const silentAt = performance.now()
  const before = rig.buyer.requests().length
  // What was on its way to the buyer still arrives; more than that needs the database.
  await expect.poll(() => rig.buyer.requests().length, { timeout: 30_000, interval: 50 }).toBeGreaterThan(before + 100)
  expect(performance.now() - silentAt).toBeLessThan(20_000)
  const { ids, others } = await load
  expect(others.get(503)).toBeGreaterThan(0)
  expect([...others.keys()].filter((status) => ![503, 409].includes(status))).toEqual([])
  await expectAllSold(ids)
  expect(rig.buyer.requests()).toHaveLength(ids.length)
  expect(server.ended()).toBeNull()
}, 180_000)
