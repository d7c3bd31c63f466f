// Frames of time around the one that found nothing, from the nearest to the widest.

import { narrowed, type LeadSearch } from './search.ts'
import { presets, rangeWords, toInstants } from './timeRange.ts'

export interface WiderRange {
  readonly words: string
  readonly search: LeadSearch
}

/** Each reaches further back than the search does, and further than the one before it. Empty where the search has no beginning. */
export function widerRanges(search: LeadSearch, now: Date, zone: string): readonly WiderRange[] {
  const from = search.date === null ? null : (toInstants(search.date, now, zone)?.from ?? null)
  if (from === null) return []
  return presets.flatMap(({ range }) => {
    const instants = toInstants(range, now, zone)
    if (instants === null || instants.to !== null || instants.from === null || instants.from >= from) return []
    return [{ words: rangeWords(range), search: narrowed(search, { date: range }) }]
  })
}
