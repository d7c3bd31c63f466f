// What alerts can be about, and what may be said about them.

export const alertKinds = [
  'newCause',
  'rejectRate',
  'stuck',
  'divergence',
  'breakerOpen',
  'tlsFailure',
  'capFull',
  'capDrift',
  'unknownOutcomes',
  'doubleAccept',
  'lateAccept',
  'feedbackOverdue',
  'longTransaction',
] as const
export type AlertKind = (typeof alertKinds)[number]

/** As people read them. */
export const alertTitles: Readonly<Record<AlertKind, string>> = {
  newCause: 'New cause of rejection',
  rejectRate: 'Many rejections',
  stuck: 'Does not go on',
  divergence: 'Counts do not agree',
  breakerOpen: 'Destination fails',
  tlsFailure: 'No trusted connection',
  capFull: 'Cap is full',
  capDrift: 'Cap counted wrong',
  unknownOutcomes: 'Outcome unknown',
  doubleAccept: 'Accepted twice',
  lateAccept: 'Accepted too late',
  feedbackOverdue: 'No result from the other side',
  longTransaction: 'Database transaction left open',
}

export const messageStates = ['waiting', 'sending', 'sent', 'failed', 'unknown', 'cancelled'] as const
export type MessageState = (typeof messageStates)[number]

export const messageEvents = ['opened', 'closed', 'digest', 'test'] as const
export type MessageEvent = (typeof messageEvents)[number]

export const channelKinds = ['email', 'webhook'] as const
export type ChannelKind = (typeof channelKinds)[number]
