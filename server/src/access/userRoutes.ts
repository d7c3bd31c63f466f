// The account's people.

import { createUser as createEndpoint } from '@switchyard/contract/users/create.ts'
import { listUsers } from '@switchyard/contract/users/list.ts'

import type { Database } from '../db/database.ts'
import { Problem } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import { createUser } from './accounts.ts'
import { idPage, pageOf } from './page.ts'
import type { Role } from './sessions.ts'

export function userRoutes(db: Database): Route[] {
  return [
    handle(createEndpoint, async ({ caller, body }) => {
      const { accountId, actor } = caller
      return db.asAccount(accountId, async (tx) => {
        const [taken] = await tx`SELECT 1 FROM users WHERE account_id = current_account() AND email = ${body.email}`
        if (taken) throw new Problem(409, 'email_taken', `There is a user with the address ${body.email} already`)
        const id = await createUser(tx, { accountId, actor, ...body })
        const createdAt = new Date().toISOString()
        return { id, email: body.email, name: body.name, role: body.role, createdAt, disabledAt: null }
      })
    }),
    handle(listUsers, async ({ caller, query }) => {
      const { below, limit } = idPage(query)
      const found = await db.asAccount(
        caller.accountId,
        (tx) => tx<{ id: string; email: string; name: string; role: Role; createdAt: Date; disabledAt: Date | null }[]>`
          SELECT u.id::text AS id, u.email, u.name, u.role, u.created_at AS "createdAt", u.disabled_at AS "disabledAt"
          FROM users u WHERE u.account_id = current_account() AND u.id < ${below}::bigint ORDER BY u.id DESC LIMIT ${limit + 1}`,
      )
      const { rows, nextCursor } = pageOf(found, limit)
      const users = rows.map((user) => ({
        ...user,
        createdAt: user.createdAt.toISOString(),
        disabledAt: user.disabledAt?.toISOString() ?? null,
      }))
      return { users, nextCursor }
    }),
  ]
}
