// The list that a lead was opened from, so that its page can step to the one before and the one after.

import type { LeadParameters } from './parameters.ts'

export interface LeadWalk {
  /** Of the leads that were on the screen, and those that were stepped to since. */
  readonly ids: readonly string[]
  /** Place of the first of them in the whole list, from 1. */
  readonly first: number
  readonly total: { readonly value: number; readonly exact: boolean }
  readonly parameters: LeadParameters
  readonly nextCursor: string | null
}

export interface WalkPlace {
  /** From 1. */
  readonly place: number
  readonly before: string | null
  readonly after: string | null
  /** There are more behind the last id, which have to be read first. */
  readonly more: boolean
}

const key = 'switchyard-walk'
type WalkStorage = Pick<Storage, 'getItem' | 'setItem'>

export function rememberWalk(storage: WalkStorage, walk: LeadWalk): void {
  storage.setItem(key, JSON.stringify(walk))
}

/** Null without a list, or with one that this page does not understand. */
export function readWalk(storage: WalkStorage): LeadWalk | null {
  try {
    const found: unknown = JSON.parse(storage.getItem(key) ?? 'null')
    return isWalk(found) ? found : null
  } catch {
    // Not ours; the lead's page works without.
    return null
  }
}

/** Null when the lead is not in the list. */
export function placeIn(walk: LeadWalk, id: string): WalkPlace | null {
  const at = walk.ids.indexOf(id)
  if (at === -1) return null
  return {
    place: walk.first + at,
    before: walk.ids[at - 1] ?? null,
    after: walk.ids[at + 1] ?? null,
    more: at === walk.ids.length - 1 && walk.nextCursor !== null,
  }
}

export function walkedOn(walk: LeadWalk, ids: readonly string[], nextCursor: string | null): LeadWalk {
  return { ...walk, ids: [...new Set([...walk.ids, ...ids])], nextCursor }
}

function isWalk(found: unknown): found is LeadWalk {
  if (typeof found !== 'object' || found === null) return false
  const walk = new Map<string, unknown>(Object.entries(found))
  const ids = walk.get('ids')
  return (
    Array.isArray(ids) &&
    ids.every((id) => typeof id === 'string') &&
    typeof walk.get('first') === 'number' &&
    isRecord(walk.get('total')) &&
    isRecord(walk.get('parameters'))
  )
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
