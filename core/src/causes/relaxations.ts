// The rule of a campaign that leads fell at, and how it would have to read for them to pass.

import { assertNever } from '../assert.ts'
import { inWords } from '../text/inWords.ts'
import type { RuleOperand, RuleTest } from '../rules/rule.ts'
import type { Campaign, Field, Filter } from '../setup/campaign.ts'
import type { Cause } from './cause.ts'

const bounds = ['min', 'max', 'minAge', 'maxAge'] as const
type Bound = (typeof bounds)[number]

/** Where a rule stands in the campaign's document. */
type Place =
  | { readonly kind: 'bound'; readonly field: number; readonly bound: Bound }
  | { readonly kind: 'pattern' | 'required' | 'profanity'; readonly field: number }
  | { readonly kind: 'filter'; readonly filter: number }
  | { readonly kind: 'dedupe'; readonly rule: number }

export interface Relaxation {
  /** What it says today: "Vehicle year: at most 2026". */
  readonly words: string
  /** Its operand today, the values of a filter with commas between them; null: it has none, it can only be taken away. */
  readonly now: string | number | null
  /** The nearest operand with which the leads that were counted would pass it; null where that cannot be told from the cause. */
  readonly proposed: string | number | null
  readonly place: Place
}

type About = Pick<Cause, 'kind' | 'field' | 'rule' | 'message' | 'spellings'>

/** By the campaign as it is today. Null: no rule of it says so, or it is none that a person sets (a phone that is no phone). Pure. */
export function relaxationOf(cause: About, campaign: Campaign): Relaxation | null {
  const { rule } = cause
  if (cause.kind !== 'check' || rule === null) return null
  if (rule.startsWith('filter ')) return filterRelaxation(cause, Number(rule.slice('filter '.length)), campaign)
  if (rule.startsWith('same ')) return dedupeRelaxation(rule, campaign)
  const index = campaign.fields.findIndex(({ key }) => key === cause.field)
  const field = campaign.fields[index]
  return field ? fieldRelaxation(cause, rule, field, index) : null
}

function fieldRelaxation(cause: About, rule: string, field: Field, index: number): Relaxation | null {
  const label = field.label ?? field.key
  if (rule === 'required' && field.required) {
    return { words: `${label} is required`, now: null, proposed: null, place: { kind: 'required', field: index } }
  }
  if (rule === 'profanity' && field.profanity) {
    return {
      words: `${label}: no profanity`,
      now: null,
      proposed: null,
      place: { kind: 'profanity', field: index },
    }
  }
  if (rule.startsWith('pattern ') && field.pattern !== undefined) {
    const place = { kind: 'pattern', field: index } as const
    return { words: `${label} is of the form ${field.pattern}`, now: field.pattern, proposed: null, place }
  }
  const bound = boundOf(rule)
  const now = bound === null ? undefined : field[bound]
  if (bound === null || now === undefined) return null
  return {
    words: `${label}: ${boundWords[bound]} ${now}`,
    now,
    proposed: typeof now === 'number' ? proposedBound(cause, bound, field) : null,
    place: { kind: 'bound', field: index, bound },
  }
}

const boundWords = { min: 'at least', max: 'at most', minAge: 'minimum age', maxAge: 'maximum age' } as const

function boundOf(rule: string): Bound | null {
  if (rule.startsWith('minimum age ')) return 'minAge'
  if (rule.startsWith('maximum age ')) return 'maxAge'
  return bounds.find((bound) => rule.startsWith(`${bound} `)) ?? null
}

/** Of numbers and of the length of texts; an age or a date has another value for every lead. */
function proposedBound({ spellings }: About, bound: Bound, { type }: Field): number | null {
  if (bound !== 'min' && bound !== 'max') return null
  const isNumber = type === 'number' || type === 'integer'
  const values = spellings.map(({ value }) => (isNumber ? Number(value) : value.trim().length))
  if (values.length === 0 || values.some((value) => !Number.isFinite(value))) return null
  return bound === 'min' ? Math.min(...values) : Math.max(...values)
}

function filterRelaxation({ message, spellings }: About, number: number, campaign: Campaign): Relaxation | null {
  // Its number changes when another one is put before it; its sentence does not.
  const said = (filter: Filter | undefined) => filter?.action === 'reject' && filter.reason.trim() === message
  const index = said(campaign.filters[number - 1]) ? number - 1 : campaign.filters.findIndex(said)
  const filter = campaign.filters[index]
  if (!filter) return null
  const place = { kind: 'filter', filter: index } as const
  const test = 'field' in filter.when ? filter.when : null
  const now = test === null ? null : operandText(test.value)
  const words = `Reject: ${message}`
  if (test === null || now === null) return { words, now: null, proposed: null, place }
  return { words, now, proposed: proposedOperand(test, spellings), place }
}

