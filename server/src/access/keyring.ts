// Who a key belongs to, from memory where it was seen in the last seconds. A key that is revoked in this process is forgotten at
// once, in others within the time it may be remembered.

import type { Sql } from 'postgres'

import type { Scope } from '@switchyard/contract/endpoint.ts'

import type { Caller } from '../http/route.ts'
import { hashSecret } from './keyText.ts'

export interface Keyring {
  /** Null: unknown, expired or revoked. */
  find(key: string): Promise<Caller | null>
  forget(keyId: string): void
}

const rememberMs = 5_000
const rememberAtMost = 5_000
const noteUseEveryMs = 60_000

interface Remembered {
  readonly caller: Caller | null
  readonly untilMs: number
}

export function createKeyring(engine: Sql, log: { warn(fields: object, message: string): void }): Keyring {
  const remembered = new Map<string, Remembered>()
  const notedMs = new Map<string, number>()

  async function look(hash: Buffer): Promise<Caller | null> {
    const [row] = await engine<{ accountId: string; id: string; name: string; scope: Scope; party: string | null }[]>`
      SELECT k.account_id::text AS "accountId", k.id::text AS id, k.name, k.scope, k.party
      FROM api_keys k
      WHERE k.key_hash = ${hash} AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`
    if (!row) return null
    const { accountId, id, name, scope, party } = row
    return { accountId, actor: `key ${name}`, scope, party, userId: null, keyId: id }
  }

  /** At most once a minute per key, and never in the caller's way. */
  function noteUse({ accountId, keyId }: Caller): void {
    if (keyId === null || performance.now() - (notedMs.get(keyId) ?? -Infinity) < noteUseEveryMs) return
    notedMs.set(keyId, performance.now())
    engine`UPDATE api_keys SET last_used_at = now() WHERE account_id = ${accountId} AND id = ${keyId}`.catch(
      (error: unknown) => log.warn({ error, keyId }, 'the use of a key could not be noted'),
    )
  }

  return {
    async find(key) {
      const hash = hashSecret(key)
      const id = hash.toString('base64')
      const known = remembered.get(id)
      if (known && known.untilMs > performance.now()) {
        if (known.caller) noteUse(known.caller)
        return known.caller
      }
      const caller = await look(hash)
      if (remembered.size >= rememberAtMost) remembered.clear()
      remembered.set(id, { caller, untilMs: performance.now() + rememberMs })
      if (caller) noteUse(caller)
      return caller
    },
    forget(keyId) {
      for (const [id, { caller }] of remembered) if (caller?.keyId === keyId) remembered.delete(id)
    },
  }
}
