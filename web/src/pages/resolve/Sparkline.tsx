import type { Cause } from '../../data/causes.ts'
import classes from './Resolve.module.css'
import { text } from './text.ts'

/** Leads a day, oldest first, with their sum in words. */
export function Sparkline({ trend }: { trend: Cause['trend'] }) {
  const most = Math.max(1, ...trend.map(({ count }) => count))
  const sum = trend.reduce((total, { count }) => total + count, 0)
  const words = text.trend(trend.length, sum)
  return (
    <div className={classes.spark} role="img" aria-label={words} title={words}>
      {trend.map(({ day, count }) => (
        <i key={day} data-some={count > 0 || undefined} style={{ height: `${Math.round((count / most) * 100)}%` }} />
      ))}
    </div>
  )
}
