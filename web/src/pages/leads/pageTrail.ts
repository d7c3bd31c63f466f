// The cursors of the pages that were walked through, per search: a keyset only leads forward, the trail leads back.

import { formatSearch, questionOf, type LeadSearch } from './search.ts'

const key = 'switchyard-trail'

/** The session's storage: a trail is good for one tab. */
type TrailStorage = Pick<Storage, 'getItem' | 'setItem'>

interface Trail {
  readonly search: string
  /** Cursor of page n at n - 1; null for the first page. */
  readonly cursors: readonly (string | null)[]
}

export function rememberPage(storage: TrailStorage, search: LeadSearch): void {
  const trail = read(storage, search)
  const cursors = trail.cursors.slice(0, search.page - 1)
  // A link from elsewhere starts in the middle: what lies before it is unknown and stays so.
  if (cursors.length < search.page - 1) return
  storage.setItem(key, JSON.stringify({ search: name(search), cursors: [...cursors, search.cursor] } satisfies Trail))
}

/** Cursor of the page before this one; undefined when it is not known. */
export function cursorBefore(storage: TrailStorage, search: LeadSearch): string | null | undefined {
  return read(storage, search).cursors[search.page - 2]
}

function read(storage: TrailStorage, search: LeadSearch): Trail {
  const none: Trail = { search: name(search), cursors: [] }
  const found = parse(storage.getItem(key))
  return isTrail(found) && found.search === none.search ? found : none
}

function parse(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    // Not ours; without a trail there is still the way to the first page.
    return null
  }
}

function isTrail(found: unknown): found is Trail {
  return (
    typeof found === 'object' &&
    found !== null &&
    'search' in found &&
    'cursors' in found &&
    Array.isArray(found.cursors)
  )
}

function name(search: LeadSearch): string {
  return JSON.stringify(formatSearch(questionOf(search)))
}
