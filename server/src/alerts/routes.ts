// The endpoints of alerts.

import { listAlerts } from '@switchyard/contract/alerts/list.ts'
import { resolveAlert } from '@switchyard/contract/alerts/resolve.ts'

import { audit } from '../access/audit.ts'
import { idPage, pageOf } from '../access/page.ts'
import type { Database } from '../db/database.ts'
import { notFound } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import { alertColumns, shownAlert, type AlertRow } from './alertRow.ts'

export function alertRoutes(db: Database): Route[] {
  return [
    handle(listAlerts, async ({ caller, query }) => {
      const { below, limit } = idPage(query)
      const rows = await db.asAccount(
        caller.accountId,
        (tx) => tx<AlertRow[]>`
          SELECT ${alertColumns(tx)} FROM alerts a
          WHERE a.account_id = current_account() AND a.id < ${below}::bigint
            ${query.open === undefined ? tx`` : query.open ? tx`AND a.resolved_at IS NULL` : tx`AND a.resolved_at IS NOT NULL`}
            ${query.kind === undefined ? tx`` : tx`AND a.kind = ANY(${query.kind}::text[])`}
          ORDER BY a.id DESC LIMIT ${limit + 1}`,
      )
      const page = pageOf(rows, limit)
      return { alerts: page.rows.map(shownAlert), nextCursor: page.nextCursor }
    }),
    handle(resolveAlert, async ({ caller, params, request }) =>
      db.asAccount(caller.accountId, async (tx) => {
        const [closed] = await tx<AlertRow[]>`
          UPDATE alerts a SET resolved_at = now()
          WHERE a.account_id = current_account() AND a.id = ${params.id}::bigint AND a.resolved_at IS NULL
          RETURNING ${alertColumns(tx)}`
        if (closed) {
          const { accountId, actor } = caller
          const object = `alert ${params.id}`
          const after = { kind: closed.kind, subject: closed.subject }
          await audit(tx, { accountId, actor, action: 'alert.resolve', object, after, requestId: request.id })
          return shownAlert(closed)
        }
        const [known] = await tx<AlertRow[]>`
          SELECT ${alertColumns(tx)} FROM alerts a WHERE a.account_id = current_account() AND a.id = ${params.id}::bigint`
        if (!known) throw notFound(`Alert ${params.id}`)
        return shownAlert(known)
      }),
    ),
  ]
}
