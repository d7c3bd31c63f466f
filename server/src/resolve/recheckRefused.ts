// What would become of leads that a buyer refused, up to the request: the new value is checked, then the delivery's rules with it.

import type { TransactionSql } from 'postgres'

import { assertNever } from '@switchyard/core/assert.ts'

import { planEdit } from '../leads/planEdit.ts'
import type { Outcome } from '../readmission/outcome.ts'
import { readStoredLeads, type LeadRef, type StoredLead } from '../readmission/storedLead.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { fieldOf } from './listsOf.ts'
import { replacementOf, type NewValue } from './replaceValue.ts'

const page = 500

export interface Resending {
  readonly setup: AccountSetup
  readonly delivery: string
  readonly set: NewValue
}

/** By lead: null where it would be sent, as far as its values go. Leads that are not there are missing. */
export async function recheckRefused(
  tx: TransactionSql,
  resending: Resending,
  refs: readonly LeadRef[],
): Promise<ReadonlyMap<string, Outcome | null>> {
  const found = new Map<string, Outcome | null>()
  for (let from = 0; from < refs.length; from += page) {
    const stored = await readStoredLeads(tx, resending.setup.accountId, refs.slice(from, from + page))
    for (const lead of stored) found.set(lead.id, outcomeOf(lead, resending))
  }
  return found
}

function outcomeOf(lead: StoredLead, { setup, delivery, set }: Resending): Outcome | null {
  const replacement = replacementOf(lead, fieldOf(setup, lead.campaign, set.field), set)
  if (replacement.kind === 'leftOut') return replacement
  const campaign = setup.campaigns.get(lead.campaign)
  const plan = planEdit(lead, campaign, replacement.fields)
  switch (plan.kind) {
    case 'failures': {
      const [failure] = plan.failures
      return { kind: 'rejected', code: failure?.code ?? lead.code, reason: failure?.message ?? null }
    }
    case 'unknownFields':
      return { kind: 'leftOut', reason: `its campaign has no field ${set.field}` }
    case 'unchanged':
      return null
    case 'edited': {
      const wants = campaign?.routing.candidates.find(({ key }) => key === delivery)?.wants ?? null
      const { facts } = plan.screened
      return wants === null || wants.test(facts) ? null : { kind: 'leftOut', reason: wants.explain(facts) }
    }
    default:
      return assertNever(plan)
  }
}
