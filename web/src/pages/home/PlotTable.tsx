import { Link } from '@tanstack/react-router'
import { formatCount } from '../../format/count.ts'
import tables from '../../ui/tables.module.css'
import classes from './Plot.module.css'
import type { PlotPoint } from './plotBars.ts'
import { text } from './text.ts'

export function PlotTable({ title, unit, points }: { title: string; unit: string; points: readonly PlotPoint[] }) {
  const compares = points.some(({ lastWeek }) => lastWeek !== undefined)
  return (
    <div className={tables.scroll}>
      <table className={`${tables.table} ${classes.table}`} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{unit}</th>
            <th scope="col" className={tables.number}>
              {text.received}
            </th>
            <th scope="col" className={tables.number}>
              {text.accepted}
            </th>
            <th scope="col" className={tables.number}>
              {text.sold}
            </th>
            {compares ? (
              <th scope="col" className={tables.number}>
                {text.weekAgo}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.from}>
              <th scope="row">
                <Link to="/leads" search={point.search} className="link">
                  {point.label}
                </Link>
              </th>
              <td className={tables.number}>{formatCount(point.received)}</td>
              <td className={tables.number}>{formatCount(point.accepted)}</td>
              <td className={tables.number}>{formatCount(point.sold)}</td>
              {compares ? <td className={tables.number}>{formatCount(point.lastWeek ?? 0)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
