// Who makes a request: a key in the Authorization header, or a signed-in person's cookie.

import type { FastifyRequest } from 'fastify'
import type { Sql } from 'postgres'

import { Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import type { Keyring } from './keyring.ts'
import { findSession, tokenOf } from './sessions.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

export function createIdentify(engine: Sql, keyring: Keyring): (request: FastifyRequest) => Promise<Caller> {
  return async (request) => {
    const { authorization } = request.headers
    if (authorization !== undefined) {
      const key = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1]
      const caller = key === undefined ? null : await keyring.find(key)
      if (!caller) throw unauthorised('The API key is not known, or it has expired or was revoked')
      return caller
    }
    const token = tokenOf(request)
    if (token === null) throw unauthorised('Send an API key as "Authorization: Bearer <key>", or sign in')
    const caller = await findSession(engine, token)
    if (!caller) throw unauthorised('The session has ended; sign in again')
    if (!safeMethods.has(request.method)) refuseForeignPage(request)
    return caller
  }
}

/** A cookie goes along with requests that other sites make. Browsers say where a request comes from; who is no browser says nothing. */
export function refuseForeignPage(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign()
  const { origin, host } = request.headers
  if (origin === undefined) return
  if (URL.parse(origin)?.host !== host) throw foreign()
}

function foreign(): Problem {
  return new Problem(403, 'foreign_origin', 'This request comes from another site')
}

function unauthorised(detail: string): Problem {
  return new Problem(401, 'unauthorised', detail, { headers: { 'www-authenticate': 'Bearer' } })
}
