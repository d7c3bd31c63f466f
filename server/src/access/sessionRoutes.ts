// Sign in and out.

import { createSession } from '@switchyard/contract/session/create.ts'
import { endSession as endEndpoint } from '@switchyard/contract/session/end.ts'

import type { Database } from '../db/database.ts'
import { Problem } from '../http/problem.ts'
import { handle, type Caller, type Route } from '../http/route.ts'
import { audit } from './audit.ts'
import { refuseForeignPage } from './identify.ts'
import { readMe } from './me.ts'
import { checkPassword } from './passwords.ts'
import { endSession, scopeOfRole, setCookie, startSession, tokenOf, type Role } from './sessions.ts'
import type { SignInLimit } from './signInLimit.ts'

export function sessionRoutes(db: Database, limit: SignInLimit): Route[] {
  return [
    handle(createSession, async ({ body, request, reply }) => {
      refuseForeignPage(request)
      const wait = limit.take(request.ip, body.email)
      if (wait > 0) {
        const detail = `Too many tries; wait ${wait} seconds`
        throw new Problem(429, 'too_many_tries', detail, { headers: { 'retry-after': String(wait) } })
      }
      const user = await findUser(db, body.email, body.password)
      if (!user) throw new Problem(401, 'wrong_sign_in', 'The email address or the password is wrong')
      limit.reset(request.ip, body.email)
      const old = tokenOf(request)
      if (old !== null) await endSession(db.engine, old)
      const token = await startSession(db.engine, user, request.headers['user-agent'] ?? null)
      setCookie(request, reply, token)
      await audit(db.engine, {
        accountId: user.accountId,
        actor: user.email,
        action: 'session.create',
        object: `user ${user.userId}`,
        requestId: request.id,
      })
      const caller: Caller = {
        accountId: user.accountId,
        actor: user.email,
        scope: scopeOfRole[user.role],
        party: null,
        userId: user.userId,
        keyId: null,
      }
      return readMe(db.engine, caller)
    }),
    handle(endEndpoint, async ({ request, reply }) => {
      refuseForeignPage(request)
      const token = tokenOf(request)
      if (token !== null) await endSession(db.engine, token)
      setCookie(request, reply, null)
      return undefined
    }),
  ]
}

interface FoundUser {
  readonly accountId: string
  readonly userId: string
  readonly email: string
  readonly role: Role
}

/** An address may have a user in several accounts; the password says which one is meant. */
async function findUser(db: Database, email: string, password: string): Promise<FoundUser | null> {
  const candidates = await db.engine<(FoundUser & { hash: string })[]>`
    SELECT u.account_id::text AS "accountId", u.id::text AS "userId", u.email, u.role, u.password_hash AS hash
    FROM users u WHERE u.email = ${email.trim().toLowerCase()} AND u.disabled_at IS NULL ORDER BY u.account_id LIMIT 5`
  if (candidates.length === 0) await checkPassword(null, password)
  for (const { hash, ...user } of candidates) if (await checkPassword(hash, password)) return user
  return null
}
