// Rows on the screen stay where they are while the list is read again behind them.

import type { LeadRow } from '../../data/leadTypes.ts'

export interface SteadyRow {
  readonly lead: LeadRow
  /** The lead has changed so that the search no longer finds it; what is shown is how it was. */
  readonly left: boolean
}

/** The rows as shown, each with its newest state. Nothing is added, moved or taken away. */
export function steadyRows(shown: readonly SteadyRow[], fresh: readonly LeadRow[]): readonly SteadyRow[] {
  const byId = new Map(fresh.map((lead) => [lead.id, lead]))
  return shown.map((row) => {
    const lead = byId.get(row.lead.id)
    return lead ? { lead, left: false } : { lead: row.lead, left: true }
  })
}

/** The instant after which a lead is new to somebody who sees `shown` newest first: for `from` and `to` of the API. */
export function watermark(shown: readonly SteadyRow[]): string | null {
  const first = shown[0]
  return first ? new Date(Date.parse(first.lead.receivedAt) + 1).toISOString() : null
}
