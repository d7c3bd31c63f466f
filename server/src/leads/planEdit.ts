// What an edit makes of a lead: pure, so that one lead and ten thousand are edited alike.

import type { Failure } from '@switchyard/core/lead/disposition.ts'
import type { FieldValues } from '@switchyard/core/lead/facts.ts'
import type { ConsentState, Method } from '@switchyard/core/lead/states.ts'
import type { Screened } from '@switchyard/core/screening/screened.ts'

import type { LiveCampaign } from '../setup/compile.ts'

type Values = Readonly<Record<string, unknown>>

export interface LeadToEdit {
  readonly id: string
  readonly receivedAt: Date
  readonly revision: number
  readonly campaign: string
  readonly supplier: string | null
  readonly source: string | null
  readonly method: Method
  readonly test: boolean
  readonly erased: boolean
  readonly consentEmail: ConsentState
  readonly consentSms: ConsentState
  readonly fields: FieldValues
  readonly raw: Values
  readonly edits: Values
}

export type PlannedEdit =
  | {
      readonly kind: 'edited'
      readonly revision: number
      readonly edits: Values
      readonly screened: Screened
      readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'unknownFields'; readonly fields: readonly string[] }
  | { readonly kind: 'failures'; readonly failures: readonly Failure[] }

/**
 * `campaign` undefined: it is not there any more, and no field is known. `asReceived`: fields that lose what people put in their
 * place. With such a list an edit is taken back, and what was refused or missing then is let through now.
 */
export function planEdit(
  lead: LeadToEdit,
  campaign: LiveCampaign | undefined,
  fields: Values,
  asReceived: readonly string[] | null = null,
): PlannedEdit {
  const known = new Set(campaign?.doc.fields.map((field) => field.key))
  const unknown = Object.keys(fields).filter((key) => !known.has(key))
  if (!campaign || unknown.length > 0) return { kind: 'unknownFields', fields: unknown }

  const edits = withoutKeys({ ...lead.edits, ...fields }, asReceived ?? [])
  const screened = campaign.screening.screen({
    id: lead.id,
    supplier: lead.supplier,
    source: lead.source,
    method: lead.method,
    test: lead.test,
    receivedAt: lead.receivedAt,
    raw: { ...lead.raw, ...edits },
    consent: { email: lead.consentEmail, sms: lead.consentSms },
    waive: new Set(['filters', 'dedupe', 'caps']),
  })
  // Other fields may still be wrong: a rejected lead is mended one field at a time.
  const failures =
    asReceived === null ? screened.failures.filter((failure) => failure.field !== null && failure.field in fields) : []
  if (failures.length > 0) return { kind: 'failures', failures }

  const values = screened.facts.values
  const changes = Object.fromEntries(
    [...new Set([...Object.keys(lead.fields), ...Object.keys(values)])]
      .filter((key) => JSON.stringify(lead.fields[key]) !== JSON.stringify(values[key]))
      .map((key) => [key, { from: lead.fields[key] ?? null, to: values[key] ?? null }]),
  )
  if (Object.keys(changes).length === 0) return { kind: 'unchanged' }
  return { kind: 'edited', revision: lead.revision + 1, edits, screened, changes }
}

function withoutKeys(values: Values, keys: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)))
}
