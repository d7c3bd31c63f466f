// Return: buyers give leads back. Revenue is booked back, the supplier's payout too where that is wished, and the leads may be
// offered to others.

import type { TransactionSql } from 'postgres'

import { assertNever } from '@switchyard/core/assert.ts'
import type { ReturnOptions } from '@switchyard/contract/jobs/actions/return.ts'
import { inWords } from '@switchyard/core/text/inWords.ts'

import { invalid } from '../../http/problem.ts'
import { dispatchClass } from '../../queue/dispatches.ts'
import type { Outcome } from '../../readmission/outcome.ts'
import { readmit } from '../../readmission/readmit.ts'
import { readOffers } from '../../readmission/readOffers.ts'
import { decideReturn } from '../../returns/decideReturn.ts'
import { forecastReturns } from '../../returns/forecastReturns.ts'
import { knownReason, readReturnReasons } from '../../returns/reasons.ts'
import { returnSales, settleReturned, type ReturnBefore } from '../../returns/returnSales.ts'
import type { ItemResult, JobAction, JobLead, RunningScope } from '../action.ts'
import type { ReadmittingParts } from './readmittingParts.ts'

export function createReturn(parts: ReadmittingParts): JobAction<ReturnOptions> {
  return {
    name: 'return',
    chunk: 250,
    async check(tx, { accountId, setup }, { reason, buyer }) {
      const known = await readReturnReasons(tx, accountId)
      if (knownReason(known, reason) === null) {
        const message = `'${reason}' is not one of the reasons: ${inWords(known.reasons, 'or')}`
        throw invalid([{ path: 'options.reason', code: 'unknown_reason', message }], 422, 'invalid_job')
      }
      if (buyer !== undefined && !setup.buyers.has(buyer)) {
        const message = `There is no buyer '${buyer}'`
        throw invalid([{ path: 'options.buyer', code: 'unknown_buyer', message }], 422, 'invalid_job')
      }
    },
    async consider(tx, { accountId }, { buyer }, leads) {
      const offers = await readOffers(
        tx,
        accountId,
        leads.map((lead) => lead.id),
      )
      return leads.map(({ id }) => {
        const decision = decideReturn(offers.of(id).dispatches, buyer)
        return decision.kind === 'leaveOut' ? decision.words : null
      })
    },
    async run(tx, scope, options, leads, afterCommit) {
      const { accountId, setup, actor, jobId } = scope
      const { buyer, reversePayout, reprocess } = options
      // The list may have been changed since: the job goes on with the word it was made with.
      const reason = knownReason(await readReturnReasons(tx, accountId), options.reason) ?? options.reason
      const wish = { setup, actor, reason, buyer, reversePayout, jobId, goesOn: reprocess }
      const { decisions, before } = await returnSales(tx, wish, leads)
      const back = leads.filter(({ id }) => decisions.get(id)?.kind === 'return')
      const again = reprocess ? await goOn(tx, parts, scope, back, afterCommit) : new Map<string, Outcome>()
      return leads.map(({ id }) => {
        const decision = decisions.get(id)
        if (decision?.kind === 'return') return returned(again.get(id), before.get(id))
        return { kind: 'leftOut', reason: decision?.words ?? 'not found' }
      })
    },
    forecast: forecastReturns,
  }
}

/** Runs the routes of the returned leads again. What came of each, by id. */
async function goOn(
  tx: TransactionSql,
  parts: ReadmittingParts,
  { accountId, setup, actor }: RunningScope,
  leads: readonly JobLead[],
  afterCommit: (then: () => void) => void,
): Promise<ReadonlyMap<string, Outcome>> {
  const cause = { kind: 'reprocess', waive: new Set<never>(), reason: 'Returned' } as const
  const done = await readmit(tx, parts, { accountId, setup, leads, cause, actor, class: dispatchClass.bulk })
  if (done.dispatches.length > 0) afterCommit(() => parts.wake(done.dispatches))
  const outcomes = new Map(
    leads.flatMap(({ id }, index) => {
      const outcome = done.outcomes[index]
      return outcome ? [[id, outcome] as const] : []
    }),
  )
  await settleReturned(
    tx,
    setup,
    leads.filter(({ id }) => outcomes.get(id)?.kind !== 'routed'),
  )
  return outcomes
}

function returned(again: Outcome | undefined, before: ReturnBefore | undefined): ItemResult {
  return { kind: 'succeeded', outcome: 'returned', reason: again ? againWords(again) : null, ...(before && { before }) }
}

function againWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'accepted':
    case 'routed':
      return 'offered to others'
    case 'unsold':
    case 'leftOut':
      return `not offered to others: ${outcome.reason}`
    case 'rejected':
    case 'quarantined':
    case 'errored':
      return `not offered to others: ${outcome.reason ?? outcome.code}`
    default:
      return assertNever(outcome)
  }
}
