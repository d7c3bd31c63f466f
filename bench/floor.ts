// The floor: the bare loop of floor/server.ts under the same load, on the same machine, against the same buyer.

import { driverAddress } from '@switchyard/server/db/driverAddress.ts'
import postgres from 'postgres'
import type { BenchDatabases } from './database.ts'
import type { Percentiles } from './measure/histogram.ts'
import { lostLeads, wrongAnswers } from './measure/lost.ts'
import type { Measured } from './measure/measured.ts'
import type { BenchOptions } from './options.ts'
import { startChild } from './process/child.ts'
import { watchMemory } from './process/memory.ts'
import { buyerPart, floorPart } from './process/part.ts'
import { runLoad } from './runLoad.ts'
import { untilNone } from './untilNone.ts'

export async function floorBench(databases: BenchDatabases, options: BenchOptions): Promise<Measured> {
  const databaseUrl = await databases.create('floor')
  await using parts = new AsyncDisposableStack()
  const buyer = await startChild(buyerPart, { delayMs: options.buyerDelayMs })
  parts.defer(() => buyer.stop())
  const server = await startChild(floorPart, { databaseUrl, buyerOrigin: buyer.ready.origin })
  parts.defer(() => server.stop())
  const address = driverAddress(databaseUrl)
  const sql = postgres(address.url, { ...address.options, max: 1, onnotice: () => {} })
  parts.defer(() => sql.end())

  const memory = watchMemory(server.pid)
  const target = { origin: server.ready.origin, path: '/leads', headers: {} }
  const run = await runLoad(target, options, databases.serverPid, () =>
    untilNone(async () => {
      const [row] = await sql<{ open: boolean }[]>`
        SELECT EXISTS (SELECT 1 FROM floor_leads WHERE state = 'queued')
          OR EXISTS (SELECT 1 FROM floor_leads WHERE state = 'sending') AS open`
      return row?.open === true
    }),
  )
  const [stored] = await sql<{ all: number; sold: number }[]>`
    SELECT count(*)::int AS all, count(*) FILTER (WHERE state = 'sold')::int AS sold FROM floor_leads`
  const [journey] = await sql<Percentiles[]>`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY j.ms) AS p50, percentile_cont(0.95) WITHIN GROUP (ORDER BY j.ms) AS p95,
      percentile_cont(0.99) WITHIN GROUP (ORDER BY j.ms) AS p99, max(j.ms)::float8 AS max
    FROM (
      SELECT extract(epoch FROM settled_at - received_at)::float8 * 1000 AS ms FROM floor_leads
      WHERE received_at >= ${new Date(run.report.startedAt)}
    ) AS j`
  const atBuyer = await buyer.ask({})
  const counts = [
    { where: 'answered 201', leads: run.byStatus[201] ?? 0 },
    { where: 'in the database', leads: stored?.all ?? 0 },
    { where: 'requests at the buyer', leads: atBuyer.requests },
    { where: 'different leads at the buyer', leads: atBuyer.distinct },
    { where: 'settled as sold', leads: stored?.sold ?? 0 },
  ]
  return {
    name: 'floor',
    perSecond: { what: 'settled', value: run.report.sent / (run.settledMs / 1000) },
    answerMs: run.report.answerMs,
    journeyMs: journey ?? null,
    foreignPercent: run.foreignPercent,
    peakMemoryMb: memory.peakMb(),
    counts,
    notes: [],
    problems: [...wrongAnswers(run.byStatus, 201), ...lostLeads(counts)],
  }
}
