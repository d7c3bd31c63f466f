// The ledger says what was sold, once, at the price of the set-up; the leads say what the ledger says.

import type { Evidence, LedgerRow, StoredDispatch, Terms } from './evidence.ts'
import type { Violation } from './violation.ts'

export function checkMoney({ database, terms }: Evidence): Violation[] {
  const byDispatch = Map.groupBy(database.ledger, ({ dispatchId }) => dispatchId ?? '')
  const byLead = Map.groupBy(database.ledger, ({ leadId }) => leadId)
  const known = new Set(database.dispatches.map(({ id }) => id))
  const found: Violation[] = []
  for (const dispatch of database.dispatches) {
    const fault = saleFault(dispatch, byDispatch.get(dispatch.id) ?? [], terms)
    if (fault !== null)
      found.push({ kind: 'wrongLedger', words: `Dispatch ${dispatch.id} to ${dispatch.delivery}: ${fault}` })
  }
  for (const row of database.ledger) {
    if (row.dispatchId !== null && !known.has(row.dispatchId))
      found.push({ kind: 'wrongLedger', words: `${row.kind} of dispatch ${row.dispatchId}, which is not stored` })
  }
  for (const lead of database.leads) {
    const rows = byLead.get(lead.id) ?? []
    const revenue = sumOf(rows, 'revenue') - sumOf(rows, 'revenueReversal')
    const payout = sumOf(rows, 'payout') - sumOf(rows, 'payoutReversal')
    if (revenue !== lead.revenueUnits || payout !== lead.payoutUnits) {
      const words = `Lead ${lead.id} says ${lead.revenueUnits} and ${lead.payoutUnits}, the ledger ${revenue} and ${payout}`
      found.push({ kind: 'wrongLedger', words })
    }
  }
  return found
}

/** A sale is one row of revenue at the price of the delivery; what was not sold has none. */
function saleFault(dispatch: StoredDispatch, rows: readonly LedgerRow[], terms: Terms): string | null {
  const revenue = rows.filter(({ kind }) => kind === 'revenue')
  if (dispatch.state !== 'accepted' || dispatch.buyer === null) {
    const open = sumOf(rows, 'revenue') - sumOf(rows, 'revenueReversal')
    return open === 0n ? null : `${dispatch.state}, and ${open} booked`
  }
  const price = terms.deliveries.get(dispatch.delivery)?.priceUnits ?? 0n
  if (revenue.length !== 1) return `accepted, and ${revenue.length} rows of revenue`
  const [row] = revenue
  return row?.units === price && dispatch.priceUnits === price
    ? null
    : `sold for ${dispatch.priceUnits}, booked ${row?.units}, the price is ${price}`
}

function sumOf(rows: readonly LedgerRow[], kind: LedgerRow['kind']): bigint {
  return rows.reduce((sum, row) => (row.kind === kind ? sum + row.units : sum), 0n)
}
