// An alert as it is stored, and as the API shows it.

import type { z } from 'zod'
import type { PendingQuery, Row, TransactionSql } from 'postgres'

import type { alert } from '@switchyard/contract/alerts/alert.ts'
import { alertKinds, alertTitles } from '@switchyard/contract/alerts/words.ts'
import { alertLink } from '@switchyard/core/alerts/alertLink.ts'
import { humanise } from '@switchyard/core/text/humanise.ts'

export type ShownAlert = z.output<typeof alert>

export interface AlertRow {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly message: string
  readonly detail: Record<string, unknown>
  readonly count: number
  readonly firstAt: Date
  readonly lastAt: Date
  readonly acknowledgedAt: Date | null
  readonly acknowledgedBy: string | null
  readonly resolvedAt: Date | null
  readonly resolvedBy: string | null
  /** Null where the account has no settings of its own. */
  readonly muted: boolean | null
}

/** For `alerts a`. */
export function alertColumns(tx: TransactionSql): PendingQuery<Row[]> {
  return tx`a.id::text AS id, a.kind, a.subject, a.message, a.detail, a.count, a.first_at AS "firstAt", a.last_at AS "lastAt",
    a.acknowledged_at AS "acknowledgedAt", a.acknowledged_by AS "acknowledgedBy", a.resolved_at AS "resolvedAt",
    a.resolved_by AS "resolvedBy", (SELECT s.doc -> 'muted' ? a.kind FROM alert_settings s WHERE s.account_id = a.account_id) AS muted`
}

export function shownAlert(row: AlertRow): ShownAlert {
  const { firstAt, lastAt, acknowledgedAt, resolvedAt, muted, ...rest } = row
  const known = alertKinds.find((kind) => kind === row.kind)
  return {
    ...rest,
    title: known ? alertTitles[known] : humanise(row.kind),
    link: alertLink(row),
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
    resolvedAt: resolvedAt?.toISOString() ?? null,
    muted: muted ?? false,
  }
}
