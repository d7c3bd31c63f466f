// The request that gets a token, and what its answer gives.

import type { HttpAuth, HttpRequest } from '../setup/delivery.ts'
import type { Answer, Rendered } from './answer.ts'
import { viewAnswer } from './answerView.ts'
import { compileCapture } from './capture.ts'
import { parseJson, readJson } from './jsonPath.ts'
import { renderFailure, type RenderFailure } from './renderFailure.ts'
import { compileRequest } from './request.ts'

export interface TokenRequest {
  /** Where the token comes from, for messages. */
  readonly host: string
  render(secret: string | null): Rendered | RenderFailure
  /** The token's values by name and how long they hold; null when the answer does not have all of them. */
  read(answer: Answer): { readonly values: Readonly<Record<string, string>>; readonly lifetimeMs: number } | null
}

const defaultLifetimeSeconds = 300

/**
 * The request behind an auth that needs a token: OAuth 2.0 client credentials (RFC 6749 section 4.4, value under
 * `access_token`), or the document's own token request, in whose templates `{{ secret }}` is the auth's secret.
 * @throws Error for captures that checkAnswers refuses.
 */
export function compileTokenRequest(auth: Extract<HttpAuth, { kind: 'oauth2' | 'token' }>): TokenRequest {
  return auth.kind === 'oauth2' ? clientCredentials(auth) : ownRequest(auth)
}

function clientCredentials(auth: HttpAuth & { kind: 'oauth2' }): TokenRequest {
  const inBody = auth.send === 'body' ? { client_id: '{{ client }}', client_secret: '{{ secret }}' } : {}
  const scope = auth.scope === undefined ? {} : { scope: '{{ scope }}' }
  const request: HttpRequest = {
    url: auth.tokenUrl,
    method: 'POST',
    format: 'form',
    body: { grant_type: 'client_credentials', ...inBody, ...scope },
    headers: {},
    // Section 2.3.1: both parts are form-encoded before they are joined.
    auth:
      auth.send === 'basic'
        ? { kind: 'basic', username: encodeURIComponent(auth.clientId), secret: '' }
        : { kind: 'none' },
    timeoutMs: 15_000,
  }
  const compiled = compileRequest(request, new Map())
  return {
    host: hostOf(auth.tokenUrl),
    render(secret) {
      if (secret === null) return renderFailure('secret_missing', 'the secret is not set')
      const names = { client: auth.clientId, secret, scope: auth.scope }
      return compiled.render(names, { secret: encodeURIComponent(secret), token: null }, new Date(0))
    },
    read(answer) {
      const document = parseJson(answer.body)
      const token = readJson(document, ['access_token'])
      if (typeof token !== 'string' || token === '') return null
      const seconds = Number(readJson(document, ['expires_in']))
      return { values: { access_token: token }, lifetimeMs: 1000 * (seconds > 0 ? seconds : defaultLifetimeSeconds) }
    },
  }
}

function ownRequest(auth: HttpAuth & { kind: 'token' }): TokenRequest {
  const compiled = compileRequest({ ...auth.request, auth: { kind: 'none' }, timeoutMs: 15_000 }, new Map())
  const captures = Object.entries(auth.captures).map(([name, capture]) => [name, compileCapture(capture)] as const)
  return {
    host: hostOf(auth.request.url),
    render: (secret) => compiled.render({ secret: secret ?? undefined }, { secret: null, token: null }, new Date(0)),
    read(answer) {
      const view = viewAnswer(answer)
      const values: Record<string, string> = {}
      for (const [name, capturing] of captures) {
        const value = capturing(view)
        if (value === null) return null
        values[name] = value
      }
      return { values, lifetimeMs: 1000 * auth.expiresSeconds }
    },
  }
}

function hostOf(url: string): string {
  return URL.parse(url.replace(/[?{].*$/s, ''))?.host ?? 'the token server'
}
