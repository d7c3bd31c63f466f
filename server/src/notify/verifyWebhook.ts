// The other side of signWebhook.

import { createHmac, timingSafeEqual } from 'node:crypto'

import { webhookSecretBytes } from './signWebhook.ts'

/** As the Standard Webhooks specification advises; older, or from further ahead, it may be somebody's copy. */
const toleranceSeconds = 300

export interface SignedCall {
  readonly id: string | undefined
  readonly timestamp: string | undefined
  /** "v1,<base64>", several separated by spaces while a secret is exchanged. */
  readonly signature: string | undefined
  readonly body: Buffer
}

/** Null when it is genuine, else why not, in words. Compares in constant time. */
export function webhookFault(secret: string, call: SignedCall, now: Date): string | null {
  const { id, timestamp, signature } = call
  if (!id || !timestamp || !signature)
    return 'The headers webhook-id, webhook-timestamp and webhook-signature are needed'
  if (!/^\d{1,12}$/.test(timestamp)) return 'webhook-timestamp must be seconds since 1970'
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) {
    return 'webhook-timestamp is more than five minutes from now: is a clock wrong, or is this an old call?'
  }
  const key = webhookSecretBytes(secret)
  if (!key) return 'The secret is none'
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(call.body).digest()
  const isOurs = signature.split(' ').some((part) => {
    const [version, text] = part.split(',', 2)
    const given = Buffer.from(text ?? '', 'base64')
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
  return isOurs ? null : 'The signature does not fit'
}
