// The endpoints that read and edit leads.

import { assertNever } from '@switchyard/core/assert.ts'
import { listLeads as listEndpoint } from '@switchyard/contract/leads/list.ts'
import { showLead as showEndpoint } from '@switchyard/contract/leads/show.ts'
import { updateLead as updateEndpoint } from '@switchyard/contract/leads/update.ts'

import type { Database } from '../db/database.ts'
import { invalid, notFound, Problem } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import { countRefusals } from '../resolve/countRefusals.ts'
import type { LiveSetup } from '../setup/live.ts'
import { editLeads } from './edit.ts'
import { listLeads } from './list.ts'
import { showLead } from './show.ts'

export function leadRoutes(
  db: Database,
  live: LiveSetup,
  leadsChanged: (accountId: string, leadIds: readonly string[]) => void,
): Route[] {
  return [
    handle(listEndpoint, async ({ caller, query }) => {
      const { sort, limit, cursor, ...filter } = query
      const page = { limit, cursor: cursor ?? null, order: sort === '-received' ? 'newest' : 'oldest' } as const
      // Causes are counted behind the leads: whoever asks by one misses none.
      if (filter.cause?.length) await countRefusals(db.engine, caller.accountId)
      const found = await db.asAccount(caller.accountId, (tx) => listLeads(tx, filter, page))
      if (found === 'badCursor') {
        const message = 'This cursor is not one of ours, or from an older version; start again without it'
        throw invalid([{ path: 'cursor', code: 'invalid_value', message }])
      }
      return found
    }),
    handle(showEndpoint, async ({ caller, params }) => {
      const lead = await db.asAccount(caller.accountId, (tx) => showLead(tx, params.id))
      if (!lead) throw notFound(`Lead ${params.id}`)
      return lead
    }),
    handle(updateEndpoint, async ({ caller, params, body }) => {
      const setup = await live.account(caller.accountId)
      const lead = await db.asAccount(caller.accountId, async (tx) => {
        const [edited] = await editLeads(tx, setup, [{ id: params.id, ...body, actor: caller.actor }])
        if (!edited) throw new Error('An edit was not answered')
        switch (edited.kind) {
          case 'missing':
            throw notFound(`Lead ${params.id}`)
          case 'erased':
            throw new Problem(409, 'erased', `Lead ${params.id} was erased; there is nothing left to edit`)
          case 'stale': {
            const detail = `Somebody edited this lead in between: it is at revision ${edited.revision}, you saw ${body.revision}`
            throw new Problem(409, 'stale_revision', detail)
          }
          case 'unknownFields':
            throw invalid(
              edited.fields.map((field) => ({
                path: `fields.${field}`,
                code: 'unknown_field',
                message: 'The campaign has no such field',
              })),
              422,
            )
          case 'failures':
            throw invalid(
              edited.failures.map(({ field, code, message }) => ({ path: `fields.${field ?? ''}`, code, message })),
              422,
              'invalid_lead',
            )
          case 'edited':
          case 'unchanged':
            return showLead(tx, params.id)
          default:
            return assertNever(edited)
        }
      })
      if (!lead) throw notFound(`Lead ${params.id}`)
      leadsChanged(caller.accountId, [lead.id])
      return lead
    }),
  ]
}
