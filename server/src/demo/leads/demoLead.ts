import type { ConsentState } from '@switchyard/core/lead/states.ts'

/** A lead of the demo as its supplier would send it. */
export interface DemoLead {
  readonly receivedAt: Date
  readonly campaign: string
  readonly supplier: string
  readonly source: string
  readonly method: 'api' | 'form'
  readonly fields: Readonly<Record<string, string | number>>
  readonly consent: { readonly email?: ConsentState; readonly sms?: ConsentState }
}
