import type { LeadDetail } from '../../data/leadTypes.ts'
import { formatMoney } from '../../format/money.ts'
import { humanise } from '../../format/humanise.ts'
import { Time } from '../../ui/Time.tsx'
import { moneyTotals } from './moneyTotals.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import classes from '../../ui/tables.module.css'
import { text } from './text.ts'

export function MoneyTab({ lead }: { lead: LeadDetail }) {
  if (lead.money.length === 0) return <NothingHere title={text.noMoney} hint={text.noMoneyHint} />
  return (
    <>
      {moneyTotals(lead.money).map((total) => (
        <dl key={total.currency} className={classes.totals}>
          <div>
            <dt>Revenue</dt>
            <dd>{formatMoney(total.revenue, total.currency)}</dd>
          </div>
          <div>
            <dt>Payout</dt>
            <dd>{formatMoney(total.payout, total.currency)}</dd>
          </div>
          <div>
            <dt>Profit</dt>
            <dd>{formatMoney(total.profit, total.currency)}</dd>
          </div>
        </dl>
      ))}
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={text.tabs.money}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Booked</th>
              <th scope="col">Kind</th>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">Note</th>
              <th scope="col" className={classes.number}>
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            {lead.money.map((row, index) => (
              // Ledger rows are only ever added at the end.
              <tr key={`${row.at} ${index}`}>
                <td className="tabular">
                  <Time at={row.at} />
                </td>
                <td>{humanise(row.kind)}</td>
                <td>{row.debit}</td>
                <td>{row.credit}</td>
                <td>{row.note ?? <span className="faint">–</span>}</td>
                <td className={`${classes.number} tabular`}>{formatMoney(row.amount, row.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
