// A campaign whose set-up does not compile takes no lead and loses none: senders are told to come back.

import type { Screening } from '@switchyard/core/screening/screened.ts'

import { Problem } from '../http/problem.ts'

const retryAfterSeconds = 60

export function campaignFault(reference: string, fault: string): Problem {
  const detail = `Campaign ${reference} can take no leads at the moment, because its set-up cannot be used: ${fault}. Nothing was stored; send it again later.`
  return new Problem(503, 'setup_fault', detail, { headers: { 'retry-after': String(retryAfterSeconds) } })
}

/** Refuses every lead with that problem. */
export function screeningWithFault(reference: string, fault: string): Screening {
  return {
    screen() {
      throw campaignFault(reference, fault)
    },
  }
}
