// Groups refusals by their cause while they are read, so that memory grows with the causes and not with the leads.

import type { DispositionCode } from '../lead/disposition.ts'
import { causeId, causeKey, domainOf } from './causeKey.ts'
import type { Refusal, RefusalAbout } from './refusal.ts'

const mostExamples = 5
/** Spellings beyond these are counted and not listed. */
const mostSpellings = 50
const dayMs = 86_400_000

export interface Cause {
  readonly id: string
  readonly kind: RefusalAbout['kind']
  readonly campaign: string
  readonly code: DispositionCode | null
  readonly field: string | null
  /** What the leads have in common, in words: their most frequent spelling, a mail domain, null where there is nothing. */
  readonly value: string | null
  readonly delivery: string | null
  readonly list: string | null
  /** The newest sentence that was told of it. */
  readonly message: string
  readonly spellings: readonly { readonly value: string; readonly count: number }[]
  /** Leads that wait for somebody; those that are kept rejected stand beside them. */
  readonly count: number
  readonly kept: number
  /** Most frequent first. */
  readonly suppliers: readonly { readonly supplier: string | null; readonly count: number }[]
  readonly firstAt: Date
  readonly lastAt: Date
  /** By day (UTC), days without leads left out. */
  readonly days: ReadonlyMap<string, number>
  readonly examples: readonly { readonly leadId: string; readonly value: string | null; readonly message: string }[]
  /** What the checks had suggested, each once. */
  readonly suggested: readonly string[]
}

interface Group {
  readonly id: string
  about: RefusalAbout
  count: number
  kept: number
  firstAt: number
  lastAt: number
  readonly suppliers: Map<string | null, number>
  readonly spellings: Map<string, number>
  readonly days: Map<string, number>
  readonly examples: { leadId: string; value: string | null; message: string }[]
  readonly suggested: Set<string>
  lastLead: string
}

export class CauseBook {
  readonly #groups = new Map<string, Group>()

  /** Refusals of one lead come one after the other; a lead counts once in a cause, however often it has it. */
  add(refusal: Refusal): void {
    const { about } = refusal
    const key = causeKey(about)
    const atMs = refusal.receivedAt.getTime()
    let group = this.#groups.get(key)
    if (!group) {
      group = {
        id: causeId(about.kind, key),
        about,
        count: 0,
        kept: 0,
        firstAt: atMs,
        lastAt: atMs,
        suppliers: new Map(),
        spellings: new Map(),
        days: new Map(),
        examples: [],
        suggested: new Set(),
        lastLead: '',
      }
      this.#groups.set(key, group)
    }
    if (group.lastLead === refusal.leadId) return
    group.lastLead = refusal.leadId
    if (refusal.kept) group.kept += 1
    else group.count += 1
    if (atMs >= group.lastAt) {
      group.lastAt = atMs
      group.about = about
    }
    group.firstAt = Math.min(group.firstAt, atMs)
    increase(group.suppliers, refusal.supplier)
    increase(group.days, new Date(Math.floor(atMs / dayMs) * dayMs).toISOString().slice(0, 10))
    const value = valueOf(about)
    if (value !== null && (group.spellings.has(value) || group.spellings.size < mostSpellings)) {
      increase(group.spellings, value)
    }
    if (group.examples.length < mostExamples) {
      group.examples.push({ leadId: refusal.leadId, value, message: messageOf(about) })
    }
    if (about.kind === 'check' && group.suggested.size < mostExamples) {
      for (const one of about.suggestions) group.suggested.add(one)
    }
  }

  /** Most leads first. */
  causes(): Cause[] {
    return [...this.#groups.values()].map(causeOf).toSorted((a, b) => b.count - a.count || b.kept - a.kept)
  }
}

function causeOf(group: Group): Cause {
  const { about, count, kept, firstAt, lastAt, days, examples } = group
  const spellings = ordered(group.spellings).map(([value, times]) => ({ value, count: times }))
  const check = about.kind === 'check' ? about : null
  return {
    id: group.id,
    kind: about.kind,
    campaign: about.campaign,
    code: check?.code ?? null,
    field: check?.field ?? null,
    value: commonValue(about, spellings),
    delivery: about.kind === 'destination' ? about.delivery : null,
    list: check?.list ?? null,
    message: messageOf(about),
    spellings,
    count,
    kept,
    suppliers: ordered(group.suppliers).map(([supplier, times]) => ({ supplier, count: times })),
    firstAt: new Date(firstAt),
    lastAt: new Date(lastAt),
    days,
    examples,
    suggested: [...group.suggested],
  }
}

/** Of causes that take values together by their kind, one person's value stands for nothing. */
function commonValue(about: RefusalAbout, spellings: Cause['spellings']): string | null {
  const [first] = spellings
  if (about.kind === 'destination' || !first) return about.kind === 'destination' ? about.answer : null
  if (spellings.length === 1) return first.value
  switch (about.code) {
    case 'REJECT_LEAD_INVALID_EMAIL':
      return first.value.includes('@') ? `@${domainOf(first.value) ?? ''}` : first.value
    case 'REJECT_LEAD_INVALID_PHONE':
    case 'REJECT_LEAD_INVALID_DATE':
    case 'REJECT_LEAD_DUPLICATE':
    case 'REJECT_LEAD_SUPPRESSED':
    case 'REJECT_LEAD_FILTER':
    case 'REJECT_LEAD_UNSAFE_CONTENT':
    case 'REJECT_LEAD_NO_CONSENT':
    case 'REJECT_LEAD_MISSING_REQUIRED_FIELD':
      return null
    default:
      return first.value
  }
}

function valueOf(about: RefusalAbout): string | null {
  return about.kind === 'check' ? about.value : about.answer
}

function messageOf(about: RefusalAbout): string {
  return about.kind === 'check' ? about.message : (about.answer ?? 'Refused without a word')
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** Most frequent first; the same whatever order the leads were read in. */
function ordered<Key extends string | null>(counts: ReadonlyMap<Key, number>): [Key, number][] {
  return [...counts].toSorted(([one, a], [other, b]) => b - a || ((one ?? '') < (other ?? '') ? -1 : 1))
}
