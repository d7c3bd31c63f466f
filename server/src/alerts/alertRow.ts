// An alert as it is stored, and as the API shows it.

import type { z } from 'zod'
import type { PendingQuery, Row, TransactionSql } from 'postgres'

import type { alert } from '@switchyard/contract/alerts/alert.ts'

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
  readonly resolvedAt: Date | null
}

/** For `alerts a`. */
export function alertColumns(tx: TransactionSql): PendingQuery<Row[]> {
  return tx`a.id::text AS id, a.kind, a.subject, a.message, a.detail, a.count, a.first_at AS "firstAt", a.last_at AS "lastAt",
    a.resolved_at AS "resolvedAt"`
}

export function shownAlert(row: AlertRow): ShownAlert {
  const { firstAt, lastAt, resolvedAt, ...rest } = row
  return {
    ...rest,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
  }
}
