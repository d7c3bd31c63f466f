import { expect, it } from 'vitest'
import { keyState } from './keyState.ts'

const now = new Date('2026-11-22T12:00:00Z')

it('calls a key expired from the very instant on, and revoked above all', () => {
  expect(keyState({ expiresAt: null, revokedAt: null }, now)).toBe('active')
  expect(keyState({ expiresAt: '2026-11-22T12:00:00.001Z', revokedAt: null }, now)).toBe('active')
  expect(keyState({ expiresAt: '2026-11-22T12:00:00Z', revokedAt: null }, now)).toBe('expired')
  expect(keyState({ expiresAt: '2026-11-22T12:00:00Z', revokedAt: '2026-11-01T00:00:00Z' }, now)).toBe('revoked')
})
