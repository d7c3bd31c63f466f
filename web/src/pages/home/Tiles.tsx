import { Link } from '@tanstack/react-router'
import type { Figures, Home } from '../../data/home.ts'
import { formatCount } from '../../format/count.ts'
import { formatMoney } from '../../format/money.ts'
import { changeOf } from './change.ts'
import { countedLeads } from './countedLeads.ts'
import { text } from './text.ts'
import classes from './Tiles.module.css'

const counted = [
  { of: 'received', label: text.received, search: {} },
  { of: 'accepted', label: text.accepted, search: { status: 'accepted' } },
  { of: 'rejected', label: text.rejected, search: { status: 'rejected' } },
  { of: 'sold', label: text.sold, search: { sold: 'sold' } },
] as const

/** Today beside the same weekday of last week, up to the same time of day. Each number opens its leads. */
export function Tiles({ home }: { home: Home }) {
  const { today, lastWeek } = home
  return (
    <dl className={classes.tiles}>
      {counted.map(({ of, label, search }) => {
        const { share, before } = changeOf(today[of], lastWeek[of])
        return (
          <div key={of} className={classes.tile}>
            <dt>{label}</dt>
            <dd className={classes.value}>
              <Link to="/leads" search={countedLeads('today', search)}>
                {formatCount(today[of])}
                <span className="unseen"> {text.leadsOf(label)}</span>
              </Link>
              {share === null ? null : <span className={classes.share}>{share}</span>}
            </dd>
            <dd className={classes.before}>
              <Link to="/leads" search={countedLeads(lastWeek, search)}>
                {before}
              </Link>
            </dd>
          </div>
        )
      })}
      <Money of="revenue" today={today} lastWeek={lastWeek} />
      <Money of="payout" today={today} lastWeek={lastWeek} />
    </dl>
  )
}

/** Currencies stand below each other and are never added. */
function Money({ of, today, lastWeek }: { of: 'revenue' | 'payout'; today: Figures; lastWeek: Figures }) {
  const currencies = [...new Set([...today.money, ...lastWeek.money].map(({ currency }) => currency))].toSorted()
  const amount = (figures: Figures, currency: string) =>
    formatMoney(figures.money.find((one) => one.currency === currency)?.[of] ?? '0', currency)
  return (
    <div className={classes.tile}>
      <dt>{text[of]}</dt>
      {currencies.length === 0 ? <dd className={classes.before}>{text.noMoney}</dd> : null}
      {currencies.map((currency) => (
        <dd key={currency} className={classes.amount}>
          <span className={classes.value}>{amount(today, currency)}</span>
          <span className={classes.before}>{text.before(amount(lastWeek, currency))}</span>
        </dd>
      ))}
    </div>
  )
}
