// Compiles a delivery's request once; renders it for each lead.

import type { HttpAuth, HttpRequest } from '../setup/delivery.ts'
import type { Mapper } from '../setup/lists.ts'
import type { Rendered } from './answer.ts'
import { compileMappers, type CompiledMappers } from './filters/mapperFilter.ts'
import { TemplateError } from './placeholders.ts'
import { isRenderFailure, renderFailure, type RenderFailure } from './renderFailure.ts'
import { authHeaders, mask, type RequestSecrets } from './requestAuth.ts'
import { compileBody } from './requestBody.ts'
import { assertHeaderName, headerValueFailure, isSecretHeader } from './requestHeaders.ts'
import { compileUrl } from './requestUrl.ts'
import type { Scope } from './scope.ts'
import { compileTemplate, type RenderText } from './template.ts'

export interface CompiledRequest {
  /** "https://buyer.example"; null when the document cannot be compiled, then every rendering fails and says why. */
  readonly origin: string | null
  /** As written in the document, 1 to 60 seconds. */
  readonly timeoutMs: number
  /** The secrets' `token` must be filled from a token request first. */
  readonly needsToken: 'none' | 'oauth2' | 'token'
  readonly auth: HttpAuth
  readonly clientCertificate: HttpRequest['clientCertificate']
  /** `now` goes into signatures. Failures: see RenderFailureCode. */
  render(scope: Scope, secrets: RequestSecrets, now: Date): Rendered | RenderFailure
}

type Headers = readonly { readonly name: string; readonly render: RenderText; readonly secret: boolean }[]

/**
 * Compiles a request. Never throws: what is wrong with the document is said by each rendering (`template_invalid`) and,
 * before it is saved, by checkRequest.
 * @param mappers of the account, by key, for the `map` filter
 */
export function compileRequest(request: HttpRequest, mappers: ReadonlyMap<string, Mapper>): CompiledRequest {
  const needsToken = request.auth.kind === 'oauth2' || request.auth.kind === 'token' ? request.auth.kind : 'none'
  const shared = {
    timeoutMs: Math.min(Math.max(request.timeoutMs, 1), 60_000),
    needsToken,
    auth: request.auth,
    clientCertificate: request.clientCertificate,
  } as const
  try {
    const compiled = compileParts(request, compileMappers(mappers))
    return { ...shared, origin: compiled.url.origin, render: (...given) => render(request, compiled, ...given) }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    const failure = renderFailure('template_invalid', error.message)
    return { ...shared, origin: null, render: () => failure }
  }
}

type Parts = ReturnType<typeof compileParts>

function compileParts(request: HttpRequest, mappers: CompiledMappers) {
  const { body, query, contentType, soapAction } = compileBody(request, mappers)
  const headers = compileHeaders(request.headers, mappers)
  const has = (name: string) => headers.some((header) => header.name.toLowerCase() === name)
  const fixed: Record<string, string> = {}
  if (contentType !== null && !has('content-type')) fixed['Content-Type'] = contentType
  if (soapAction && !has('soapaction')) fixed['SOAPAction'] = '""'
  if (request.auth.kind === 'header') assertHeaderName(request.auth.name)
  if (request.auth.kind === 'hmac') {
    assertHeaderName(request.auth.header)
    if (request.auth.timestampHeader !== undefined) assertHeaderName(request.auth.timestampHeader)
  }
  return { url: compileUrl(request.url, mappers, query), headers, fixed, body }
}

function compileHeaders(headers: Readonly<Record<string, string>>, mappers: CompiledMappers): Headers {
  return Object.entries(headers).map(([name, template]) => {
    assertHeaderName(name)
    return { name, render: compileTemplate(template, mappers), secret: isSecretHeader(name) }
  })
}

function render(
  request: HttpRequest,
  parts: Parts,
  scope: Scope,
  secrets: RequestSecrets,
  now: Date,
): Rendered | RenderFailure {
  if (request.auth.kind !== 'token') return renderOnce(request, parts, scope, secrets, now)
  if (secrets.token === null) return renderFailure('token_missing', 'There is no token yet')
  const real = renderOnce(request, parts, withToken(scope, secrets.token), secrets, now)
  if (isRenderFailure(real)) return real
  // A token can stand anywhere in the request, so what is stored is rendered again without it.
  const hidden = Object.fromEntries(Object.keys(secrets.token).map((name) => [name, maskInTemplates]))
  const shown = renderOnce(request, parts, withToken(scope, hidden), secrets, now)
  return isRenderFailure(shown) ? shown : { ...real, masked: unmaskPlaceholder(shown.masked) }
}

// Bullets cannot stand in headers and would be percent-encoded in URLs; this word survives all encoders.
const maskInTemplates = '__masked__'

function unmaskPlaceholder(shown: Rendered['masked']): Rendered['masked'] {
  const show = (text: string) => text.replaceAll(maskInTemplates, mask)
  const headers = Object.fromEntries(Object.entries(shown.headers).map(([name, value]) => [name, show(value)]))
  return { method: shown.method, url: show(shown.url), headers, body: shown.body === null ? null : show(shown.body) }
}

function withToken(scope: Scope, token: Readonly<Record<string, string>>): Scope {
  return Object.assign(Object.create(null), scope, { token })
}

function renderOnce(
  { method, auth }: HttpRequest,
  { url: compiledUrl, headers: compiledHeaders, fixed, body: compiledBody }: Parts,
  scope: Scope,
  secrets: RequestSecrets,
  now: Date,
): Rendered | RenderFailure {
  const url = compiledUrl.render(scope)
  if (typeof url !== 'string') return url
  const body = compiledBody === null ? null : compiledBody(scope)
  if (isRenderFailure(body)) return body
  const headers: Record<string, string> = { ...fixed }
  const shown: Record<string, string> = { ...fixed }
  for (const header of compiledHeaders) {
    const value = header.render(scope)
    if (typeof value !== 'string') return value
    const failure = headerValueFailure(header.name, value)
    if (failure !== null) return failure
    headers[header.name] = value
    shown[header.name] = header.secret ? mask : value
  }
  const proofs = authHeaders(auth, secrets, body ?? '', now)
  if (isRenderFailure(proofs)) return proofs
  for (const proof of proofs) {
    const failure = headerValueFailure(proof.name, proof.value)
    if (failure !== null) return failure
    headers[proof.name] = proof.value
    shown[proof.name] = proof.masked
  }
  return { method, url, headers, body, masked: { method, url, headers: shown, body } }
}
