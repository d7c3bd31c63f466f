// What would become of leads that a buyer refused, up to the request: the new value is checked, then the delivery's rules with it.

import type { TransactionSql } from 'postgres'

import { assertNever } from '@switchyard/core/assert.ts'
import type { Failure } from '@switchyard/core/lead/disposition.ts'

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
  return resentOutcome(lead, { setup, delivery }, replacement.fields).outcome
}

export interface Resent {
  /** Null where it would be sent, as far as its values go. */
  readonly outcome: Outcome | null
  readonly failures: readonly Failure[]
}

/** What would become of a lead with new values, up to the request. Pure. */
export function resentOutcome(
  lead: StoredLead,
  { setup, delivery }: Pick<Resending, 'setup' | 'delivery'>,
  fields: Readonly<Record<string, unknown>>,
): Resent {
  const campaign = setup.campaigns.get(lead.campaign)
  const plan = planEdit(lead, campaign, fields)
  switch (plan.kind) {
    case 'failures': {
      const [failure] = plan.failures
      const outcome = { kind: 'rejected', code: failure?.code ?? lead.code, reason: failure?.message ?? null } as const
      return { outcome, failures: plan.failures }
    }
    case 'unknownFields': {
      const reason = `its campaign has no field ${plan.fields.join(', ')}`
      return { outcome: { kind: 'leftOut', reason }, failures: [] }
    }
    case 'unchanged':
      return { outcome: null, failures: [] }
    case 'edited': {
      const wants = campaign?.routing.candidates.find(({ key }) => key === delivery)?.wants ?? null
      const { facts } = plan.screened
      if (wants === null || wants.test(facts)) return { outcome: null, failures: [] }
      return { outcome: { kind: 'leftOut', reason: wants.explain(facts) }, failures: [] }
    }
    default:
      return assertNever(plan)
  }
}
