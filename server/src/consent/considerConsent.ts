import type { TransactionSql } from 'postgres'

import type { ChannelChoice } from '@switchyard/contract/consent/channels.ts'

import type { JobLead, LeftOut } from '../jobs/action.ts'
import { channelsOf, channelWords, decideConsent } from './decideConsent.ts'
import { readConsent } from './readConsent.ts'

/** One answer for each lead, in order: null where at least one of the channels changes. */
export async function considerConsent(
  tx: TransactionSql,
  accountId: string,
  leads: readonly JobLead[],
  channels: ChannelChoice,
  to: 'yes' | 'no',
): Promise<readonly LeftOut[]> {
  const current = await readConsent(tx, accountId, leads)
  const already = `${to === 'no' ? 'unsubscribed from' : 'subscribed to'} ${channelWords(channelsOf(channels))} already`
  return leads.map(({ id, erased }) => {
    if (erased) return 'erased'
    const own = current.get(id)
    if (!own) return 'not found'
    return decideConsent(own, channels, to).length === 0 ? already : null
  })
}
