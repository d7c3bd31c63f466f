// A delivery as its set-up document holds it, defaults filled in.

import type { Rule } from '../rules/rule.ts'
import type { Cap } from './caps.ts'
import type { Weekday } from './weekday.ts'

export type { Weekday } from './weekday.ts'

export interface HttpRequest {
  readonly url: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** query: the map goes to the URL's query string. raw: `body` is one template, sent as `contentType`. */
  readonly format: 'json' | 'form' | 'xml' | 'soap' | 'query' | 'raw'
  /** JSON value with templates in its strings, a flat map for form and query, a template text for xml, soap and raw. */
  readonly body?: unknown
  readonly contentType?: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly auth: HttpAuth
  /** Total deadline of the call in milliseconds. */
  readonly timeoutMs: number
  /** PEM client certificate. */
  readonly clientCertificate?:
    { readonly cert: string; readonly key: string; readonly ca?: string | undefined } | undefined
}

export type HttpAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly username: string; readonly secret: string }
  | { readonly kind: 'bearer'; readonly secret: string }
  | { readonly kind: 'header'; readonly name: string; readonly secret: string }
  | {
      readonly kind: 'hmac'
      readonly secret: string
      readonly algorithm: 'sha256' | 'sha512'
      readonly header: string
      /** `{body}` and `{timestamp}` stand in it, for example "{timestamp}.{body}". */
      readonly payload: string
      readonly encoding: 'hex' | 'base64'
      readonly timestampHeader?: string | undefined
    }
  | {
      readonly kind: 'oauth2'
      readonly tokenUrl: string
      readonly clientId: string
      readonly secret: string
      readonly scope?: string | undefined
      readonly send: 'body' | 'basic'
    }
  | {
      /** One request gets a token; the lead's request uses it as {{ token.<name> }}. */
      readonly kind: 'token'
      readonly request: {
        readonly url: string
        readonly method: 'GET' | 'POST'
        readonly format: 'json' | 'form' | 'query'
        readonly body?: unknown
        readonly headers: Readonly<Record<string, string>>
      }
      /** name -> capture out of the token answer. */
      readonly captures: Readonly<Record<string, Capture>>
      readonly expiresSeconds: number
      readonly secret?: string | undefined
    }

export interface TextMatch {
  readonly is?: string | number | boolean | null | undefined
  readonly contains?: string | undefined
  /** RE2. */
  readonly matches?: string | undefined
  readonly gt?: number | undefined
  readonly gte?: number | undefined
  readonly lt?: number | undefined
  readonly lte?: number | undefined
  readonly present?: boolean | undefined
}

/** All given parts must hold. */
export interface AnswerWhen {
  readonly status?: readonly number[] | undefined
  readonly header?: ({ readonly name: string } & TextMatch) | undefined
  readonly json?: ({ readonly path: string } & TextMatch) | undefined
  readonly xml?: ({ readonly path: string } & TextMatch) | undefined
  /** `exact` may hold * for any run of characters. */
  readonly text?: { readonly contains?: string; readonly exact?: string; readonly matches?: string } | undefined
}

export type Capture =
  | string
  | { readonly json: string }
  | { readonly xml: string }
  | { readonly header: string }
  | { readonly regex: string }
  | { readonly split: string; readonly position: number }

export interface AnswerRule {
  readonly when: AnswerWhen
  readonly outcome: 'accepted' | 'rejected' | 'duplicate' | 'throttled' | 'retryable' | 'pending'
  readonly reason?: Capture | undefined
  readonly price?: Capture | undefined
  readonly reference?: Capture | undefined
  readonly redirectUrl?: Capture | undefined
}

export type Price =
  | { readonly kind: 'fixed'; readonly amount: string }
  | { readonly kind: 'answer'; readonly fallback?: string | undefined }
  | {
      readonly kind: 'rules'
      readonly rules: readonly { readonly when: Rule; readonly amount: string }[]
      readonly fallback?: string | undefined
    }

export interface Schedule {
  readonly timezone: string
  /** "HH:MM-HH:MM" spans, 24:00 allowed as an end; a weekday left out is closed. */
  readonly weekly: Readonly<Partial<Record<Weekday, readonly string[]>>>
  /** Dates (YYYY-MM-DD) on which it is closed all day. */
  readonly holidays?: readonly string[] | undefined
  /** Dates with hours of their own, in place of their weekday's. */
  readonly exceptions?: readonly ScheduleException[] | undefined
  readonly outside: 'hold' | 'skip'
  /** Over how many minutes from the opening on the leads that were held begin. Left out: 5. */
  readonly spreadMinutes?: number | undefined
}

export interface ScheduleException {
  /** YYYY-MM-DD */
  readonly date: string
  /** As in `weekly`; empty: closed all day. */
  readonly hours: readonly string[]
}

export interface RetryPolicy {
  readonly delaysSeconds: readonly number[]
  readonly maxAgeHours: number
}

export interface Delivery {
  readonly campaign: string
  readonly buyer?: string | undefined
  readonly name: string
  readonly status: 'draft' | 'tested' | 'active' | 'paused'
  readonly trigger: 'automatic' | 'manual'
  /** upstream: to another Switchyard, by the same means. */
  readonly method: 'http' | 'upstream'
  readonly request: HttpRequest
  readonly answers: readonly AnswerRule[]
  readonly otherwise: 'failed' | 'review'
  readonly price?: Price | undefined
  readonly rules?: Rule | undefined
  readonly caps: readonly Cap[]
  readonly schedule?: Schedule | undefined
  readonly retry: RetryPolicy
  readonly onUnknown: 'hold' | 'resend'
  readonly concurrency: number
  readonly perSecond?: number | null | undefined
  readonly settle: 'answer' | 'feedback'
}
