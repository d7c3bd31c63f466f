// Release: leads in quarantine are let go on, or refused by the person who looked at them.

import type { ReleaseOptions } from '@switchyard/contract/jobs/actions/release.ts'

import { dispatchClass } from '../../queue/dispatches.ts'
import { leftOutOf } from '../../readmission/leftOut.ts'
import { readmit } from '../../readmission/readmit.ts'
import { readOffers } from '../../readmission/readOffers.ts'
import { refuseQuarantined } from '../../readmission/refuseQuarantined.ts'
import type { JobAction, JobLead } from '../action.ts'
import type { ReadmittingParts } from './readmittingParts.ts'
import { resultOf } from './resultOf.ts'

export function createRelease(parts: ReadmittingParts): JobAction<ReleaseOptions> {
  return {
    name: 'release',
    chunk: 500,
    async consider(tx, { accountId, setup }, _options, leads) {
      const offers = await readOffers(
        tx,
        accountId,
        leads.map((lead) => lead.id),
      )
      return leads.map((lead) => notHeld(lead) ?? leftOutOf(lead, offers.of(lead.id), setup))
    },
    async run(tx, { accountId, setup, actor }, options, leads, afterCommit) {
      const reason = options.reason ?? null
      if (options.to === 'reject') {
        const refused = await refuseQuarantined(tx, { accountId, leads, actor, reason })
        return leads.map(({ id }) =>
          refused.has(id)
            ? { kind: 'succeeded', outcome: 'rejected', reason }
            : { kind: 'leftOut', reason: 'not in quarantine' },
        )
      }
      const readmission = { accountId, setup, leads, cause: { kind: 'release', reason }, actor } as const
      const done = await readmit(tx, parts, { ...readmission, class: dispatchClass.bulk })
      if (done.dispatches.length > 0) afterCommit(() => parts.wake(done.dispatches))
      return done.outcomes.map(resultOf)
    },
    pace: ({ perMinute }) => (perMinute === undefined ? null : perMinute / 60),
  }
}

function notHeld({ erased, status }: JobLead): string | null {
  if (erased) return 'erased'
  return status === 'quarantined' ? null : 'not in quarantine'
}
