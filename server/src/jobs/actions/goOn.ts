// How leads go on after a correction: checked again, or sent to the buyer again that refused them.

import type { TransactionSql } from 'postgres'

import { dispatchClass } from '../../queue/dispatches.ts'
import type { Cause } from '../../readmission/cause.ts'
import { readmit } from '../../readmission/readmit.ts'
import type { ItemResult, JobLead, RunningScope } from '../action.ts'
import { considerRedelivery } from '../redelivery/consider.ts'
import { sendAgain } from '../redelivery/sendAgain.ts'
import type { RedeliverParts } from './redeliver.ts'
import type { ReadmittingParts } from './readmittingParts.ts'
import { resultOf } from './resultOf.ts'

export interface GoingOn {
  readonly parts: ReadmittingParts & RedeliverParts
  readonly scope: RunningScope
  readonly afterCommit: (then: () => void) => void
}

/** One result for each lead, in order. */
export async function checkLeads(
  tx: TransactionSql,
  { parts, scope, afterCommit }: GoingOn,
  cause: Cause,
  leads: readonly JobLead[],
): Promise<readonly ItemResult[]> {
  const { accountId, setup, actor } = scope
  const again = { accountId, setup, leads, cause, actor, class: dispatchClass.bulk }
  const readmitted = await readmit(tx, parts, again)
  if (readmitted.dispatches.length > 0) afterCommit(() => parts.wake(readmitted.dispatches))
  return readmitted.outcomes.map(resultOf)
}

/** One result for each lead, in order; its rules are asked with the values that the leads have now. */
export async function resendLeads(
  tx: TransactionSql,
  { parts, scope, afterCommit }: GoingOn,
  delivery: string,
  leads: readonly JobLead[],
): Promise<readonly ItemResult[]> {
  const wish = { delivery, skipRules: false, includeAccepted: false }
  const refusals = await considerRedelivery(tx, scope, wish, leads)
  const going = leads.filter((_, index) => (refusals[index] ?? null) === null)
  const again = await sendAgain(tx, scope, wish, going, parts.dispatchIds)
  if (again.dispatches.length > 0) afterCommit(() => parts.wake(again.dispatches))
  if (again.freesPlaces) afterCommit(parts.onFreed)
  const byId = new Map(going.map(({ id }, index) => [id, again.results[index]]))
  return leads.map(({ id }, index): ItemResult => {
    return byId.get(id) ?? { kind: 'leftOut', reason: refusals[index] ?? 'not found' }
  })
}
