// Signatures of outgoing webhooks after the Standard Webhooks specification: HMAC-SHA256 over "id.timestamp.body".

import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'
const leastBytes = 24
const mostBytes = 64

/** A new secret, written as the specification writes it. */
export function makeWebhookSecret(): string {
  return prefix + randomBytes(32).toString('base64')
}

/** The bytes of a secret; null when it is none: "whsec_" (may be left out) and base64 of 24 to 64 bytes. */
export function webhookSecretBytes(secret: string): Buffer | null {
  const text = secret.startsWith(prefix) ? secret.slice(prefix.length) : secret
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64')
  return bytes.length >= leastBytes && bytes.length <= mostBytes ? bytes : null
}

/** The three headers. `id` stays the same over retries, `at` is the time of this try. Throws for a secret that is none. */
export function signWebhook(secret: string, id: string, at: Date, body: string): Record<string, string> {
  const key = webhookSecretBytes(secret)
  if (!key) throw new Error('Not a webhook secret: "whsec_" and base64 of 24 to 64 bytes')
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
