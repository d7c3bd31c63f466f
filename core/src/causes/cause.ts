// What leads were refused for, put together from its counts and its newest leads.

import type { DispositionCode } from '../lead/disposition.ts'
import { domainOf } from './causeKey.ts'
import type { Refusal, RefusalAbout } from './refusal.ts'

const mostSuggested = 5
/** Spellings beyond these are counted and not listed. */
const mostSpellings = 50

/** What is the same for all of its refusals, and names nobody. */
export interface KnownCause {
  readonly id: string
  readonly kind: RefusalAbout['kind']
  readonly campaign: string
  readonly code: DispositionCode | null
  readonly field: string | null
  readonly delivery: string | null
  readonly list: string | null
}

export interface CauseCounts {
  /** Leads that wait for somebody; those that are kept rejected stand beside them. */
  readonly count: number
  readonly kept: number
  readonly suppliers: ReadonlyMap<string | null, number>
  /** See `spellingOf`. */
  readonly spellings: ReadonlyMap<string, number>
  /** By day (UTC), days without leads left out. */
  readonly days: ReadonlyMap<string, number>
  readonly firstAt: Date
  readonly lastAt: Date
}

export interface Cause extends KnownCause {
  /** What the leads have in common, in words: their most frequent spelling, a mail domain, null where there is nothing. */
  readonly value: string | null
  /** The rule as the newest lead was told of it; null where none is named. */
  readonly rule: string | null
  /** The newest sentence that was told of it. */
  readonly message: string
  readonly spellings: readonly { readonly value: string; readonly count: number }[]
  readonly count: number
  readonly kept: number
  /** Most frequent first. */
  readonly suppliers: readonly { readonly supplier: string | null; readonly count: number }[]
  readonly firstAt: Date
  readonly lastAt: Date
  readonly days: ReadonlyMap<string, number>
  /** The newest leads. */
  readonly examples: readonly { readonly leadId: string; readonly value: string | null; readonly message: string }[]
  /** What the checks had suggested for those, each once. */
  readonly suggested: readonly string[]
}

/** `examples`: refusals of this cause, newest first. */
export function causeOf(known: KnownCause, counts: CauseCounts, examples: readonly Refusal[]): Cause {
  const spellings = ordered(counts.spellings).map(([value, count]) => ({ value, count }))
  const newest = examples[0]?.about
  const suggested = examples.flatMap(({ about }) => (about.kind === 'check' ? about.suggestions : []))
  return {
    ...known,
    value: commonValue(known, counts.count + counts.kept, spellings, newest),
    rule: newest?.kind === 'check' ? newest.rule : null,
    message: newest ? messageOf(newest) : '',
    spellings: spellings.slice(0, mostSpellings),
    count: counts.count,
    kept: counts.kept,
    suppliers: ordered(counts.suppliers).map(([supplier, count]) => ({ supplier, count })),
    firstAt: counts.firstAt,
    lastAt: counts.lastAt,
    days: counts.days,
    examples: examples.map(({ leadId, about }) => ({ leadId, value: valueOf(about), message: messageOf(about) })),
    suggested: [...new Set(suggested)].slice(0, mostSuggested),
  }
}

/**
 * What is counted of a refusal's value. Null where every person has a value of their own (phones, dates of birth) or there is none:
 * such values stay with their leads. Of an email its domain.
 */
export function spellingOf(about: RefusalAbout): string | null {
  if (about.kind === 'destination') return null
  switch (about.code) {
    case 'REJECT_LEAD_INVALID_EMAIL': {
      const domain = domainOf(about.value)
      return domain === null ? null : `@${domain}`
    }
    case 'REJECT_LEAD_INVALID_LIST_VALUE':
    case 'REJECT_LEAD_DISALLOWED_LIST_VALUE':
    case 'REJECT_LEAD_INVALID_FORMAT':
    case 'REJECT_LEAD_INVALID_NUMBER':
    case 'REJECT_LEAD_SUPPLIER_NOT_AUTHORISED':
    case 'REJECT_LEAD_OUTSIDE_CHECK':
    case 'REJECT_LEAD_FILTER':
      return about.value
    default:
      return null
  }
}

/** Of causes that take values together by their kind, one person's value stands for nothing. */
function commonValue(
  { kind, code }: KnownCause,
  leads: number,
  spellings: Cause['spellings'],
  newest: RefusalAbout | undefined,
): string | null {
  if (kind === 'destination') return newest ? valueOf(newest) : null
  const [first] = spellings
  if (!first || code === 'REJECT_LEAD_INVALID_EMAIL') {
    return leads === 1 && newest ? valueOf(newest) : (first?.value ?? null)
  }
  return code === 'REJECT_LEAD_FILTER' && spellings.length > 1 ? null : first.value
}

function valueOf(about: RefusalAbout): string | null {
  return about.kind === 'check' ? about.value : about.answer
}

function messageOf(about: RefusalAbout): string {
  return about.kind === 'check' ? about.message : (about.answer ?? 'Refused without a word')
}

/** Most frequent first; the same whatever order the leads were read in. */
function ordered<Key extends string | null>(counts: ReadonlyMap<Key, number>): [Key, number][] {
  return [...counts].toSorted(([one, a], [other, b]) => b - a || ((one ?? '') < (other ?? '') ? -1 : 1))
}
