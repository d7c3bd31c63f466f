// What checking the leads of a file would say: really checked against suppression, duplicates and caps, without writing or holding
// anything. The leads are judged in one go and in the file's order, so that they meet each other as duplicates and fill the caps.

import type { TransactionSql } from 'postgres'

import { dispositionOf, statusOf, type Candidate } from '../intake/candidate.ts'
import { candidateOf } from '../readmission/candidateOf.ts'
import { leftOutOf } from '../readmission/leftOut.ts'
import { outcomeOf, type Outcome } from '../readmission/outcome.ts'
import type { StoredLead } from '../readmission/storedLead.ts'
import { tallyOutcomes } from '../readmission/tallyOutcomes.ts'
import { judgeAll } from '../resolve/recheck.ts'
import { screenArrival } from '../screening/screenArrival.ts'
import type { Outcomes } from './importRow.ts'
import { incomingRow } from './incomingRow.ts'
import type { JudgedRow, Judging } from './judgeRows.ts'
import { correction } from './correction.ts'

/** As many leads as are held in memory while they are judged against each other. */
const mostLeads = 20_000

export interface ImportForecast {
  add(rows: readonly JudgedRow[], now: Date): void
  /** Null where no row leads to a check. */
  end(tx: TransactionSql): Promise<Outcomes | null>
}

export function forecastImport({ setup, item, plan }: Judging): ImportForecast {
  const again: { lead: StoredLead; candidate: Candidate }[] = []
  const fresh: Candidate[] = []
  const inOrder: Candidate[] = []
  const leftOut: Outcome[] = []
  const campaign = setup.campaigns.get(plan.campaign)

  function add(rows: readonly JudgedRow[], now: Date): void {
    if (!campaign || campaign.fault !== null) return
    for (const { row, judged, lead } of rows) {
      if (inOrder.length >= mostLeads) return
      if (judged.verdict === 'create') {
        const candidate = screenArrival(
          { incoming: incomingRow(row, item, plan, now), setup, campaign },
          `new ${row.row}`,
        )
        fresh.push(candidate)
        inOrder.push(candidate)
      } else if (
        lead &&
        (judged.verdict === 'update' || judged.verdict === 'unchanged') &&
        lead.status !== 'accepted'
      ) {
        const reason = leftOutOf(lead.stored, lead.stored, setup)
        if (reason !== null) {
          leftOut.push({ kind: 'leftOut', reason })
          continue
        }
        const corrected = { ...lead.stored, edits: { ...lead.stored.edits, ...judged.values } }
        const candidate = candidateOf(corrected, { setup, campaign }, correction, now)
        again.push({ lead: corrected, candidate })
        inOrder.push(candidate)
      }
    }
  }

  return {
    add,
    async end(tx) {
      if (inOrder.length === 0 && leftOut.length === 0) return null
      await judgeAll(tx, inOrder)
      const outcomes = [...leftOut, ...again.map((one) => outcomeOf(one, correction)), ...fresh.map(outcomeOfNew)]
      return { judged: outcomes.length, ...tallyOutcomes(outcomes) }
    },
  }
}

function outcomeOfNew(candidate: Candidate): Outcome {
  const status = statusOf(candidate)
  const { code, reason } = dispositionOf(candidate)
  if (status === 'processing') throw new Error('A lead that was checked is not being processed')
  return status === 'accepted' ? { kind: 'accepted', code } : { kind: status, code, reason }
}
