// What a change of consent comes to for one lead. Pure.

import type { ChannelChoice } from '@switchyard/contract/consent/channels.ts'
import type { ConsentChannel } from '@switchyard/contract/consent/change.ts'
import type { ConsentState } from '@switchyard/core/lead/states.ts'
import { inWords } from '@switchyard/core/text/inWords.ts'

export type ConsentOf = Readonly<Record<ConsentChannel, ConsentState>>

export interface ConsentStep {
  readonly channel: ConsentChannel
  readonly from: ConsentState
}

/** The channels that change; none when each of them says so already. */
export function decideConsent(current: ConsentOf, choice: ChannelChoice, to: 'yes' | 'no'): readonly ConsentStep[] {
  return channelsOf(choice).flatMap((channel) => {
    const from = current[channel]
    return from === to ? [] : [{ channel, from }]
  })
}

export function channelsOf(choice: ChannelChoice): readonly ConsentChannel[] {
  return choice === 'all' ? ['email', 'sms'] : [choice]
}

const names: Readonly<Record<ConsentChannel, string>> = { email: 'email', sms: 'SMS' }

/** "email and SMS" */
export function channelWords(channels: readonly ConsentChannel[]): string {
  return inWords(
    channels.map((channel) => names[channel]),
    'and',
  )
}
