// An endpoint of the contract with the function that answers it.

import type { FastifyReply, FastifyRequest } from 'fastify'

import type {
  AnyEndpoint,
  BodyOf,
  Endpoint,
  OutputOf,
  ParamsOf,
  QueryOf,
  Scope,
} from '@switchyard/contract/endpoint.ts'

/** Who calls. */
export interface Caller {
  readonly accountId: string
  /** For logs and history: "ann@example.com", "key Landing page". */
  readonly actor: string
  readonly scope: Scope
  /** The supplier of an ingest key, the buyer of a buyer key. */
  readonly party: string | null
  readonly userId: string | null
  readonly keyId: string | null
}

export interface Call<E extends AnyEndpoint> {
  readonly params: ParamsOf<E>
  readonly query: QueryOf<E>
  readonly body: BodyOf<E>
  /** Of public endpoints: nobody. */
  readonly caller: Caller
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** For handlers that read the body themselves: `bytes` is what came, nothing was parsed or checked. */
export interface RawCall {
  /** Null only where the endpoint takes forms and a form came without a key in its headers: the form itself may hold one. */
  readonly caller: Caller | null
  readonly bytes: Buffer
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** For handlers that take a form with files: nothing of it has been read yet. */
export interface UploadCall {
  readonly caller: Caller
  readonly request: FastifyRequest
}

export type Route =
  | {
      readonly kind: 'checked'
      readonly endpoint: AnyEndpoint
      readonly run: (call: Call<AnyEndpoint>) => Promise<unknown>
    }
  | { readonly kind: 'raw'; readonly endpoint: AnyEndpoint; readonly run: (call: RawCall) => Promise<unknown> }
  | { readonly kind: 'upload'; readonly endpoint: AnyEndpoint; readonly run: (call: UploadCall) => Promise<unknown> }

export function handle<E extends Endpoint>(endpoint: E, run: (call: Call<E>) => Promise<OutputOf<E>>): Route {
  // The server parses params, query and body with this endpoint's own schemas before it calls.
  return { kind: 'checked', endpoint, run }
}

/** The handler sends its own reply, or answers a value to be sent as JSON. */
export function handleRaw(endpoint: AnyEndpoint, run: (call: RawCall) => Promise<unknown>): Route {
  return { kind: 'raw', endpoint, run }
}

/** Answers a value to be sent as JSON. It may take its time over the body: uploads are as slow as their line. */
export function handleUpload(endpoint: AnyEndpoint, run: (call: UploadCall) => Promise<unknown>): Route {
  return { kind: 'upload', endpoint, run }
}
