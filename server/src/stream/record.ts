// What the recorder is told of: leads that were taken in, and results that were written. After the commit, and with what is at hand.

import type { Counters } from '@switchyard/contract/stream/topics.ts'
import type { LeadStatus } from '@switchyard/core/lead/states.ts'

import type { Admitted } from '../intake/told.ts'
import type { Result } from '../settlement/result.ts'
import type { Recorder } from './recorder.ts'

/** `admitted` has one entry for each arrival, in its order. */
export function recordAdmitted(
  recorder: Recorder,
  arrivals: readonly { readonly incoming: { readonly accountId: string; readonly test: boolean } }[],
  admitted: readonly Admitted[],
): void {
  arrivals.forEach(({ incoming }, index) => {
    const one = admitted[index]
    if (one?.kind !== 'recorded') return
    recorder.leads(incoming.accountId, [one.answer.id])
    if (!incoming.test) recorder.count(incoming.accountId, countsOf(one.answer.status))
  })
}

/** Leads that rows of a file made. */
export function recordMade(
  recorder: Recorder,
  accountId: string,
  leads: readonly { readonly id: string; readonly status: LeadStatus; readonly test: boolean }[],
): void {
  recorder.leads(
    accountId,
    leads.map(({ id }) => id),
  )
  for (const { status, test } of leads) if (!test) recorder.count(accountId, countsOf(status))
}

export function recordResults(recorder: Recorder, results: readonly Result[]): void {
  for (const { accountId, leadId } of results) recorder.leads(accountId, [leadId])
}

function countsOf(status: LeadStatus): Partial<Counters> {
  switch (status) {
    case 'accepted':
    case 'rejected':
    case 'quarantined':
      return { received: 1, [status]: 1 }
    default:
      return { received: 1 }
  }
}
