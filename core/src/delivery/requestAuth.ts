// How a request proves who sends it. Pure: secrets, tokens and the clock are arguments.

import { createHmac } from 'node:crypto'

import { assertNever } from '../assert.ts'
import type { HttpAuth } from '../setup/delivery.ts'
import { renderFailure, type RenderFailure } from './renderFailure.ts'

/** What a rendering needs to know that is not in the set-up document. */
export interface RequestSecrets {
  /** The auth's secret in clear; null when the auth has none. */
  readonly secret: string | null
  /** Of a token request: `access_token` for oauth2, the captured names for a two-step token; null when none is needed. */
  readonly token: Readonly<Record<string, string>> | null
}

/** The secrets of an auth whose document holds its secret in clear (that is, unsealed); tokens are still to be fetched. */
export function secretsOf(auth: HttpAuth): RequestSecrets {
  return { secret: 'secret' in auth ? (auth.secret ?? null) : null, token: null }
}

/** Hides a secret wherever a request is stored or shown. */
export const mask = '••••'

export interface AuthHeader {
  readonly name: string
  readonly value: string
  readonly masked: string
}

/** The headers that carry the proof, in the order in which they are to be set. */
export function authHeaders(
  auth: HttpAuth,
  { secret, token }: RequestSecrets,
  body: string,
  now: Date,
): readonly AuthHeader[] | RenderFailure {
  switch (auth.kind) {
    case 'none':
    case 'token':
      return []
    case 'oauth2': {
      const value = token?.['access_token']
      if (value === undefined) return renderFailure('token_missing', 'There is no access token yet')
      return [bearer(value)]
    }
    case 'basic': {
      if (secret === null) return noSecret
      const value = Buffer.from(`${auth.username}:${secret}`, 'utf8').toString('base64')
      return [{ name: 'Authorization', value: `Basic ${value}`, masked: `Basic ${mask}` }]
    }
    case 'bearer':
      return secret === null ? noSecret : [bearer(secret)]
    case 'header':
      return secret === null ? noSecret : [{ name: auth.name, value: secret, masked: mask }]
    case 'hmac':
      return secret === null ? noSecret : signature(auth, secret, body, now)
    default:
      return assertNever(auth)
  }
}

const noSecret = renderFailure('secret_missing', 'The secret of this delivery is not set')

function bearer(secret: string): AuthHeader {
  return { name: 'Authorization', value: `Bearer ${secret}`, masked: `Bearer ${mask}` }
}

/** The signature itself is no secret: it is shown, so that a buyer who cannot verify it can compare. */
function signature(auth: HttpAuth & { kind: 'hmac' }, secret: string, body: string, now: Date): readonly AuthHeader[] {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const payload = auth.payload.replace(/\{(body|timestamp)\}/g, (_, name) => (name === 'body' ? body : timestamp))
  const value = createHmac(auth.algorithm, secret).update(payload).digest(auth.encoding)
  const header = { name: auth.header, value, masked: value }
  if (auth.timestampHeader === undefined) return [header]
  return [{ name: auth.timestampHeader, value: timestamp, masked: timestamp }, header]
}
