import { Link } from '@tanstack/react-router'
import { formatCount } from '../../format/count.ts'
import tables from '../../ui/tables.module.css'
import plot from '../home/Plot.module.css'
import type { CountPoint } from './countPoints.ts'
import { text } from './text.ts'

export function CountPlotTable(props: { title: string; unit: string; points: readonly CountPoint[] }) {
  const { title, unit, points } = props
  return (
    <div className={tables.scroll}>
      <table className={`${tables.table} ${plot.table}`} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{unit}</th>
            {[text.received, text.accepted, text.rejected, text.sold].map((label) => (
              <th key={label} scope="col" className={tables.number}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map(({ from, label, search, received, accepted, rejected, sold }) => (
            <tr key={from}>
              <th scope="row">
                <Link to="/leads" search={search} className="link">
                  {label}
                </Link>
              </th>
              <td className={tables.number}>{formatCount(received)}</td>
              <td className={tables.number}>{formatCount(accepted)}</td>
              <td className={tables.number}>{formatCount(rejected)}</td>
              <td className={tables.number}>{formatCount(sold)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
