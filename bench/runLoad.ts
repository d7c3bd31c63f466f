// One measured run: a short one first to warm up, everything of it settled, then the one that counts.

import type { BenchOptions } from './options.ts'
import { startChild } from './process/child.ts'
import { watchMachine } from './process/machine.ts'
import { loadPart, type LoadReport, type LoadSettings } from './process/part.ts'

export interface LoadRun {
  readonly report: LoadReport
  /** From the first request to the moment when nothing was open any more. */
  readonly settledMs: number
  /** Processor time that went to processes outside the bench during the measured run, in per cent of the machine's. */
  readonly foreignPercent: number | null
  /** Answers of both runs together, by status. */
  readonly byStatus: Readonly<Record<number, number>>
}

export async function runLoad(
  target: Omit<LoadSettings, 'connections'>,
  options: BenchOptions,
  databaseServerPid: number,
  untilSettled: () => Promise<void>,
): Promise<LoadRun> {
  const load = await startChild(loadPart, { ...target, connections: options.connections })
  try {
    const warmUp = await load.ask({ seconds: options.warmUpSeconds, firstNumber: 0 })
    await untilSettled()
    const machine = await watchMachine([process.pid, databaseServerPid])
    const startedMs = performance.now()
    const report = await load.ask({ seconds: options.seconds, firstNumber: warmUp.nextNumber })
    await untilSettled()
    const settledMs = performance.now() - startedMs
    return {
      report,
      settledMs,
      foreignPercent: await machine.foreignPercent(),
      byStatus: sum(warmUp.byStatus, report.byStatus),
    }
  } finally {
    await load.stop()
  }
}

function sum(one: Readonly<Record<number, number>>, other: Readonly<Record<number, number>>): Record<number, number> {
  const total: Record<number, number> = { ...one }
  for (const [status, count] of Object.entries(other)) total[Number(status)] = (total[Number(status)] ?? 0) + count
  return total
}
