// A lead as it arrives, before anything was decided about it.

import type { ConsentState, Method } from '@switchyard/core/lead/states.ts'
import type { WaivableCheck } from '@switchyard/core/screening/screened.ts'

export interface Incoming {
  readonly accountId: string
  readonly campaign: string
  readonly supplier: string | null
  readonly source: string | null
  readonly externalId: string | null
  readonly method: Method
  readonly test: boolean
  readonly receivedAt: Date
  /** Values by field key (or alias), exactly as sent. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly consent: IncomingConsent
  readonly origin: Origin
  readonly waive: ReadonlySet<WaivableCheck>
  /** The caller's Idempotency-Key with the digest of the body it came with; null when there was none. */
  readonly idempotency: { readonly key: Buffer; readonly requestHash: Buffer } | null
  /** Digest of supplier and payload; the same digest within 60 seconds is the same lead. Null switches the guard off. */
  readonly payloadHash: Buffer | null
  /** The caller waits for settlement and its answer is stored later, so repeats have to wait for it too. */
  readonly answerLater: boolean
}

export interface IncomingConsent {
  readonly email?: ConsentState | undefined
  readonly sms?: ConsentState | undefined
  readonly text?: string | undefined
  readonly url?: string | undefined
  readonly at?: string | undefined
  readonly ip?: string | undefined
}

/** What is known about the way in; stored with the lead, erased with it. */
export interface Origin {
  readonly ip: string | null
  readonly userAgent: string | null
  readonly callbackUrl: string | null
  readonly requestId: string | null
  readonly consent: IncomingConsent
  /** Set on the leads of the demo workspace; by this mark they are found when it is removed. */
  readonly demo?: true | undefined
  /** The row of the file that it came with, as a spreadsheet counts. */
  readonly import?: { readonly id: string; readonly row: number } | undefined
}
