// Accounts and their first people and keys.

import { randomBytes } from 'node:crypto'

import type { Sql, TransactionSql } from 'postgres'

import type { Scope } from '@switchyard/contract/endpoint.ts'

import { advisoryLocks } from '../db/advisoryLocks.ts'
import { audit } from './audit.ts'
import { describeKey, makeKey, type NewKey } from './keyText.ts'
import { hashPassword } from './passwords.ts'
import type { Role } from './sessions.ts'

export async function createAccount(engine: Sql | TransactionSql, name: string): Promise<string> {
  const [row] = await engine<{ id: string }[]>`
    INSERT INTO accounts (name, pepper) VALUES (${name}, ${randomBytes(32)}) RETURNING id::text AS id`
  if (!row) throw new Error('An account could not be created')
  return row.id
}

export async function createUser(
  engine: Sql | TransactionSql,
  user: { accountId: string; email: string; name: string; role: Role; password: string; actor: string },
): Promise<string> {
  const passwordHash = await hashPassword(user.password)
  const [row] = await engine<{ id: string }[]>`
    INSERT INTO users (account_id, email, name, role, password_hash)
    VALUES (${user.accountId}, ${user.email.trim().toLowerCase()}, ${user.name}, ${user.role}, ${passwordHash})
    RETURNING id::text AS id`
  if (!row) throw new Error('A user could not be created')
  const after = { email: user.email, role: user.role }
  await audit(engine, {
    accountId: user.accountId,
    actor: user.actor,
    action: 'user.create',
    object: `user ${row.id}`,
    after,
  })
  return row.id
}

/** `text` fixes the key (the operator's own from the environment); otherwise a new one is made. Answers the key, to be shown once. */
export async function createKey(
  engine: Sql | TransactionSql,
  key: {
    accountId: string
    name: string
    scope: Scope
    party: string | null
    actor: string
    text?: string
    expiresAt?: Date | null
  },
): Promise<NewKey & { readonly id: string; readonly createdAt: Date }> {
  const made = key.text === undefined ? makeKey() : describeKey(key.text)
  const [row] = await engine<{ id: string; createdAt: Date }[]>`
    INSERT INTO api_keys (account_id, name, scope, party, key_hash, prefix, last4, created_by, expires_at)
    VALUES (${key.accountId}, ${key.name}, ${key.scope}, ${key.party}, ${made.hash}, ${made.prefix}, ${made.last4}, ${key.actor},
      ${key.expiresAt ?? null})
    RETURNING id::text AS id, created_at AS "createdAt"`
  if (!row) throw new Error('A key could not be created')
  const after = { name: key.name, scope: key.scope, party: key.party, prefix: made.prefix }
  await audit(engine, {
    accountId: key.accountId,
    actor: key.actor,
    action: 'key.create',
    object: `key ${row.id}`,
    after,
  })
  return { ...made, ...row }
}

export interface FirstAccount {
  readonly accountId: string
  readonly email: string
  /** Null when the operator chose it. */
  readonly generatedPassword: string | null
  /** A key for the first `curl`, shown once; null when the operator gave one. */
  readonly generatedKey: string | null
}

/** On a database without an account: the account, its first admin and an admin key. Null when there is one already. */
export async function ensureFirstAccount(
  engine: Sql,
  wanted: {
    readonly adminEmail: string | null
    readonly adminPassword: string | null
    readonly adminKey: string | null
  },
): Promise<FirstAccount | null> {
  // One process makes it; the others wait here and then find it.
  return engine.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(${advisoryLocks.firstAccount})`
    const [existing] = await tx`SELECT 1 FROM accounts LIMIT 1`
    if (existing) return null
    const accountId = await createAccount(tx, 'Switchyard')
    const email = wanted.adminEmail ?? 'admin@example.com'
    const generatedPassword = wanted.adminPassword === null ? randomBytes(9).toString('base64url') : null
    const password = wanted.adminPassword ?? generatedPassword ?? ''
    const actor = 'first start'
    await createUser(tx, { accountId, email, name: 'Admin', role: 'admin', password, actor })
    const name = 'First admin key'
    const key = await createKey(tx, {
      accountId,
      name,
      scope: 'admin',
      party: null,
      actor,
      ...(wanted.adminKey === null ? {} : { text: wanted.adminKey }),
    })
    return { accountId, email, generatedPassword, generatedKey: wanted.adminKey === null ? key.text : null }
  })
}
