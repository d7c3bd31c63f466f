import type { LeadRow } from '../../data/leadTypes.ts'
import { formatMoney } from '../../format/money.ts'

/** Only once sold: an amount before that would be a promise, not revenue. */
export function RevenueCell({ lead }: { lead: LeadRow }) {
  if (lead.sold !== 'sold' || lead.revenue === null) return <span className="faint">–</span>
  return <span className="tabular">{formatMoney(lead.revenue, lead.currency)}</span>
}
