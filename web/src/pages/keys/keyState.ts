import type { ApiKey } from '../../data/keys.ts'

export type KeyState = 'active' | 'expired' | 'revoked'

export function keyState(key: Pick<ApiKey, 'expiresAt' | 'revokedAt'>, now: Date): KeyState {
  if (key.revokedAt !== null) return 'revoked'
  return key.expiresAt !== null && Date.parse(key.expiresAt) <= now.getTime() ? 'expired' : 'active'
}
