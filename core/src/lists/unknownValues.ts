// Values that leads came with and a picklist does not have, told together where people would call them the same.

import { causeId, causeKey } from '../causes/causeKey.ts'
import { valueSignature } from '../causes/signature.ts'
import { suggestionsFor, type Suggestion } from '../causes/suggestions.ts'
import { compilePicklist, unknownTexts } from '../lead/fields/picklist.ts'
import type { Picklist } from '../setup/lists.ts'

/** One spelling that came in one field, as often as it came. */
export interface SeenSpelling {
  readonly campaign: string
  readonly field: string
  /** The field holds several values: the text is taken apart. */
  readonly isMany: boolean
  readonly text: string
  /** Leads that were rejected for it and wait for somebody. */
  readonly waiting: number
  /** Rejected ones that somebody has decided to keep so. */
  readonly kept: number
  /** Accepted ones. */
  readonly accepted: number
  readonly lastAt: Date
}

export interface UnknownValue {
  /** The most frequent spelling. */
  readonly value: string
  readonly leads: number
  readonly waiting: number
  readonly accepted: number
  /** Most frequent first. */
  readonly spellings: readonly { readonly value: string; readonly count: number }[]
  readonly campaigns: readonly { readonly campaign: string; readonly field: string; readonly leads: number }[]
  /** Ids of the causes that its waiting leads have. */
  readonly causes: readonly string[]
  readonly lastAt: Date
}

export interface SuggestedValue extends UnknownValue {
  readonly suggestions: readonly Suggestion[]
}

interface Group {
  waiting: number
  kept: number
  accepted: number
  lastAt: Date
  readonly spellings: Map<string, number>
  readonly campaigns: Map<string, { campaign: string; field: string; leads: number }>
  readonly causes: Set<string>
}

const code = 'REJECT_LEAD_INVALID_LIST_VALUE'
/** Comparing a strange value with twenty thousand others takes some milliseconds. */
const mostSuggested = 100

/** Most leads first. Spellings that the list knows by now are left out. */
export function unknownValues(list: Picklist, seen: readonly SeenSpelling[]): UnknownValue[] {
  const compiled = compilePicklist(list, { disallowed: [] })
  const groups = new Map<string, Group>()
  for (const one of seen) {
    for (const text of unknownTexts(one.text, compiled, one.isMany)) {
      const signature = valueSignature(text)
      const group = groups.get(signature) ?? newGroup(one.lastAt)
      groups.set(signature, group)
      addTo(group, text, one)
    }
  }
  return [...groups.values()].map(told).toSorted((a, b) => b.leads - a.leads || (a.value < b.value ? -1 : 1))
}

/** What each of the values may have been meant to be; of the first hundred. Best first, each with how sure it is. */
export function withSuggestions(list: Picklist, unknown: readonly UnknownValue[]): readonly SuggestedValue[] {
  const compiled = compilePicklist(list, { disallowed: [] })
  const values = list.values.map(({ value }) => value)
  return unknown.map((one, index) => ({
    ...one,
    suggestions:
      index < mostSuggested ? suggestionsFor({ code, value: one.value, suggested: [] }, { compiled, values }) : [],
  }))
}

function newGroup(lastAt: Date): Group {
  return { waiting: 0, kept: 0, accepted: 0, lastAt, spellings: new Map(), campaigns: new Map(), causes: new Set() }
}

function addTo(group: Group, text: string, { campaign, field, ...one }: SeenSpelling): void {
  const leads = one.waiting + one.kept + one.accepted
  group.waiting += one.waiting
  group.kept += one.kept
  group.accepted += one.accepted
  if (one.lastAt > group.lastAt) group.lastAt = one.lastAt
  group.spellings.set(text, (group.spellings.get(text) ?? 0) + leads)
  const place = group.campaigns.get(`${campaign} ${field}`) ?? { campaign, field, leads: 0 }
  group.campaigns.set(`${campaign} ${field}`, { ...place, leads: place.leads + leads })
  if (one.waiting === 0) return
  const about = { kind: 'check', campaign, code, field, value: one.text, rule: null, list: null } as const
  group.causes.add(causeId('check', causeKey({ ...about, message: '', suggestions: [] })))
}

function told({ waiting, kept, accepted, lastAt, spellings, campaigns, causes }: Group): UnknownValue {
  const ordered = [...spellings].toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  return {
    value: ordered[0]?.[0] ?? '',
    leads: waiting + kept + accepted,
    waiting,
    accepted,
    spellings: ordered.map(([value, count]) => ({ value, count })),
    campaigns: [...campaigns.values()].toSorted((a, b) => b.leads - a.leads),
    causes: [...causes],
    lastAt,
  }
}
