// Sign-in sessions: an opaque token in a cookie, its hash in the database. Ending one ends it on the server.

import { randomBytes } from 'node:crypto'

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Sql } from 'postgres'

import type { Scope } from '@switchyard/contract/endpoint.ts'

import type { Caller } from '../http/route.ts'
import { hashSecret } from './keyText.ts'

export const sessionCookie = 'switchyard_session'
const sessionDays = 14

export type Role = 'admin' | 'operator' | 'viewer'

/** What a signed-in person may do, in the words of API keys. */
export const scopeOfRole: Readonly<Record<Role, Scope>> = { admin: 'admin', operator: 'operate', viewer: 'read' }

export async function startSession(
  engine: Sql,
  user: { readonly accountId: string; readonly userId: string },
  userAgent: string | null,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await engine`
    INSERT INTO sessions (account_id, token_hash, user_id, expires_at, user_agent)
    VALUES (${user.accountId}, ${hashSecret(token)}, ${user.userId}, now() + make_interval(days => ${sessionDays}),
      ${userAgent?.slice(0, 300) ?? null})`
  return token
}

export async function findSession(engine: Sql, token: string): Promise<Caller | null> {
  const [row] = await engine<{ accountId: string; userId: string; email: string; role: Role }[]>`
    SELECT s.account_id::text AS "accountId", u.id::text AS "userId", u.email, u.role
    FROM sessions s JOIN users u ON u.account_id = s.account_id AND u.id = s.user_id
    WHERE s.token_hash = ${hashSecret(token)} AND s.expires_at > now() AND u.disabled_at IS NULL`
  if (!row) return null
  const { accountId, userId, email, role } = row
  return { accountId, actor: email, scope: scopeOfRole[role], party: null, userId, keyId: null }
}

export async function endSession(engine: Sql, token: string): Promise<void> {
  await engine`DELETE FROM sessions WHERE token_hash = ${hashSecret(token)}`
}

export function tokenOf(request: FastifyRequest): string | null {
  for (const part of request.headers.cookie?.split(';') ?? []) {
    const [name, value] = part.trim().split('=')
    if (name === sessionCookie && value !== undefined && value !== '') return value
  }
  return null
}

export function setCookie(request: FastifyRequest, reply: FastifyReply, token: string | null): void {
  const secure = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'
  const life = token === null ? 'Max-Age=0' : `Max-Age=${sessionDays * 86_400}`
  const parts = [
    `${sessionCookie}=${token ?? ''}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    life,
    ...(secure ? ['Secure'] : []),
  ]
  reply.header('set-cookie', parts.join('; '))
}
