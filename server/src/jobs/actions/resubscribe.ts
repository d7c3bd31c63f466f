// Resubscribe: people have said that they may be written to again. Never for who stands on a suppression list of the campaign.

import type { TransactionSql } from 'postgres'

import type { ResubscribeOptions } from '@switchyard/contract/jobs/actions/resubscribe.ts'

import { changeConsent } from '../../consent/changeConsent.ts'
import { considerConsent } from '../../consent/considerConsent.ts'
import { readSuppressed } from '../../consent/readSuppressed.ts'
import type { JobAction, JobLead, JobScope, LeftOut } from '../action.ts'

export const resubscribeAction: JobAction<ResubscribeOptions> = {
  name: 'resubscribe',
  chunk: 500,
  async consider(tx, scope, { channels }, leads) {
    const answers = await considerConsent(tx, scope.accountId, leads, channels, 'yes')
    const suppressed = await suppressedAmong(tx, scope, leads)
    return leads.map((lead, index) => answers[index] ?? suppressed(lead))
  },
  async run(tx, { accountId, actor, jobId }, { channels, evidence }, leads) {
    // Considered a moment ago in this very transaction: an entry that came since is one that came after.
    const changed = await changeConsent(
      tx,
      { accountId, channels, to: 'yes', actor, source: `job ${jobId}`, evidence },
      leads,
    )
    return leads.map(({ id }) => {
      const before = changed.get(id)
      if (!before) return { kind: 'leftOut', reason: 'changed meanwhile' }
      return { kind: 'succeeded', outcome: 'resubscribed', reason: null, before }
    })
  },
}

async function suppressedAmong(
  tx: TransactionSql,
  { setup }: JobScope,
  leads: readonly JobLead[],
): Promise<(lead: JobLead) => LeftOut> {
  const lists = await readSuppressed(tx, setup, leads)
  return ({ id }) => {
    const list = lists.get(id)
    return list === undefined ? null : `stands on the suppression list ${list}`
  }
}
