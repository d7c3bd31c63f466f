import fc from 'fast-check'
import { expect, test } from 'vitest'

import { readInvite, writeInvite } from './invite.ts'

test('An invite that was written is read as it was', () => {
  fc.assert(
    fc.property(fc.domain(), fc.nat(), fc.string(), (domain, id, secret) => {
      const url = `https://${domain}`
      const invite = { url, id: String(id), secret, currency: 'GBP' }
      expect(readInvite(writeInvite(invite))).toEqual(invite)
    }),
  )
})

test('Whatever else is no invite, and says so without throwing', () => {
  fc.assert(fc.property(fc.string(), (text) => readInvite(text) === null))
  const of = (value: unknown) => `sy-invite-${Buffer.from(JSON.stringify(value)).toString('base64url')}`
  for (const value of [
    null,
    7,
    [],
    {},
    { url: 'file:///etc', id: '1', secret: 'x', currency: 'GBP' },
    { url: 'http://a', id: 1, secret: 'x', currency: 'GBP' },
    { url: 'http://a', id: '1', secret: 'x' },
  ]) {
    expect(readInvite(of(value))).toBeNull()
  }
})
