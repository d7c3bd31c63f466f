// The leads that a cure is for, and the picklist it is about.

import type { TransactionSql } from 'postgres'

import type { CureRequest } from '@switchyard/contract/causes/cureRequest.ts'
import type { LeadSelection } from '@switchyard/contract/jobs/selection.ts'
import type { Cause } from '@switchyard/core/causes/cause.ts'
import { valueSignature } from '@switchyard/core/causes/signature.ts'

import { invalid, notFound } from '../http/problem.ts'
import { campaignsOf } from '../jobs/plan.ts'
import { membership } from '../jobs/membership.ts'
import { findCause } from './findCause.ts'

export interface CureTarget {
  /** Null: leads that were chosen. */
  readonly cause: Cause | null
  readonly selection: LeadSelection
  readonly campaigns: readonly string[]
}

export async function targetOf(
  tx: TransactionSql,
  { cause: id, from, to, selection }: Omit<CureRequest, 'cure'>,
): Promise<CureTarget> {
  if (selection) return { cause: null, selection, campaigns: await campaignsOf(tx, selection) }
  const found = id === undefined ? null : await findCause(tx, id, { from, to })
  if (!found) throw notFound(`A cause ${id ?? ''} that any lead has`)
  return {
    cause: found.cause,
    selection: { ids: found.leads.map((lead) => lead.id) },
    campaigns: [found.cause.campaign],
  }
}

export interface ListTarget {
  readonly list: string
  /** Campaigns whose leads are cured, with their fields of that list. */
  readonly places: readonly { readonly campaign: string; readonly field: string }[]
  /** Everything that was sent for the value. */
  readonly spellings: readonly string[]
}

/** Throws 422 when the leads do not say which list is meant. */
export async function listTargetOf(
  tx: TransactionSql,
  { cause, selection }: CureTarget,
  wish: { readonly value: string; readonly picklist?: string | undefined },
): Promise<ListTarget> {
  if (cause) {
    if (cause.list === null || cause.field === null) {
      throw refused('cure.kind', 'not_a_list', 'This cause is not about a value of a picklist')
    }
    if (wish.picklist !== undefined && wish.picklist !== cause.list) {
      throw refused('cure.picklist', 'other_list', `This cause is about picklist ${cause.list}`)
    }
    const spellings = cause.spellings.map(({ value }) => value)
    return { list: cause.list, places: [{ campaign: cause.campaign, field: cause.field }], spellings }
  }
  const rows = await tx<{ list: string; campaign: string; field: string; value: string }[]>`
    SELECT DISTINCT f.list, m.campaign, f.field, f.value
    FROM (${membership(tx, selection)}) m
    JOIN lead_data v ON v.account_id = current_account() AND v.lead_id = m.id AND v.received_at = m.received_at
    CROSS JOIN LATERAL jsonb_to_recordset(v.failures) AS f (code text, field text, value text, list text)
    WHERE f.code IN ('REJECT_LEAD_INVALID_LIST_VALUE', 'REJECT_LEAD_DISALLOWED_LIST_VALUE') AND f.list IS NOT NULL
      AND f.field IS NOT NULL AND f.value IS NOT NULL AND (${wish.picklist ?? null}::text IS NULL OR f.list = ${wish.picklist ?? null})`
  const meant = rows.filter(({ value }) => valueSignature(value) === valueSignature(wish.value))
  const [list, ...others] = [...new Set(meant.map((row) => row.list))]
  if (list === undefined) {
    throw refused('cure.value', 'no_such_value', `None of these leads was refused for '${wish.value}' in a picklist`)
  }
  if (others.length > 0) {
    const message = `These leads were refused by several picklists, name one: ${[list, ...others].join(', ')}`
    throw refused('cure.picklist', 'several_lists', message)
  }
  const places = new Map(meant.map(({ campaign, field }) => [`${campaign} ${field}`, { campaign, field }]))
  return { list, places: [...places.values()], spellings: [...new Set(meant.map(({ value }) => value))] }
}

function refused(path: string, code: string, message: string) {
  return invalid([{ path, code, message }], 422, 'invalid_cure')
}
