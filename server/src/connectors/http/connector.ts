// Delivers a lead by HTTP: renders the request, gets a token where one is needed, sends, reports what came of it.

import type { Rendered } from '@switchyard/core/delivery/answer.ts'
import { isRenderFailure, renderFailure, type RenderFailure } from '@switchyard/core/delivery/renderFailure.ts'
import type { CompiledRequest } from '@switchyard/core/delivery/request.ts'
import type { RequestSecrets } from '@switchyard/core/delivery/requestAuth.ts'
import type { Scope } from '@switchyard/core/delivery/scope.ts'
import type { Exchange, Sent } from '@switchyard/core/delivery/sent.ts'

import type { Outbound } from './outbound.ts'
import type { TokenAuth, Tokens } from './tokens.ts'

export interface HttpCall {
  readonly dispatchId: string
  /** 1 for the first. */
  readonly attemptNumber: number
  readonly compiled: CompiledRequest
  /** See scopeOf. */
  readonly scope: Scope
  /** See secretsOf. */
  readonly secrets: RequestSecrets
  /** Overrides the document's deadline. */
  readonly timeoutMs?: number | undefined
  /** Asked at the last moment before a byte of the lead's own request may leave; false stops the call with nothing sent. */
  readonly beforeBytes?: (() => boolean) | undefined
}

export interface HttpConnector {
  /** Never rejects. The attempt must be on record before: bytes may have left when this does not come back. */
  send(call: HttpCall): Promise<Exchange>
}

export interface HttpConnectorParts {
  readonly outbound: Outbound
  readonly tokens: Tokens
}

export function createHttpConnector({ outbound, tokens }: HttpConnectorParts): HttpConnector {
  return {
    async send(call) {
      const { compiled, scope, secrets } = call
      const auth = tokenAuthOf(compiled)
      if (auth === null) return sendRendered(outbound, call, rendered(compiled, scope, secrets))
      const startedMs = performance.now()
      const token = await tokens.get(auth, secrets.secret)
      if (token.kind === 'none') {
        const durationMs = Math.round(performance.now() - startedMs)
        return { request: null, sent: { kind: 'not_sent', code: token.code, message: token.message, durationMs } }
      }
      const { values } = token
      const exchange = await sendRendered(outbound, call, rendered(compiled, scope, { ...secrets, token: values }))
      const { sent } = exchange
      if (sent.kind !== 'answer' || sent.answer.status !== 401) return exchange
      // Not sent again at once: every request that a buyer sees is an attempt on record.
      tokens.drop(auth, values)
      return { request: exchange.request, sent: { ...sent, tokenDropped: true } }
    },
  }
}

function tokenAuthOf({ auth }: CompiledRequest): TokenAuth | null {
  return auth.kind === 'oauth2' || auth.kind === 'token' ? auth : null
}

/** A mistake of ours in rendering one lead must not stop the others: it becomes that lead's failure (fault F20). */
function rendered(compiled: CompiledRequest, scope: Scope, secrets: RequestSecrets): Rendered | RenderFailure {
  try {
    return compiled.render(scope, secrets, new Date())
  } catch (error) {
    return renderFailure('template_invalid', error instanceof Error ? error.message : String(error))
  }
}

async function sendRendered(outbound: Outbound, call: HttpCall, request: Rendered | RenderFailure): Promise<Exchange> {
  if (isRenderFailure(request)) {
    return { request: null, sent: { kind: 'not_rendered', failure: request, durationMs: 0 } }
  }
  const own = ownHeaders(call, request.headers)
  const shown = { ...request.masked, headers: { ...own, ...request.masked.headers } }
  if (call.beforeBytes?.() === false) {
    const message = 'This worker may not send at the moment'
    return { request: shown, sent: { kind: 'not_sent', code: 'worker_fenced', message, durationMs: 0 } }
  }
  const sent: Sent = await outbound.send({
    method: request.method,
    url: request.url,
    headers: { ...own, ...request.headers },
    body: request.body,
    timeoutMs: call.timeoutMs ?? call.compiled.timeoutMs,
    certificate: call.compiled.clientCertificate,
  })
  return { request: shown, sent }
}

function ownHeaders(call: HttpCall, given: Readonly<Record<string, string>>): Record<string, string> {
  const own: Record<string, string> = {
    'Idempotency-Key': call.dispatchId,
    'X-Attempt': String(call.attemptNumber),
    // We read whatever comes, but an answer that is not packed costs both sides less.
    'Accept-Encoding': 'identity',
  }
  const names = Object.keys(given).map((name) => name.toLowerCase())
  if (!names.includes('user-agent')) own['User-Agent'] = 'Switchyard'
  if (!names.includes('accept')) own['Accept'] = '*/*'
  return own
}
