// Cure: leads that were refused get a new value where one was asked for, and are checked again, or sent to the buyer again that
// refused them. A change of set-up was written before, with the job.

import type { TransactionSql } from 'postgres'

import type { CureOptions } from '@switchyard/contract/jobs/actions/cure.ts'

import { invalid } from '../../http/problem.ts'
import { editLeads } from '../../leads/edit.ts'
import type { Cause } from '../../readmission/cause.ts'
import { readOffers } from '../../readmission/readOffers.ts'
import { lockStoredLeads } from '../../readmission/storedLead.ts'
import { leftOutOfCure } from '../../resolve/leftOutOfCure.ts'
import { fieldOf } from '../../resolve/listsOf.ts'
import { replacementOf, type NewValue } from '../../resolve/replaceValue.ts'
import type { ItemResult, JobAction, JobLead, RunningScope } from '../action.ts'
import { considerRedelivery } from '../redelivery/consider.ts'
import { problemsOf } from '../redelivery/target.ts'
import { checkLeads, resendLeads } from './goOn.ts'
import type { RedeliverParts } from './redeliver.ts'
import type { ReadmittingParts } from './readmittingParts.ts'

const late: ItemResult = { kind: 'later', reason: 'the change of set-up has not come here yet' }

export function createCure(parts: ReadmittingParts & RedeliverParts): JobAction<CureOptions> {
  return {
    name: 'cure',
    chunk: 500,
    async check(_tx, { setup }, options, campaigns) {
      if (options.delivery === undefined) return
      const problems = problemsOf(setup, redelivery(options), campaigns)
      if (problems.length > 0) throw invalid(problems, 422, 'invalid_job')
    },
    async consider(tx, scope, options, leads) {
      // With a new value the delivery's rules are asked when it is there.
      if (options.delivery !== undefined) return considerRedelivery(tx, scope, redelivery(options), leads)
      const offers = await readOffers(
        tx,
        scope.accountId,
        leads.map(({ id }) => id),
      )
      return leads.map((lead) => leftOutOfCure(lead, offers.of(lead.id), scope.setup))
    },
    async run(tx, scope, options, leads, afterCommit) {
      if (scope.setup.version < options.setupVersion) return leads.map(() => late)
      const { todo, results } = options.set
        ? await editAll(tx, scope, options.set, options.reason, leads)
        : { todo: leads, results: new Map<string, ItemResult>() }
      const going = { parts, scope, afterCommit }
      const cause: Cause = { kind: 'reprocess', waive: new Set(options.skip), reason: options.reason ?? null }
      const done =
        todo.length === 0
          ? []
          : options.delivery === undefined
            ? await checkLeads(tx, going, cause, todo)
            : await resendLeads(tx, going, options.delivery, todo)
      todo.forEach(({ id }, index) => {
        const result = done[index]
        if (result) results.set(id, result)
      })
      return leads.map(({ id }) => results.get(id) ?? { kind: 'leftOut', reason: 'not found' })
    },
  }
}

function redelivery({ delivery, set }: CureOptions) {
  return { delivery, skipRules: set !== undefined, includeAccepted: false }
}

/** Leads that now have the new value go on; the others have their result. */
async function editAll(
  tx: TransactionSql,
  { accountId, setup, actor }: RunningScope,
  set: NewValue,
  reason: string | undefined,
  leads: readonly JobLead[],
): Promise<{ todo: readonly JobLead[]; results: Map<string, ItemResult> }> {
  const stored = new Map((await lockStoredLeads(tx, accountId, leads)).map((lead) => [lead.id, lead]))
  const results = new Map<string, ItemResult>()
  const edits = leads.flatMap(({ id }) => {
    const lead = stored.get(id)
    if (!lead) return []
    const replacement = replacementOf(lead, fieldOf(setup, lead.campaign, set.field), set)
    if (replacement.kind === 'edit') {
      return [{ id, fields: replacement.fields, reason: reason ?? 'Cure', revision: null, actor }]
    }
    results.set(id, replacement)
    return []
  })
  const edited = await editLeads(tx, setup, edits)
  const ready = new Set<string>()
  edited.forEach((one, index) => {
    const id = edits[index]?.id ?? ''
    if (one.kind === 'edited' || one.kind === 'unchanged') ready.add(id)
    else if (one.kind === 'failures') {
      results.set(id, {
        kind: 'failed',
        outcome: 'rejected',
        reason: one.failures.map(({ message }) => message).join('; '),
      })
    } else results.set(id, { kind: 'leftOut', reason: one.kind === 'erased' ? 'erased' : 'not found' })
  })
  return { todo: leads.filter(({ id }) => ready.has(id)), results }
}
