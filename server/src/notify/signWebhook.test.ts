import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { makeWebhookSecret, signWebhook, webhookSecretBytes } from './signWebhook.ts'

describe('Signatures', () => {
  test('are those of the Standard Webhooks specification', () => {
    const headers = signWebhook(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      new Date(1_614_265_330_000),
      '{"test": 2432232314}',
    )
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  test('differ with the secret, the id, the time and the body, and with nothing else', () => {
    const part = fc.constantFrom('a', 'b', 'c')
    const secrets = { a: makeWebhookSecret(), b: makeWebhookSecret(), c: makeWebhookSecret() }
    const key = fc.constantFrom<keyof typeof secrets>('a', 'b', 'c')
    const call = fc.tuple(key, part, fc.integer({ min: 0, max: 2 }), part)
    fc.assert(
      fc.property(call, call, (one, other) => {
        const [a, b] = [one, other].map(
          ([secret, id, second, body]) =>
            signWebhook(secrets[secret], id, new Date(second * 1000), body)['webhook-signature'],
        )
        expect(a === b).toBe(JSON.stringify(one) === JSON.stringify(other))
      }),
    )
  })
})

test('A secret is base64 of 24 to 64 bytes, with or without its prefix', () => {
  expect(webhookSecretBytes(makeWebhookSecret())).toHaveLength(32)
  expect(webhookSecretBytes('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toHaveLength(24)
  expect(webhookSecretBytes('whsec_c2hvcnQ=')).toBeNull()
  expect(webhookSecretBytes('whsec_not base64 at all, really not')).toBeNull()
  expect(webhookSecretBytes(`whsec_${Buffer.alloc(65).toString('base64')}`)).toBeNull()
})
