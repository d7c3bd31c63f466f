/** What became of one try to send a message. `reason` is in words, also when it went well. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly reason: string }
  /** Nothing of it has arrived: it may be tried again. */
  | { readonly kind: 'notSent'; readonly reason: string }
  /** Trying again brings the same answer. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It may or may not have arrived. */
  | { readonly kind: 'unknown'; readonly reason: string }
