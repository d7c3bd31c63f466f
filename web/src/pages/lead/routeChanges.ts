// What an edit would change in the route: each delivery before and after.

import type { Decision } from '../../data/leadTypes.ts'

export interface RouteChange {
  readonly delivery: string
  readonly buyer: string | null
  /** Null: it was not considered. */
  readonly before: string | null
  readonly after: string
  readonly eligible: boolean
  readonly changed: boolean
}

const eligible = 'Eligible'

/** Those that change first, then in the order of the new decision. */
export function routeChanges(before: Decision | null, after: Decision): readonly RouteChange[] {
  const old = new Map(before?.considered.map((line) => [line.delivery, line.excluded?.words ?? eligible]))
  const changes = after.considered.map(({ delivery, buyer, excluded }) => {
    const was = old.get(delivery) ?? null
    const is = excluded?.words ?? eligible
    return { delivery, buyer, before: was, after: is, eligible: excluded === null, changed: was !== is }
  })
  return changes.toSorted((a, b) => Number(b.changed) - Number(a.changed))
}
