import fc from 'fast-check'
import { expect, test } from 'vitest'

import { makeWebhookSecret, signWebhook } from './signWebhook.ts'
import { webhookFault } from './verifyWebhook.ts'

const secret = makeWebhookSecret()
const now = new Date('2026-11-22T10:00:00Z')

function signed(body: string, at = now) {
  const headers = signWebhook(secret, 'msg_1', at, body)
  return {
    id: headers['webhook-id'],
    timestamp: headers['webhook-timestamp'],
    signature: headers['webhook-signature'],
    body: Buffer.from(body),
  }
}

test('What was signed with the secret is genuine for five minutes, also beside another signature', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: -299, max: 299 }), (body, seconds) => {
      const call = signed(body, new Date(now.getTime() + seconds * 1000))
      expect(webhookFault(secret, call, now)).toBeNull()
      expect(webhookFault(secret, { ...call, signature: `v1,AAAA v2,x ${call.signature}` }, now)).toBeNull()
    }),
  )
})

test('Anything else is not, and the reason is told', () => {
  const call = signed('{"a":1}')
  expect(webhookFault(makeWebhookSecret(), call, now)).toMatch(/signature/)
  expect(webhookFault(secret, { ...call, body: Buffer.from('{"a":2}') }, now)).toMatch(/signature/)
  expect(webhookFault(secret, { ...call, id: 'msg_2' }, now)).toMatch(/signature/)
  expect(webhookFault(secret, { ...call, signature: undefined }, now)).toMatch(/needed/)
  expect(webhookFault(secret, { ...call, timestamp: 'now' }, now)).toMatch(/seconds/)
  expect(webhookFault(secret, call, new Date(now.getTime() + 301_000))).toMatch(/five minutes/)
  expect(webhookFault(secret, call, new Date(now.getTime() - 301_000))).toMatch(/five minutes/)
})
