// Reprocess: leads that are not accepted are checked again, accepted ones that nobody bought go along their route again.

import type { ReprocessOptions } from '@switchyard/contract/jobs/actions/reprocess.ts'

import { dispatchClass } from '../../queue/dispatches.ts'
import type { Cause } from '../../readmission/cause.ts'
import { leftOutOf } from '../../readmission/leftOut.ts'
import { readmit } from '../../readmission/readmit.ts'
import { readOffers } from '../../readmission/readOffers.ts'
import type { JobAction } from '../action.ts'
import type { ReadmittingParts } from './readmittingParts.ts'
import { resultOf } from './resultOf.ts'

export function createReprocess(parts: ReadmittingParts): JobAction<ReprocessOptions> {
  return {
    name: 'reprocess',
    chunk: 500,
    async consider(tx, { accountId, setup }, _options, leads) {
      const offers = await readOffers(
        tx,
        accountId,
        leads.map((lead) => lead.id),
      )
      return leads.map((lead) => leftOutOf(lead, offers.of(lead.id), setup))
    },
    async run(tx, { accountId, setup, actor }, options, leads, afterCommit) {
      const cause: Cause = { kind: 'reprocess', waive: new Set(options.skip), reason: options.reason ?? null }
      const done = await readmit(tx, parts, { accountId, setup, leads, cause, actor, class: dispatchClass.bulk })
      if (done.dispatches.length > 0) afterCommit(() => parts.wake(done.dispatches))
      return done.outcomes.map(resultOf)
    },
  }
}