function proposedOperand({ op, value }: RuleTest, spellings: Cause['spellings']): string | number | null {
  const values = spellings.map((spelling) => spelling.value)
  if (values.length === 0) return null
  switch (op) {
    case 'isNot':
    case 'notIn':
      return [...listOf(value), ...values].join(', ')
    case 'is':
    case 'in': {
      const refused = new Set(values.map((one) => one.toLowerCase()))
      const left = listOf(value).filter((one) => !refused.has(one.toLowerCase()))
      return left.length === 0 ? null : left.join(', ')
    }
    case 'lt':
    case 'gt': {
      const numbers = values.map(Number)
      if (numbers.some((one) => !Number.isFinite(one))) return null
      return op === 'lt' ? Math.min(...numbers) : Math.max(...numbers)
    }
    default:
      return null
  }
}

function dedupeRelaxation(rule: string, campaign: Campaign): Relaxation | null {
  // Its days may have changed since.
  const index = campaign.dedupe.findIndex(({ fields }) => rule.startsWith(`same ${inWords(fields, 'and')} within `))
  const found = campaign.dedupe[index]
  if (!found) return null
  return {
    words: `No second lead with the same ${found.fields.join(', ')} within this many days`,
    now: found.days,
    proposed: null,
    place: { kind: 'dedupe', rule: index },
  }
}

/** The campaign with that rule as it shall read, `to` null: without it. Whether the document is sound is checked where it is written. Pure. */
export function relaxed(campaign: Campaign, { place, now }: Relaxation, to: string | number | null): Campaign {
  const operand = typeof now === 'number' && typeof to === 'string' && Number.isFinite(Number(to)) ? Number(to) : to
  switch (place.kind) {
    case 'required':
      return withField(campaign, place.field, (field) => ({ ...field, required: false }))
    case 'profanity':
      return withField(campaign, place.field, (field) => ({ ...field, profanity: false }))
    case 'pattern':
      return withField(campaign, place.field, (field) => ({
        ...field,
        pattern: operand === null ? undefined : String(operand),
      }))
    case 'bound': {
      const { bound } = place
      return withField(campaign, place.field, (field) => ({ ...field, [bound]: operand ?? undefined }))
    }
    case 'filter':
      return {
        ...campaign,
        filters: campaign.filters.flatMap((one, at) => (at === place.filter ? again(one, operand) : one)),
      }
    case 'dedupe':
      return {
        ...campaign,
        dedupe: campaign.dedupe.flatMap((one, at) =>
          at !== place.rule ? one : operand === null ? [] : { ...one, days: Number(operand) },
        ),
      }
    default:
      return assertNever(place)
  }
}

function again(filter: Filter, operand: string | number | null): Filter | [] {
  if (operand === null) return []
  if (!('field' in filter.when)) return filter
  return { ...filter, when: withOperand(filter.when, operand) }
}

/** Several values make a list of the test; one value leaves its word as it is. */
function withOperand(test: RuleTest, operand: string | number): RuleTest {
  const values = listOf(operand)
  const isList = Array.isArray(test.value) || values.length > 1
  switch (test.op) {
    case 'is':
    case 'in':
      return isList ? { ...test, op: 'in', value: values } : { ...test, value: operand }
    case 'isNot':
    case 'notIn':
      return isList ? { ...test, op: 'notIn', value: values } : { ...test, value: operand }
    default:
      return { ...test, value: Array.isArray(test.value) ? values : operand }
  }
}

function listOf(value: RuleOperand | undefined): readonly string[] {
  if (value === undefined || value === null) return []
  // Narrowing a readonly array out of a union does not work with Array.isArray.
  const entries: readonly unknown[] = Array.isArray(value) ? value : String(value).split(',')
  return entries.map((entry) => String(entry).trim()).filter((entry) => entry !== '')
}

function operandText(value: RuleOperand | undefined): string | number | null {
  if (typeof value === 'number') return value
  return value === undefined || value === null ? null : listOf(value).join(', ')
}

function withField(campaign: Campaign, index: number, change: (field: Field) => Field): Campaign {
  return { ...campaign, fields: campaign.fields.map((field, at) => (at === index ? change(field) : field)) }
}
