// How many SQL statements a lead costs from end to end, counted by the database itself.

import { type BenchDatabases, startBenchDatabases } from '../database.ts'
import type { Measured, Note } from '../measure/measured.ts'
import { campaignReference } from '../load/leadBody.ts'
import { setUp } from '../switchyard/setUp.ts'
import { enginePart, line } from './line.ts'
import type { EngineOptions } from './options.ts'
import { benchMark, untilIdle } from './untilIdle.ts'
import { inEngineWorkspace, type EngineWorkspace } from './workspace.ts'

const most = 0.3
const perSecond = [50, 500, null] as const

export async function statementsPart(_: BenchDatabases, { seconds }: EngineOptions): Promise<Measured> {
  // A server of its own: counting costs a little, which the other benches should not pay.
  const counting = await startBenchDatabases({ shared_preload_libraries: 'pg_stat_statements' })
  try {
    return await inEngineWorkspace(
      counting,
      'statements',
      () => [],
      (workspace) => count(workspace, seconds),
      64,
    )
  } finally {
    await counting.stop()
  }
}

async function count(workspace: EngineWorkspace, seconds: number): Promise<Measured> {
  const { sql, buyer } = workspace
  await setUp(workspace.api, buyer.ready.origin)
  await sql`CREATE EXTENSION pg_stat_statements`
  let { nextNumber } = await workspace.send({ campaigns: [campaignReference], seconds: 2, firstNumber: 0 })
  await untilIdle(sql)
  const notes: Note[] = []
  let firstOfLast = nextNumber
  for (const rate of perSecond) {
    await sql`SELECT /* bench */ pg_stat_statements_reset()`
    firstOfLast = nextNumber
    const report = await workspace.send({
      campaigns: [campaignReference],
      perSecond: rate,
      seconds,
      firstNumber: nextNumber,
    })
    nextNumber = report.nextNumber
    await untilIdle(sql)
    const found = await readCount(workspace)
    const perLead = found.statements / report.sent
    const load =
      rate === null ? `as fast as it goes (${Math.round(report.sent / (report.elapsedMs / 1000))}/s)` : `at ${rate}/s`
    // Few leads share a batch when few come: the bar is about load.
    const bar = rate === null ? { words: `at most ${most}`, met: perLead <= most } : undefined
    notes.push(line(`statements per lead ${load}`, perLead.toFixed(3), bar))
    notes.push(line('  with BEGIN and COMMIT', ((found.statements + found.transactions) / report.sent).toFixed(3)))
  }
  const often = await mostOften(workspace, nextNumber - firstOfLast)
  return enginePart('statements', [...notes, ...often], [], null)
}

async function readCount({ sql }: EngineWorkspace): Promise<{ statements: number; transactions: number }> {
  const [row] = await sql<{ statements: number; transactions: number }[]>`
    SELECT /* bench */
      coalesce(sum(calls) FILTER (WHERE query !~* '^(begin|commit|rollback|start)'), 0)::int AS statements,
      coalesce(sum(calls) FILTER (WHERE query ~* '^(begin|commit|rollback|start)'), 0)::int AS transactions
    FROM pg_stat_statements
    WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND position(${benchMark} IN query) = 0`
  if (row === undefined) throw new Error('A sum always has a row')
  return row
}

/** Which ones they are, under the last of the loads. */
async function mostOften({ sql }: EngineWorkspace, sent: number): Promise<Note[]> {
  const rows = await sql<{ query: string; calls: number }[]>`
    SELECT /* bench */ left(regexp_replace(query, '\\s+', ' ', 'g'), 70) AS query, calls::int AS calls FROM pg_stat_statements
    WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND position(${benchMark} IN query) = 0
    ORDER BY calls DESC LIMIT 8`
  return rows.map(({ query, calls }) => line(`  ${(calls / sent).toFixed(3)} per lead`, query))
}
