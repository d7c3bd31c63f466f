// A big redelivery and live leads to the same endpoint: how long the live ones wait, and what the big one makes of the rest.

import { setTimeout as delay } from 'node:timers/promises'

import type { Sql } from 'postgres'

import type { BenchDatabases } from '../database.ts'
import type { Measured } from '../measure/measured.ts'
import { watchMachine } from '../process/machine.ts'
import { startRedelivery, untilJobEnds } from './jobs.ts'
import { enginePart, line, ms } from './line.ts'
import type { EngineOptions } from './options.ts'
import { settledIn, untilIdle } from './untilIdle.ts'
import { waitsOf } from './waits.ts'
import { inEngineWorkspace } from './workspace.ts'
import { setUpLanes } from './documents.ts'

const livePerSecond = 50
const barMs = 1_000
const leastShare = 0.6
const startUpMs = 2_000

export function bulkPart(databases: BenchDatabases, { leads, seconds }: EngineOptions): Promise<Measured> {
  const lane = (origin: string, trigger: 'manual' | 'automatic') => ({
    key: 'busy',
    url: `${origin}/ok`,
    concurrency: 32,
    more: { trigger },
  })
  return inEngineWorkspace(
    databases,
    'bulk',
    (origin) => [lane(origin, 'manual')],
    async (workspace) => {
      const { buyer, sql } = workspace
      const seeded = await workspace.send({ campaigns: ['busy'], count: leads, firstNumber: 0 })
      await setUpLanes(workspace.api, [lane(buyer.ready.origin, 'automatic')])
      const machine = await watchMachine([process.pid, databases.serverPid])
      const live = { campaigns: ['busy'], perSecond: livePerSecond, seconds }
      const before = await workspace.send({ ...live, firstNumber: seeded.nextNumber })
      await untilIdle(sql)
      const selection = { query: { campaign: 'busy' }, take: { count: leads, order: 'oldest' } }
      const job = await startRedelivery(workspace, selection, { delivery: 'busy' })
      await delay(startUpMs)
      const aloneFromMs = Date.now()
      await delay(seconds * 1000)
      const withLiveFromMs = Date.now()
      const alone = perSecond(await settledIn(sql, aloneFromMs, withLiveFromMs, true), aloneFromMs, withLiveFromMs)
      const during = await workspace.send({ ...live, firstNumber: before.nextNumber })
      const untilMs = Date.now()
      const beside = perSecond(await settledIn(sql, withLiveFromMs, untilMs, true), withLiveFromMs, untilMs)
      const ranOut = (await stateOf(sql, job.id)) !== 'running'
      const end = await untilJobEnds(workspace, job.id, 600_000)
      await untilIdle(sql)
      const seen = await buyer.ask({ reportFrom: seeded.nextNumber })
      const [quiet, busy] = [waitsOf(before, seen), waitsOf(during, seen)]
      const leftover = alone - livePerSecond
      const share = beside / leftover
      const missing = quiet.missing + busy.missing
      return enginePart(
        'bulk',
        [
          line('live p95 wait before', ms(quiet.p95)),
          line(`live p95 wait during a redelivery of ${leads} to the same endpoint`, ms(busy.p95), {
            words: `at most ${ms(barMs)}`,
            met: busy.p95 <= barMs,
          }),
          line(
            'redelivered per second alone, and beside live leads',
            `${Math.round(alone)}/s, ${Math.round(beside)}/s`,
          ),
          ranOut
            ? line(
                'of the capacity that live leads leave, used',
                'not known: the redelivery ended too soon, take more --leads',
              )
            : line('of the capacity that live leads leave, used', `${Math.round(share * 100)} %`, {
                words: `at least ${leastShare * 100} %`,
                met: share >= leastShare,
              }),
        ],
        [
          ...(missing === 0 ? [] : [`${missing} live leads never arrived`]),
          ...(end.succeeded === leads ? [] : [`${end.succeeded} of ${leads} were redelivered, ${end.failed} failed`]),
        ],
        await machine.foreignPercent(),
      )
    },
  )
}

async function stateOf(sql: Sql, id: string): Promise<string | undefined> {
  const [job] = await sql<{ state: string }[]>`SELECT /* bench */ state FROM jobs WHERE id = ${id}`
  return job?.state
}

function perSecond(count: number, fromMs: number, toMs: number): number {
  return count / ((toMs - fromMs) / 1000)
}
