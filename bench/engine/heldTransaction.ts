// Somebody leaves a transaction open: old row versions pile up in the hot tables. How much slower it gets, and whether that passes.

import { setTimeout as delay } from 'node:timers/promises'

import type { BenchDatabases } from '../database.ts'
import type { Measured } from '../measure/measured.ts'
import { watchMachine } from '../process/machine.ts'
import { enginePart, line, ms } from './line.ts'
import type { EngineOptions } from './options.ts'
import { settledIn, untilIdle } from './untilIdle.ts'
import { inEngineWorkspace, type EngineWorkspace } from './workspace.ts'

const leastWhileHeld = 0.8
const leastAfter = 0.95

interface Phase {
  readonly fromMs: number
  readonly toMs: number
}

export function heldTransactionPart(databases: BenchDatabases, options: EngineOptions): Promise<Measured> {
  const lanes = (origin: string) => [{ key: 'steady', url: `${origin}/ok`, concurrency: 64 }]
  return inEngineWorkspace(databases, 'xid', lanes, async (workspace) => {
    const { minutes, seconds, perSecond } = options
    const warm = await workspace.send({ campaigns: ['steady'], perSecond, seconds: 2, firstNumber: 0 })
    const machine = await watchMachine([process.pid, databases.serverPid])
    const sending = workspace.send({
      campaigns: ['steady'],
      perSecond,
      seconds: 2 * seconds + minutes * 60,
      firstNumber: warm.nextNumber,
    })
    const before = await phase(seconds * 1000)
    const held = await workspace.sql.begin(async (tx) => {
      await tx`SELECT /* bench */ pg_current_xact_id()`
      return await phase(minutes * 60_000)
    })
    const after = await phase(seconds * 1000)
    const report = await sending
    await untilIdle(workspace.sql)
    const [base, during, again] = await Promise.all([before, held, after].map((one) => rateOf(workspace, one)))
    if (!base || !during || !again) throw new Error('Three phases have three rates')
    const answered = report.byStatus[201] ?? 0
    const ratio = (one: { perSecond: number }) => one.perSecond / base.perSecond
    return enginePart(
      'xid',
      [
        line(`settled before, ${perSecond}/s offered`, `${Math.round(base.perSecond)}/s, p95 ${ms(base.p95Ms)}`),
        line(
          `while a transaction is held for ${minutes} min`,
          `${Math.round(during.perSecond)}/s, p95 ${ms(during.p95Ms)}`,
        ),
        line('  to before', ratio(during).toFixed(2), {
          words: `at least ${leastWhileHeld}`,
          met: ratio(during) >= leastWhileHeld,
        }),
        line('after it was let go', `${Math.round(again.perSecond)}/s, p95 ${ms(again.p95Ms)}`),
        line('  to before', ratio(again).toFixed(2), {
          words: `at least ${leastAfter}`,
          met: ratio(again) >= leastAfter,
        }),
      ],
      answered === report.sent ? [] : [`${answered} of ${report.sent} were answered with 201`],
      await machine.foreignPercent(),
    )
  })
}

async function phase(forMs: number): Promise<Phase> {
  const fromMs = Date.now()
  await delay(forMs)
  return { fromMs, toMs: Date.now() }
}

/** Dispatches settled per second, and the 95th percentile of receipt to outcome. */
async function rateOf(
  { sql }: EngineWorkspace,
  { fromMs, toMs }: Phase,
): Promise<{ perSecond: number; p95Ms: number }> {
  const count = await settledIn(sql, fromMs, toMs, false)
  const [row] = await sql<{ p95: number | null }[]>`
    SELECT /* bench */ percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM settled_at - lead_received_at) * 1000)::float8 AS p95
    FROM dispatches WHERE settled_at >= ${new Date(fromMs)} AND settled_at < ${new Date(toMs)}`
  return { perSecond: count / ((toMs - fromMs) / 1000), p95Ms: row?.p95 ?? 0 }
}
