// The caller as the caller sees it, and a person's own settings.

import type { Sql, TransactionSql } from 'postgres'

import { showMe } from '@switchyard/contract/me/show.ts'
import { updateMe } from '@switchyard/contract/me/update.ts'

import type { Database } from '../db/database.ts'
import { Problem } from '../http/problem.ts'
import { handle, type Caller, type Route } from '../http/route.ts'
import type { Role } from './sessions.ts'

interface Settings {
  readonly timezone?: string | null
  readonly locale?: string | null
}

export async function readMe(sql: Sql | TransactionSql, caller: Caller) {
  const [row] = await sql<
    { accountName: string; email: string | null; name: string | null; role: Role | null; settings: Settings | null }[]
  >`
    SELECT a.name AS "accountName", u.email, u.name, u.role, u.settings
    FROM accounts a LEFT JOIN users u ON u.account_id = a.id AND u.id = ${caller.userId}::bigint
    WHERE a.id = ${caller.accountId}`
  if (!row) throw new Problem(401, 'unauthorised', 'This account is not there any more')
  const { actor, scope, party, userId, keyId } = caller
  return {
    account: { id: caller.accountId, name: row.accountName },
    actor,
    scope,
    party,
    userId,
    keyId,
    email: row.email,
    name: row.name,
    role: row.role,
    timezone: row.settings?.timezone ?? null,
    locale: row.settings?.locale ?? null,
  }
}

export function meRoutes(db: Database): Route[] {
  return [
    handle(showMe, ({ caller }) => db.asAccount(caller.accountId, (tx) => readMe(tx, caller))),
    handle(updateMe, async ({ caller, body }) => {
      if (caller.userId === null)
        throw new Problem(403, 'not_a_person', 'An API key has no settings of its own; sign in')
      const { name, ...settings } = body
      return db.asAccount(caller.accountId, async (tx) => {
        await tx`
          UPDATE users SET settings = settings || ${JSON.stringify(settings)}::text::jsonb, name = coalesce(${name ?? null}, name)
          WHERE account_id = current_account() AND id = ${caller.userId}::bigint`
        return readMe(tx, caller)
      })
    }),
  ]
}
