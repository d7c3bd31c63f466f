// DELETE /v1/leads/{id}

import { deleteLead as deleteEndpoint } from '@switchyard/contract/leads/delete.ts'

import type { Database } from '../db/database.ts'
import type { IdBlock } from '../db/ids.ts'
import { eraseLeads } from '../erasure/eraseLeads.ts'
import { notFound } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import type { LiveSetup } from '../setup/live.ts'

export function deleteLeadRoute(parts: {
  readonly db: Database
  readonly live: LiveSetup
  readonly dispatchIds: IdBlock
  /** Leads about which nothing is open any more. */
  readonly onSettled: (leadIds: readonly string[]) => void
  readonly leadsChanged: (accountId: string, leadIds: readonly string[]) => void
}): Route {
  return handle(deleteEndpoint, async ({ caller, params, request }) => {
    const setup = await parts.live.account(caller.accountId)
    const settled = await parts.db.asAccount(caller.accountId, async (tx) => {
      const leads = await tx<{ id: string; receivedAt: Date }[]>`
        SELECT l.id::text AS id, l.received_at AS "receivedAt" FROM leads l
        WHERE l.account_id = ${caller.accountId} AND l.id = ${params.id}::bigint`
      if (leads.length === 0) throw notFound(`Lead ${params.id}`)
      const erasure = { setup, leads, actor: caller.actor, requestId: request.id }
      return (await eraseLeads(tx, parts.dispatchIds, erasure)).concluded.settledLeads
    })
    if (settled.length > 0) parts.onSettled(settled)
    parts.leadsChanged(caller.accountId, [params.id])
    return undefined
  })
}
