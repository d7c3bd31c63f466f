// The whole way: in by HTTP, screened, routed to one of two deliveries, posted to the buyer, answered, booked.

import type { BenchDatabases } from './database.ts'
import { lostLeads, wrongAnswers } from './measure/lost.ts'
import type { Measured } from './measure/measured.ts'
import type { BenchOptions } from './options.ts'
import { startChild } from './process/child.ts'
import { buyerPart } from './process/part.ts'
import { salePrice } from './switchyard/campaign.ts'
import { readJourneys, readStored } from './switchyard/counts.ts'
import { inWorkspace } from './switchyard/workspace.ts'

export async function e2eBench(databases: BenchDatabases, options: BenchOptions): Promise<Measured> {
  await using parts = new AsyncDisposableStack()
  const buyer = await startChild(buyerPart, { delayMs: options.buyerDelayMs })
  parts.defer(() => buyer.stop())
  return await inWorkspace(databases, options, { name: 'e2e', buyerOrigin: buyer.ready.origin }, async (run) => {
    const stored = await readStored(run.sql)
    const atBuyer = await buyer.ask({})
    const counts = [
      { where: 'answered 201', leads: run.byStatus[201] ?? 0 },
      { where: 'in the database', leads: stored.leads },
      { where: 'requests at the buyer', leads: atBuyer.requests },
      { where: 'different leads at the buyer', leads: atBuyer.distinct },
      { where: 'dispatches accepted', leads: stored.acceptedDispatches },
      { where: 'sold', leads: stored.sold },
      { where: 'revenue rows in the ledger', leads: stored.revenueRows },
    ]
    const expectedUnits = BigInt(stored.sold) * salePrice.units
    const wrongRevenue =
      stored.revenueUnits === expectedUnits
        ? []
        : [`The ledger's revenue is ${stored.revenueUnits}, but ${stored.sold} sales make ${expectedUnits} (1/10,000)`]
    return {
      name: 'e2e',
      perSecond: { what: 'booked', value: run.report.sent / (run.settledMs / 1000) },
      answerMs: run.report.answerMs,
      journeyMs: await readJourneys(run.sql, new Date(run.report.startedAt)),
      foreignPercent: run.foreignPercent,
      peakMemoryMb: run.peakMemoryMb,
      counts,
      notes: [
        { what: 'taken in per second while sending', value: perSecond(run.report.sent, run.report.elapsedMs) },
        {
          what: 'booked after the last answer within',
          value: `${Math.round(run.settledMs - run.report.elapsedMs)} ms`,
        },
        {
          what: 'revenue',
          value: `${stored.revenueUnits / 10_000n}.${String(stored.revenueUnits % 10_000n).padStart(4, '0')}`,
        },
      ],
      problems: [...wrongAnswers(run.byStatus, 201), ...lostLeads(counts), ...wrongRevenue],
    }
  })
}

function perSecond(count: number, elapsedMs: number): string {
  return String(Math.round(count / (elapsedMs / 1000)))
}
