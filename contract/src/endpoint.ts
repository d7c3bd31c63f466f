// One endpoint of the HTTP API as a value: the server mounts it, the client calls it, the OpenAPI document shows it.

import type { z } from 'zod'

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export const scopes = ['admin', 'operate', 'read', 'ingest', 'buyer'] as const
/** What a caller may do. A signed-in admin, operator or viewer counts as admin, operate or read. */
export type Scope = (typeof scopes)[number]

export const adminOnly: readonly Scope[] = ['admin']
export const operating: readonly Scope[] = ['admin', 'operate']
export const reading: readonly Scope[] = ['admin', 'operate', 'read']
export const sending: readonly Scope[] = ['admin', 'operate', 'ingest']

export type BodyType = 'json' | 'form' | 'multipart'

type Schema = z.ZodType

export interface Endpoint<
  Params extends Schema = Schema,
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Output extends Schema = Schema,
> {
  /** The method's name, noun first: "leads.create". */
  readonly name: string
  readonly method: HttpMethod
  /** Parameters in braces: "/v1/leads/{id}". */
  readonly path: string
  /** One line for the documentation. */
  readonly summary: string
  readonly description?: string | undefined
  /** Who may call it; `public` needs no key. */
  readonly scopes: readonly Scope[] | 'public'
  readonly params?: Params | undefined
  /** A property that is a record, such as `fields`, travels as one parameter per entry, see `spread`. */
  readonly query?: Query | undefined
  /** Query properties whose entries travel under a prefix: `{ fields: 'field.' }` makes `?field.email=x`. */
  readonly spread?: Readonly<Record<string, string>> | undefined
  readonly headers?: readonly { readonly name: string; readonly description: string }[] | undefined
  readonly body?: Body | undefined
  /** A body as one would write it, for the documentation. */
  readonly example?: unknown
  /** Encodings of the body that are taken; JSON alone when left out. */
  readonly accepts?: readonly BodyType[] | undefined
  /** Largest body in bytes; 256 KB when left out. */
  readonly bodyLimit?: number | undefined
  readonly status: 200 | 201 | 202 | 204
  /** Media type of the answer, where it is not JSON. */
  readonly produces?: string | undefined
  /** Left out with 204. */
  readonly output?: Output | undefined
  /** Statuses of refusals besides those that every endpoint can answer. */
  readonly errors: readonly number[]
}

/** Keeps the schemas' own types, so that handlers and callers are checked against them. */
export function endpoint<
  Params extends Schema = z.ZodUndefined,
  Query extends Schema = z.ZodUndefined,
  Body extends Schema = z.ZodUndefined,
  Output extends Schema = z.ZodUndefined,
>(definition: Endpoint<Params, Query, Body, Output>): Endpoint<Params, Query, Body, Output> {
  return definition
}

/** Any endpoint, its types forgotten. */
export type AnyEndpoint = Endpoint

export type ParamsOf<E> = E extends Endpoint<infer P> ? z.output<P> : never
export type QueryOf<E> = E extends Endpoint<Schema, infer Q> ? z.output<Q> : never
export type BodyOf<E> = E extends Endpoint<Schema, Schema, infer B> ? z.output<B> : never
/** What a caller gets. */
export type OutputOf<E> = E extends Endpoint<Schema, Schema, Schema, infer O> ? DeepReadonly<z.output<O>> : never

export type ParamsInput<E> = E extends Endpoint<infer P> ? DeepReadonly<z.input<P>> : never
export type QueryInput<E> = E extends Endpoint<Schema, infer Q> ? DeepReadonly<z.input<Q>> : never
export type BodyInput<E> = E extends Endpoint<Schema, Schema, infer B> ? DeepReadonly<z.input<B>> : never

export type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends Date
    ? T
    : T extends object
      ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
      : T
