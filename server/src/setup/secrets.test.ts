import { randomBytes } from 'node:crypto'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createSealer } from './sealing.ts'
import { keepSecrets, mask, maskSecrets } from './secrets.ts'

const doc = (secret: string, url = 'https://crm.example.com/leads') => ({
  name: 'ACME',
  request: { url, body: { secret: '{{ email }}' }, auth: { kind: 'bearer', secret } },
})

describe('createSealer', () => {
  const sealer = createSealer(randomBytes(32))

  test('what was sealed opens again, and nothing of it is to be seen before', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (secret) => {
        const sealed = sealer.seal('1', 'delivery', 'acme', doc(secret))
        expect(sealed.request.auth.secret).toMatch(/^sealed:1:/)
        expect(sealed.request.auth.secret).not.toBe(secret)
        expect(sealer.open('1', 'delivery', 'acme', sealed)).toEqual(doc(secret))
      }),
    )
  })

  test('the same secret never looks the same twice', () => {
    const one = sealer.seal('1', 'delivery', 'acme', doc('s3cret'))
    expect(sealer.seal('1', 'delivery', 'acme', doc('s3cret'))).not.toEqual(one)
  })

  test.each([
    ['another account', '2', 'acme'],
    ['another document', '1', 'beta'],
  ])('a sealed text does not open in %s', (_, accountId, key) => {
    const sealed = sealer.seal('1', 'delivery', 'acme', doc('s3cret'))
    expect(() => sealer.open(accountId, 'delivery', key, sealed)).toThrow('cannot be read')
  })

  test('it does not open with another key, nor when it was changed', () => {
    const sealed = sealer.seal('1', 'delivery', 'acme', doc('s3cret'))
    expect(() => createSealer(randomBytes(32)).open('1', 'delivery', 'acme', sealed)).toThrow('SWITCHYARD_SECRET')
    const bytes = Buffer.from(sealed.request.auth.secret.slice(9), 'base64url')
    bytes[20] = (bytes[20] ?? 0) ^ 1
    expect(() => sealer.open('1', 'delivery', 'acme', doc(`sealed:1:${bytes.toString('base64url')}`))).toThrow()
  })

  test('documents of kinds without secrets stay as they are', () => {
    expect(sealer.seal('1', 'buyer', 'ACME', doc('plain'))).toEqual(doc('plain'))
  })
})

describe('masked secrets', () => {
  test('a property of the body that happens to be called secret is no secret', () => {
    expect(maskSecrets('delivery', doc('s3cret'))).toEqual(doc(mask))
    expect(maskSecrets('delivery', doc('s3cret')).request.body).toEqual({ secret: '{{ email }}' })
  })

  test('the mask written back keeps the stored secret', () => {
    expect(keepSecrets('delivery', doc(mask), doc('s3cret'))).toEqual({ doc: doc('s3cret'), problems: [] })
  })

  test('a new secret replaces the stored one', () => {
    expect(keepSecrets('delivery', doc('new'), doc('old')).doc).toEqual(doc('new'))
  })

  test('another path on the same host keeps it, another host needs it again', () => {
    expect(keepSecrets('delivery', doc(mask, 'https://crm.example.com/v2'), doc('s3cret')).problems).toEqual([])
    expect(keepSecrets('delivery', doc(mask, 'https://thief.example/'), doc('s3cret')).problems).toMatchObject([
      { path: 'request.auth.secret', code: 'secret_missing' },
    ])
  })

  test('the mask without a stored secret is a mistake', () => {
    expect(keepSecrets('delivery', doc(mask), null).problems).toMatchObject([{ code: 'secret_missing' }])
  })
})
