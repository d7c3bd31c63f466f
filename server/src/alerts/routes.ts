// The endpoints of alerts.

import type { TransactionSql } from 'postgres'

import { acknowledgeAlert } from '@switchyard/contract/alerts/acknowledge.ts'
import { listAlerts } from '@switchyard/contract/alerts/list.ts'
import { resolveAlert } from '@switchyard/contract/alerts/resolve.ts'

import { audit } from '../access/audit.ts'
import { idPage, pageOf } from '../access/page.ts'
import type { Database } from '../db/database.ts'
import { notFound } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import { alertColumns, shownAlert, type AlertRow, type ShownAlert } from './alertRow.ts'
import { countOpenAlerts } from './countOpenAlerts.ts'

export function alertRoutes(db: Database): Route[] {
  return [
    handle(listAlerts, async ({ caller, query }) => {
      const { below, limit } = idPage(query)
      const { open, acknowledged, kind } = query
      return db.asAccount(caller.accountId, async (tx) => {
        const [rows, counts] = await Promise.all([
          tx<AlertRow[]>`
            SELECT ${alertColumns(tx)} FROM alerts a
            WHERE a.account_id = current_account() AND a.id < ${below}::bigint
              ${open === undefined ? tx`` : open ? tx`AND a.resolved_at IS NULL` : tx`AND a.resolved_at IS NOT NULL`}
              ${acknowledged === undefined ? tx`` : tx`AND (a.acknowledged_at IS NOT NULL) = ${acknowledged}`}
              ${kind === undefined ? tx`` : tx`AND a.kind = ANY(${kind}::text[])`}
            ORDER BY a.id DESC LIMIT ${limit + 1}`,
          countOpenAlerts(tx),
        ])
        const page = pageOf(rows, limit)
        return { alerts: page.rows.map(shownAlert), counts, nextCursor: page.nextCursor }
      })
    }),
    handle(acknowledgeAlert, async ({ caller, params, request }) =>
      db.asAccount(caller.accountId, async (tx) => {
        const { accountId, actor } = caller
        const [changed] = await tx<AlertRow[]>`
          UPDATE alerts a SET acknowledged_at = now(), acknowledged_by = ${actor}
          WHERE a.account_id = current_account() AND a.id = ${params.id}::bigint AND a.acknowledged_at IS NULL AND a.resolved_at IS NULL
          RETURNING ${alertColumns(tx)}`
        if (!changed) return findAlert(tx, params.id)
        const after = { kind: changed.kind, subject: changed.subject }
        const object = `alert ${params.id}`
        await audit(tx, { accountId, actor, action: 'alert.acknowledge', object, after, requestId: request.id })
        return shownAlert(changed)
      }),
    ),
    handle(resolveAlert, async ({ caller, params, request }) =>
      db.asAccount(caller.accountId, async (tx) => {
        const [closed] = await tx<AlertRow[]>`
          UPDATE alerts a SET resolved_at = now(), resolved_by = ${caller.actor}
          WHERE a.account_id = current_account() AND a.id = ${params.id}::bigint AND a.resolved_at IS NULL
          RETURNING ${alertColumns(tx)}`
        if (closed) {
          const { accountId, actor } = caller
          const object = `alert ${params.id}`
          const after = { kind: closed.kind, subject: closed.subject }
          await audit(tx, { accountId, actor, action: 'alert.resolve', object, after, requestId: request.id })
          return shownAlert(closed)
        }
        return findAlert(tx, params.id)
      }),
    ),
  ]
}

async function findAlert(tx: TransactionSql, id: string): Promise<ShownAlert> {
  const [known] = await tx<AlertRow[]>`
    SELECT ${alertColumns(tx)} FROM alerts a WHERE a.account_id = current_account() AND a.id = ${id}::bigint`
  if (!known) throw notFound(`Alert ${id}`)
  return shownAlert(known)
}
