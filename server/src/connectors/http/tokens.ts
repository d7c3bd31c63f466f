// Tokens that destinations ask for (OAuth 2.0 client credentials, or any request that answers with one): fetched by one
// request at a time, kept until shortly before they end, thrown away when a destination refuses them.

import { compileTokenRequest, type TokenRequest } from '@switchyard/core/delivery/tokenRequest.ts'
import type { HttpAuth } from '@switchyard/core/setup/delivery.ts'

import type { Outbound } from './outbound.ts'

export type TokenAuth = Extract<HttpAuth, { kind: 'oauth2' | 'token' }>
export type TokenValues = Readonly<Record<string, string>>

/** `message` never holds what was sent or answered: both can hold secrets. */
export type TokenResult =
  | { readonly kind: 'token'; readonly values: TokenValues }
  | { readonly kind: 'none'; readonly code: string; readonly message: string }

export interface Tokens {
  /** The kept token, or a new one. All who ask while one is fetched wait for the same request. */
  get(auth: TokenAuth, secret: string | null): Promise<TokenResult>
  /** Forgets this token, unless a newer one has taken its place. */
  drop(auth: TokenAuth, values: TokenValues): void
}

interface Kept {
  readonly result: Promise<TokenResult>
  values: TokenValues | null
  untilMs: number
}

const timeoutMs = 15_000
/** A token this close to its end could end on the way. */
const reserveMs = 30_000

/** Kept by the set-up's own auth object: a changed delivery has a new one, and so fetches its own token. */
export function createTokens(outbound: Outbound): Tokens {
  const kept = new WeakMap<TokenAuth, Kept>()
  return {
    get(auth, secret) {
      const known = kept.get(auth)
      if (known !== undefined && known.untilMs > performance.now()) return known.result
      const entry: Kept = {
        result: fetchToken(outbound, compileTokenRequest(auth), secret).then((fetched) => {
          if (fetched.kind === 'none') {
            if (kept.get(auth) === entry) kept.delete(auth)
            return fetched
          }
          entry.values = fetched.values
          // At least a moment, so that a destination with very short tokens is not asked twice for one lead.
          entry.untilMs = performance.now() + Math.max(fetched.lifetimeMs - reserveMs, fetched.lifetimeMs / 2)
          return { kind: 'token', values: fetched.values }
        }),
        values: null,
        untilMs: Number.POSITIVE_INFINITY,
      }
      kept.set(auth, entry)
      return entry.result
    },
    drop(auth, values) {
      if (kept.get(auth)?.values === values) kept.delete(auth)
    },
  }
}

type Fetched =
  | { readonly kind: 'token'; readonly values: TokenValues; readonly lifetimeMs: number }
  | { readonly kind: 'none'; readonly code: string; readonly message: string }

async function fetchToken(outbound: Outbound, request: TokenRequest, secret: string | null): Promise<Fetched> {
  const rendered = request.render(secret)
  if ('code' in rendered) return { kind: 'none', code: rendered.code, message: `No token: ${rendered.message}` }
  const { method, url, headers, body } = rendered
  const sent = await outbound.send({ method, url, headers: { ...ownHeaders, ...headers }, body, timeoutMs })
  if (sent.kind !== 'answer') return { kind: 'none', code: 'token_failed', message: `No token: ${sent.message}` }
  const { answer } = sent
  if (answer.status < 200 || answer.status > 299) {
    return { kind: 'none', code: 'token_failed', message: `No token: ${request.host} answered ${answer.status}` }
  }
  const token = request.read(answer)
  if (token === null) {
    return { kind: 'none', code: 'token_failed', message: `No token: the answer of ${request.host} does not hold it` }
  }
  return { kind: 'token', ...token }
}

const ownHeaders = { 'User-Agent': 'Switchyard', Accept: 'application/json, */*', 'Accept-Encoding': 'identity' }
