// What the cure `setValue` puts into one lead. Pure: the preview and the job ask the same.

import { plain } from '@switchyard/core/lead/fields/received.ts'
import { valueSignature } from '@switchyard/core/causes/signature.ts'
import { compileReceive } from '@switchyard/core/screening/receive.ts'
import type { Field } from '@switchyard/core/setup/campaign.ts'
import { fold } from '@switchyard/core/text/fold.ts'

export interface NewValue {
  readonly field: string
  /** Null: where nothing was received. Undefined: whatever was. */
  readonly from?: string | null | undefined
  readonly to: string | number | boolean | null
}

export type Replacement =
  | { readonly kind: 'edit'; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: 'leftOut'; readonly reason: string }

interface Received {
  readonly raw: Readonly<Record<string, unknown>>
  readonly edits: Readonly<Record<string, unknown>>
}

/** `field` null: the lead's campaign has no such field. "@gamil.com" to "@gmail.com" changes the domain of an email alone. */
export function replacementOf(lead: Received, field: Field | null, { field: key, from, to }: NewValue): Replacement {
  if (!field) return { kind: 'leftOut', reason: `its campaign has no field ${key}` }
  if (from === undefined) return { kind: 'edit', fields: { [key]: to } }
  const received = plain(compileReceive(field)({ ...lead.raw, ...lead.edits }).raw)
  if (field.type === 'email' && from !== null && isDomain(from) && isDomain(to)) {
    const at = received.trim().length - from.length
    return received.trim().toLowerCase().endsWith(from.toLowerCase())
      ? { kind: 'edit', fields: { [key]: received.trim().slice(0, at) + to } }
      : { kind: 'leftOut', reason: `its ${key} does not end in ${from}` }
  }
  if (isSame(received, from ?? '')) return { kind: 'edit', fields: { [key]: to } }
  return { kind: 'leftOut', reason: from === null ? `it has a ${key}` : `its ${key} is not '${from}'` }
}

function isDomain(value: NewValue['to']): value is string {
  return typeof value === 'string' && value.startsWith('@')
}

/** Without case, and among words without punctuation; a sign or a point makes another number. */
function isSame(one: string, other: string): boolean {
  if (fold(one) === fold(other)) return true
  return /\p{L}/u.test(other) && valueSignature(one) === valueSignature(other)
}
