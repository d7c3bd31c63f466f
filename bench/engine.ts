// The engine under the conditions that break others: one Measured for each part that was asked for.

import type { BenchDatabases } from './database.ts'
import { bulkPart } from './engine/bulk.ts'
import { capsPart } from './engine/capExactness.ts'
import { claimPart } from './engine/claimDepth.ts'
import { hangingPart } from './engine/hanging.ts'
import { heldTransactionPart } from './engine/heldTransaction.ts'
import type { EngineOptions, EnginePartName } from './engine/options.ts'
import { redeliverPart } from './engine/redeliver.ts'
import { soakPart } from './engine/soak.ts'
import { statementsPart } from './engine/statements.ts'
import type { Measured } from './measure/measured.ts'
import type { BenchOptions } from './options.ts'

const parts: Readonly<
  Record<EnginePartName, (databases: BenchDatabases, options: EngineOptions) => Promise<Measured>>
> = {
  redeliver: redeliverPart,
  bulk: bulkPart,
  hanging: hangingPart,
  claim: claimPart,
  caps: capsPart,
  statements: statementsPart,
  xid: heldTransactionPart,
  soak: soakPart,
}

/** A part that fails is a problem of its own: what the others found out is still worth printing. */
export async function engineBench(databases: BenchDatabases, { engine }: BenchOptions): Promise<readonly Measured[]> {
  const measured: Measured[] = []
  for (const name of engine.only) {
    process.stderr.write(`engine ${name} …\n`)
    try {
      measured.push(await parts[name](databases, engine))
    } catch (error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
      measured.push(failed(name, words))
    }
  }
  return measured
}

function failed(name: EnginePartName, words: string): Measured {
  return {
    name: `engine ${name}`,
    perSecond: null,
    answerMs: null,
    journeyMs: null,
    foreignPercent: null,
    peakMemoryMb: null,
    counts: [],
    notes: [],
    problems: [`could not be measured: ${words}`],
  }
}
