// Unsubscribe: leads are not written to any more, by email, by SMS, or at all.

import type { UnsubscribeOptions } from '@switchyard/contract/jobs/actions/unsubscribe.ts'

import { changeConsent } from '../../consent/changeConsent.ts'
import { considerConsent } from '../../consent/considerConsent.ts'
import type { JobAction } from '../action.ts'

export const unsubscribeAction: JobAction<UnsubscribeOptions> = {
  name: 'unsubscribe',
  chunk: 1000,
  consider: (tx, { accountId }, { channels }, leads) => considerConsent(tx, accountId, leads, channels, 'no'),
  async run(tx, { accountId, actor, jobId }, { channels, evidence }, leads) {
    const wish = { accountId, channels, to: 'no', actor, source: `job ${jobId}`, evidence: evidence ?? null } as const
    const changed = await changeConsent(tx, wish, leads)
    return leads.map(({ id }) => {
      const before = changed.get(id)
      if (!before) return { kind: 'leftOut', reason: 'changed meanwhile' }
      return { kind: 'succeeded', outcome: 'unsubscribed', reason: null, before }
    })
  },
}
