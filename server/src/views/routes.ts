// The endpoints of saved views.

import { deleteView as deleteEndpoint } from '@switchyard/contract/views/delete.ts'
import { listViews } from '@switchyard/contract/views/list.ts'
import { putView } from '@switchyard/contract/views/put.ts'
import { showView } from '@switchyard/contract/views/show.ts'

import type { Database } from '../db/database.ts'
import { invalid, notFound, Problem } from '../http/problem.ts'
import { handle, type Caller, type Route } from '../http/route.ts'
import { deleteView, readViews, writeView, type ViewRow } from './store.ts'

export function viewRoutes(db: Database): Route[] {
  return [
    handle(listViews, async ({ caller }) => {
      const rows = await db.asAccount(caller.accountId, (tx) => readViews(tx, caller.userId))
      return { views: rows.map((row) => shownView(row, caller)) }
    }),
    handle(showView, async ({ caller, params }) => {
      const [row] = await db.asAccount(caller.accountId, (tx) => readViews(tx, caller.userId, params.key))
      if (!row) throw notFound(`View '${params.key}'`)
      return shownView(row, caller)
    }),
    handle(putView, async ({ caller, params, body }) => {
      if (body.shared && caller.scope === 'read') {
        throw new Problem(403, 'forbidden', 'Sharing a view needs the scope operate or admin')
      }
      if (!body.shared && caller.userId === null) {
        const message = 'A view made with an API key belongs to nobody, so it has to be shared'
        throw invalid([{ path: 'shared', code: 'invalid_value', message }], 422)
      }
      const row = await db.asAccount(caller.accountId, async (tx) => {
        const written = await writeView(tx, params.key, body, { ...caller, asAdmin: caller.scope === 'admin' })
        if (!written) throw new Problem(409, 'key_taken', `The key '${params.key}' belongs to a view of somebody else`)
        const [stored] = await readViews(tx, caller.userId, params.key)
        // An admin would hide somebody's view from themselves with it.
        if (!stored) throw new Problem(403, 'forbidden', 'Only its owner may stop sharing a view')
        return stored
      })
      return shownView(row, caller)
    }),
    handle(deleteEndpoint, ({ caller, params }) =>
      db.asAccount(caller.accountId, async (tx) => {
        const [row] = await readViews(tx, caller.userId, params.key)
        if (!row) throw notFound(`View '${params.key}'`)
        if (!mayChange(row, caller)) {
          throw new Problem(403, 'forbidden', 'Only its owner or an admin may delete a shared view')
        }
        await deleteView(tx, params.key)
        return undefined
      }),
    ),
  ]
}

function mayChange(row: ViewRow, caller: Caller): boolean {
  if (row.owner !== null && row.owner === caller.userId) return true
  return row.shared && (caller.scope === 'admin' || (row.owner === null && caller.userId === null))
}

function shownView(row: ViewRow, caller: Caller) {
  const { key, shared, version, doc, updatedBy } = row
  return {
    key,
    ...doc,
    shared,
    owner: row.ownerEmail,
    mine: mayChange(row, caller),
    version,
    updatedAt: row.updatedAt.toISOString(),
    updatedBy,
  }
}
