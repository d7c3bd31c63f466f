// Builds every failure that intake can find, each with the sentence that people read.

import { plain } from '../lead/fields/received.ts'
import type { DispositionCode, Failure } from '../lead/disposition.ts'
import type { Campaign, Field, Filter } from '../setup/campaign.ts'
import { cleanLine } from '../text/cleanText.ts'
import { clip } from '../text/clip.ts'
import { humanise } from '../text/humanise.ts'
import { inWords } from '../text/inWords.ts'
import type { DedupeKey, SuppressionProbe } from './screened.ts'

const keptLength = 200

/** What a parser or a check found. `why` is the sentence after the field's label. */
export interface Finding {
  readonly code: DispositionCode
  readonly why: string
  readonly rule: string | null
  readonly suggestions: readonly string[]
}

/** "Vehicle make": the field's label, else its key in words. */
export function labelOf(field: Pick<Field, 'key' | 'label'>): string {
  return field.label?.trim() || humanise(field.key) || 'A value without a name'
}

/** A finding about one field: "Vehicle make: 'VW' is not in list Makes. Did you mean Volkswagen?" */
export function fieldFailure(
  field: Pick<Field, 'key' | 'label' | 'picklist'>,
  raw: unknown,
  { code, why, rule, suggestions }: Finding,
): Failure {
  const question = suggestions.length === 0 ? '' : `. Did you mean ${inWords(suggestions, 'or')}?`
  const message = `${labelOf(field)}: ${why}${question}`
  return { code, field: field.key, value: kept(raw), rule, list: field.picklist ?? null, message, suggestions }
}

/** "Email: a value is required". `raw` is what counted as no value, such as "Select". */
export function missingFailure(field: Field, raw: unknown): Failure {
  const text = wordsOf(raw)
  const why = text === '' ? 'a value is required' : `a value is required, and '${clip(text, 80)}' counts as none`
  const code = 'REJECT_LEAD_MISSING_REQUIRED_FIELD'
  return fieldFailure(field, raw, { code, why, rule: 'required', suggestions: [] })
}

/** A required consent that is anything but yes. */
export function noConsentFailure(field: Field, raw: unknown): Failure {
  const text = wordsOf(raw)
  const why =
    text === '' ? 'consent is required, and none was sent' : `consent is required, and '${clip(text, 80)}' is not a yes`
  return fieldFailure(field, raw, { code: 'REJECT_LEAD_NO_CONSENT', why, rule: 'required', suggestions: [] })
}

/** HTML or script in a value that was sent. `found` says what, in words; `key` may be no field of the campaign. */
export function unsafeFailure(field: Pick<Field, 'key' | 'label'>, raw: unknown, found: string): Failure {
  const why = `holds ${found}, which is never taken`
  const named = { key: field.key, label: field.label, picklist: undefined }
  return fieldFailure(named, raw, { code: 'REJECT_LEAD_UNSAFE_CONTENT', why, rule: 'unsafe content', suggestions: [] })
}

/**
 * A reject filter's failure; its message is the operator's own reason, or the rule in words when none was written. `number`
 * counts from 1. A filter on one field names that field and its value.
 */
export function filterFailure(
  filter: Filter,
  number: number,
  words: string,
  valueOf: (key: string) => unknown,
): Failure {
  const key = 'field' in filter.when && !filter.when.field.startsWith('@') ? filter.when.field : null
  return {
    code: 'REJECT_LEAD_FILTER',
    field: key,
    value: key === null ? null : kept(valueOf(key)),
    rule: `filter ${number}`,
    list: null,
    message: filter.reason.trim() || words,
    suggestions: [],
  }
}

/** "Duplicate of lead 10423: same email ann@example.com within 30 days". `of` is the other lead's id. */
export function duplicateFailure(key: DedupeKey, of: string): Failure {
  const days = key.days === 1 ? '1 day' : `${key.days} days`
  return {
    code: 'REJECT_LEAD_DUPLICATE',
    field: key.fields.length === 1 ? (key.fields[0] ?? null) : null,
    value: kept(key.words),
    rule: `same ${inWords(key.fields, 'and')} within ${days}`,
    list: null,
    message: `Duplicate of lead ${of}: same ${key.words} within ${days}`,
    suggestions: [],
  }
}

/** "Email: ann@example.com is on suppression list Do not contact". */
export function suppressedFailure(probe: SuppressionProbe, listName: string): Failure {
  return {
    code: 'REJECT_LEAD_SUPPRESSED',
    field: probe.field,
    value: kept(probe.value),
    rule: 'suppression',
    list: probe.list,
    message: `${humanise(probe.field)}: ${probe.value} is on suppression list ${listName}`,
    suggestions: [],
  }
}

/** `words` names the cap and its state: "campaign cap day 100 of 100". */
export function overCapFailure(words: string): Failure {
  return whole('REJECT_LEAD_OVER_CAP', words, `Over cap: ${words}`)
}

/** The supplier is unknown, inactive or not one of the campaign's. `sid` null: none was named. */
export function supplierFailure(sid: string | null): Failure {
  const message =
    sid === null
      ? 'No supplier was named, and this campaign needs one'
      : `Supplier ${sid} may not send to this campaign`
  return { ...whole('REJECT_LEAD_SUPPLIER_NOT_AUTHORISED', 'suppliers of the campaign', message), value: kept(sid) }
}

export function campaignFailure(reference: string, status: Campaign['status']): Failure {
  const message = `Campaign ${reference} is ${status === 'draft' ? 'a draft' : status} and takes no leads`
  return whole('REJECT_LEAD_CAMPAIGN_NOT_ACTIVE', `status ${status}`, message)
}

/** What a person typed; nothing for lists and objects, which read badly in a sentence. */
function wordsOf(raw: unknown): string {
  return typeof raw === 'object' ? '' : cleanLine(plain(raw))
}

function whole(code: DispositionCode, rule: string, message: string): Failure {
  return { code, field: null, value: null, rule, list: null, message, suggestions: [] }
}

function kept(raw: unknown): string | null {
  return raw === null || raw === undefined ? null : clip(plain(raw), keptLength)
}
