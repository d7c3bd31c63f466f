// One try of an outgoing webhook, through the client and the address guard of all outbound calls.

import { assertNever } from '@switchyard/core/assert.ts'

import type { Outbound } from '../connectors/http/outbound.ts'
import type { SendOutcome } from './sendOutcome.ts'
import { signWebhook } from './signWebhook.ts'

/** As the specification advises: 15 to 30 seconds. */
const timeoutMs = 15_000
/** What another try does not change. */
const lasting = new Set(['address_forbidden', 'url_invalid'])

export interface WebhookCall {
  readonly url: string
  readonly secret: string
  /** The same over retries: by it the receiver knows a message that it has already. */
  readonly id: string
  readonly body: string
  readonly at: Date
}

/** Never rejects. Whatever is not 2xx may be tried again: the receiver tells repetitions by their id. */
export async function postWebhook(outbound: Outbound, call: WebhookCall): Promise<SendOutcome> {
  const result = await outbound.send({
    method: 'POST',
    url: call.url,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Switchyard',
      ...signWebhook(call.secret, call.id, call.at, call.body),
    },
    body: call.body,
    timeoutMs,
  })
  switch (result.kind) {
    case 'answer': {
      const { status } = result.answer
      if (status >= 200 && status < 300) return { kind: 'sent', reason: `HTTP ${status}` }
      if (status === 410) return { kind: 'refused', reason: 'HTTP 410: the receiver wants no more messages' }
      return { kind: 'notSent', reason: `HTTP ${status}` }
    }
    case 'not_sent':
      return { kind: lasting.has(result.code) ? 'refused' : 'notSent', reason: result.message }
    case 'unknown':
      return { kind: 'notSent', reason: result.message }
    default:
      return assertNever(result)
  }
}
