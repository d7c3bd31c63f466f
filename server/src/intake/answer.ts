// What the sender of a lead is told.

import type { Sql, TransactionSql } from 'postgres'

import type { Disposition, DispositionCode, Failure } from '@switchyard/core/lead/disposition.ts'
import type { LeadStatus, Sold } from '@switchyard/core/lead/states.ts'
import { formatMoney } from '@switchyard/core/money/money.ts'

import { dispositionOf, statusOf, type Candidate } from './candidate.ts'

export interface LeadAnswer {
  readonly id: string
  readonly status: LeadStatus
  readonly sold: Sold
  /** What the supplier earns for the lead, "2.00"; null while that is open or nothing. Never the buyer's price. */
  readonly price: string | null
  readonly currency: string
  readonly redirectUrl: string | null
  readonly disposition: Disposition
  readonly duplicateOf: string | null
  readonly test: boolean
  readonly receivedAt: string
}

export function answerOfCandidate(candidate: Candidate, payout: bigint): LeadAnswer {
  return {
    id: candidate.id,
    status: statusOf(candidate),
    sold: candidate.sold,
    price: payout > 0n ? formatMoney(payout) : null,
    currency: candidate.campaign.doc.currency,
    redirectUrl: null,
    disposition: dispositionOf(candidate),
    duplicateOf: candidate.duplicateOf,
    test: candidate.incoming.test,
    receivedAt: candidate.incoming.receivedAt.toISOString(),
  }
}

/** The answer as the lead stands now, for repeats and for callers who waited. Leads that were erased are missing. */
export async function readAnswers(
  sql: Sql | TransactionSql,
  leads: readonly { readonly accountId: string; readonly leadId: string }[],
): Promise<ReadonlyMap<string, LeadAnswer>> {
  if (leads.length === 0) return new Map()
  const wanted = JSON.stringify(leads.map((lead) => ({ account_id: lead.accountId, id: lead.leadId })))
  const rows = await sql<
    {
      id: string
      status: LeadStatus
      sold: Sold
      payout: string
      currency: string
      redirectUrl: string | null
      code: DispositionCode
      reason: string | null
      failures: readonly Failure[]
      duplicateOf: string | null
      test: boolean
      receivedAt: Date
    }[]
  >`
    SELECT l.id::text AS id, l.status, l.sold, l.payout, l.currency, l.redirect_url AS "redirectUrl", l.code, l.reason, d.failures,
      l.duplicate_of::text AS "duplicateOf", l.test, l.received_at AS "receivedAt"
    FROM json_to_recordset(${wanted}::text::json) AS w (account_id bigint, id bigint)
    JOIN leads l ON l.account_id = w.account_id AND l.id = w.id
    JOIN lead_data d ON d.account_id = l.account_id AND d.lead_id = l.id AND d.received_at = l.received_at`
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        status: row.status,
        sold: row.sold,
        price: row.payout === '0' ? null : formatMoney(BigInt(row.payout)),
        currency: row.currency,
        redirectUrl: row.redirectUrl,
        disposition: { code: row.code, reason: row.reason, failures: row.failures },
        duplicateOf: row.duplicateOf,
        test: row.test,
        receivedAt: row.receivedAt.toISOString(),
      },
    ]),
  )
}
