// Single leads by HTTP with the full screening, committed before the answer, going nowhere.

import type { BenchDatabases } from './database.ts'
import { lostLeads, wrongAnswers } from './measure/lost.ts'
import type { Measured } from './measure/measured.ts'
import type { BenchOptions } from './options.ts'
import { readStored } from './switchyard/counts.ts'
import { inWorkspace } from './switchyard/workspace.ts'

export function intakeBench(databases: BenchDatabases, options: BenchOptions): Promise<Measured> {
  return inWorkspace(databases, options, { name: 'intake', buyerOrigin: null }, async (run) => {
    const stored = await readStored(run.sql)
    const counts = [
      { where: 'answered 201', leads: run.byStatus[201] ?? 0 },
      { where: 'in the database', leads: stored.leads },
      { where: 'accepted', leads: stored.accepted },
    ]
    return {
      name: 'intake',
      perSecond: { what: 'committed', value: run.report.sent / (run.report.elapsedMs / 1000) },
      answerMs: run.report.answerMs,
      journeyMs: null,
      foreignPercent: run.foreignPercent,
      peakMemoryMb: run.peakMemoryMb,
      counts,
      notes: [],
      problems: [...wrongAnswers(run.byStatus, 201), ...lostLeads(counts)],
    }
  })
}
