import type { PendingQuery, Row, Sql, TransactionSql } from 'postgres'

import type { pairingSides, pairingStates } from '@switchyard/contract/pairings/pairing.ts'

export interface PairingRow {
  readonly id: string
  readonly side: (typeof pairingSides)[number]
  readonly state: (typeof pairingStates)[number]
  readonly campaign: string
  readonly supplier: string | null
  readonly buyer: string | null
  readonly delivery: string | null
  readonly peer: string | null
  readonly expiresAt: Date | null
  readonly createdAt: Date
  readonly createdBy: string
  readonly endedAt: Date | null
  readonly endedBy: string | null
  readonly waiting: number
  readonly trouble: string | null
}

/** Of `pairings p`, together with what waits: results to tell where leads come in, results to hear where they go out. */
export function pairingColumns(sql: Sql | TransactionSql): PendingQuery<Row[]> {
  return sql`p.id::text AS id, p.side, p.state, p.campaign, p.supplier, p.buyer, p.delivery, p.peer, p.expires_at AS "expiresAt",
    p.created_at AS "createdAt", p.created_by AS "createdBy", p.ended_at AS "endedAt", p.ended_by AS "endedBy",
    CASE p.side
      WHEN 'receives' THEN (
        SELECT count(*)::int FROM feedback_out f JOIN leads l ON l.account_id = f.account_id AND l.id = f.lead_id
          AND l.received_at = f.received_at
        WHERE f.account_id = p.account_id AND l.supplier = p.supplier AND l.campaign = p.campaign)
      ELSE (
        SELECT count(*)::int FROM dispatches d
        WHERE d.account_id = p.account_id AND d.delivery = p.delivery AND d.state = 'pending') END AS waiting,
    CASE p.side WHEN 'receives' THEN (
      SELECT f.trouble FROM feedback_out f JOIN leads l ON l.account_id = f.account_id AND l.id = f.lead_id
        AND l.received_at = f.received_at
      WHERE f.account_id = p.account_id AND l.supplier = p.supplier AND l.campaign = p.campaign AND f.trouble IS NOT NULL
      LIMIT 1) END AS trouble`
}

export function shownPairing(row: PairingRow) {
  const { expiresAt, createdAt, endedAt } = row
  return {
    ...row,
    peer: row.peer === null ? null : originOf(row.peer),
    expiresAt: row.state === 'invited' ? (expiresAt?.toISOString() ?? null) : null,
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }
}

/** The address at which results are told holds a token, which nobody needs to see. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url
}
