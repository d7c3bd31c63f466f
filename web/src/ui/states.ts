// Every state as a person reads it: word, tone and icon. The one table that all screens use.

import type { Tone } from './tone.ts'

export type StateIconName =
  'check' | 'cross' | 'pause' | 'clock' | 'half' | 'dash' | 'back' | 'warning' | 'question' | 'skip' | 'arrow'

export interface StateView {
  readonly word: string
  readonly tone: Tone
  readonly icon: StateIconName
  /** What it means, in one sentence. */
  readonly meaning: string
}

type States = Readonly<Record<string, StateView>>

const view = (word: string, tone: Tone, icon: StateIconName, meaning: string): StateView => ({
  word,
  tone,
  icon,
  meaning,
})

const leadStatus: States = {
  accepted: view('Accepted', 'good', 'check', 'The lead passed every check.'),
  rejected: view('Rejected', 'bad', 'cross', 'A check refused the lead; it is kept and was not routed.'),
  quarantined: view('Quarantined', 'warn', 'pause', 'A filter holds the lead until a person decides.'),
  processing: view('Processing', 'neutral', 'clock', 'The lead is being checked.'),
  errored: view('Errored', 'warn', 'warning', 'Something failed on our side; the check is tried again by itself.'),
}

const sold: States = {
  sold: view('Sold', 'good', 'check', 'A buyer took the lead.'),
  unsold: view('Unsold', 'bad', 'cross', 'No buyer took the lead.'),
  returned: view('Returned', 'violet', 'back', 'The lead was sold and given back.'),
  pending: view('Awaiting buyer', 'neutral', 'clock', 'The result is not known yet.'),
}

const delivery: States = {
  full: view('FULL', 'good', 'check', 'All deliveries accepted the lead.'),
  partial: view('PARTIAL', 'warn', 'half', 'Some deliveries accepted the lead, others did not.'),
  fail: view('FAIL', 'bad', 'cross', 'No delivery accepted the lead.'),
  blank: view('BLANK', 'neutral', 'dash', 'The lead went to no delivery.'),
  pending: view('PENDING', 'neutral', 'clock', 'At least one delivery is still under way.'),
}

const dispatch: States = {
  queued: view('Queued', 'neutral', 'clock', 'Waiting for its turn.'),
  held: view('Held', 'neutral', 'pause', 'Kept until the delivery is open again.'),
  sending: view('Sending', 'info', 'arrow', 'The request is under way.'),
  pending: view('Awaiting buyer', 'neutral', 'clock', 'The buyer took it and tells the result later.'),
  accepted: view('Accepted', 'good', 'check', 'The buyer said yes.'),
  rejected: view('Rejected', 'bad', 'cross', 'The buyer said no.'),
  failed: view('Failed', 'bad', 'warning', 'No usable answer after all retries.'),
  review: view('Review', 'warn', 'question', 'A person must decide: it was sent, but what became of it is not known.'),
  skipped: view('Skipped', 'neutral', 'skip', 'Our own rules, caps or schedule kept it back.'),
  expired: view('Expired', 'warn', 'clock', 'It became too old before it could be sent.'),
  cancelled: view('Cancelled', 'neutral', 'cross', 'It was called off before it was sent.'),
}

const attempt: States = {
  accepted: view('Accepted', 'good', 'check', 'The answer means yes.'),
  rejected: view('Rejected', 'bad', 'cross', 'The answer means no.'),
  duplicate: view('Duplicate', 'bad', 'cross', 'The buyer has this lead already.'),
  throttled: view('Throttled', 'warn', 'pause', 'The destination asked us to slow down.'),
  retryable: view('Failed, will retry', 'warn', 'warning', 'A failure that may pass.'),
  permanent: view('Failed', 'bad', 'warning', 'A failure that retries cannot mend.'),
  not_sent: view('Not sent', 'warn', 'warning', 'Not one byte reached the destination.'),
  unknown: view('Unknown', 'warn', 'question', 'It was sent, but no answer is known.'),
  unrecognised: view('Not recognised', 'warn', 'question', 'No answer rule matched.'),
  pending: view('Awaiting result', 'neutral', 'clock', 'Taken; the result comes later.'),
}

const tables = { leadStatus, sold, delivery, dispatch, attempt } as const
export type StateKind = keyof typeof tables

/** A state that is newer than this page is shown by its own word rather than hidden. */
export function stateView(kind: StateKind, state: string): StateView {
  const table = tables[kind]
  return (Object.hasOwn(table, state) ? table[state] : undefined) ?? view(state, 'neutral', 'question', state)
}
