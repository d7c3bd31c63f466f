// API keys as text: shown once, kept as a hash. They are random, so a fast hash is enough; passwords are another matter.

import { createHash, randomBytes } from 'node:crypto'

export interface NewKey {
  /** The whole key; never stored. */
  readonly text: string
  readonly hash: Buffer
  /** Tells keys apart in lists. */
  readonly prefix: string
  readonly last4: string
}

export function makeKey(): NewKey {
  return describeKey(`sy_${randomBytes(24).toString('base64url')}`)
}

export function describeKey(text: string): NewKey {
  return { text, hash: hashSecret(text), prefix: text.slice(0, Math.min(7, text.length - 4)), last4: text.slice(-4) }
}

/** For keys and session tokens. */
export function hashSecret(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
