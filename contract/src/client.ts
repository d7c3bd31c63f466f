// The API as typed calls, for the CLI, tests and programs of any kind.

import { ProblemError, problem } from './problem.ts'
import type { AnyEndpoint, BodyInput, Endpoint, OutputOf, ParamsInput, QueryInput } from './endpoint.ts'

export interface ClientOptions {
  /** "http://127.0.0.1:8080"; a path in front of /v1 is kept. */
  readonly baseUrl: string
  /** API key; left out in a browser, where the session cookie goes along. */
  readonly key?: string | undefined
  readonly fetch?: ((input: string, init: RequestInit) => Promise<Response>) | undefined
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
}

/** Lists in the query may be given as arrays; they travel separated by commas. */
export type QueryArgument<Q> = {
  readonly [K in keyof Q]: Q[K] | (string extends Q[K] ? readonly string[] : never)
}

type Needed<Name extends string, T> = [T] extends [undefined]
  ? object
  : Record<string, never> extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T }

export type CallInput<E extends AnyEndpoint> = Needed<'params', ParamsInput<E>> &
  Needed<'query', QueryArgument<QueryInput<E>>> &
  Needed<'body', BodyInput<E>>

export interface Client {
  /**
   * Calls an endpoint.
   * @returns the parsed answer, `undefined` for 204
   * @throws ProblemError for every other answer, and with status 0 and code `unreachable` when there was none
   */
  call<E extends AnyEndpoint>(endpoint: E, input: CallInput<E>, options?: CallOptions): Promise<OutputOf<E>>
}

export function createClient(options: ClientOptions): Client {
  const send = options.fetch ?? ((input, init) => fetch(input, init))
  const base = options.baseUrl.replace(/\/+$/, '')
  return {
    async call(endpoint, input, { headers, signal } = {}) {
      // CallInput is made of exactly these three, each present when the endpoint needs it.
      const { params, query, body } = input as { params?: Values; query?: Values; body?: unknown }
      const response = await answered(
        send(`${base}${pathOf(endpoint, params)}${queryOf(endpoint, query)}`, {
          method: endpoint.method,
          credentials: 'same-origin',
          headers: {
            accept: 'application/json',
            ...(options.key === undefined ? {} : { authorization: `Bearer ${options.key}` }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          body: body === undefined ? null : JSON.stringify(body),
          signal: signal ?? null,
        }),
        signal,
      )
      const text = await response.text()
      if (!response.ok) throw problemOf(response, text)
      // The server is typed by the same endpoint; answers are not validated again, so that it may add to them.
      return parsed(text) as never
    },
  }
}

type Values = Readonly<Record<string, unknown>>

/** The path with its parameters filled in and encoded. */
export function pathOf(endpoint: Pick<Endpoint, 'path'>, params: Values = {}): string {
  return endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
}

function queryOf(endpoint: Pick<Endpoint, 'spread'>, query: Values = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const prefix = endpoint.spread?.[name]
    if (value === undefined || value === null) continue
    if (prefix === undefined) search.append(name, textOf(value))
    else for (const [key, inner] of Object.entries(value)) search.append(prefix + key, textOf(inner))
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(',')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

async function answered(response: Promise<Response>, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await response
  } catch (cause) {
    if (signal?.aborted) throw cause
    const detail = 'The server could not be reached.'
    throw new ProblemError({ status: 0, code: 'unreachable', detail, cause })
  }
}

function problemOf(response: Response, text: string): ProblemError {
  const told = problem.safeParse(parsed(text))
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new ProblemError({
    status: response.status,
    code: told.data?.code ?? 'error',
    detail: told.data?.detail ?? `The server answered ${response.status}.`,
    errors: told.data?.errors,
    requestId: told.data?.requestId ?? null,
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : null,
  })
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's error page, for instance.
    return undefined
  }
}
