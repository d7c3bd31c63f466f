import { Link } from '@tanstack/react-router'
import { formatCount } from '../../format/count.ts'
import tables from '../../ui/tables.module.css'
import { leadsOf } from './countRows.ts'
import type { FrameTableProps } from './ReasonTable.tsx'
import { shareOf } from './shareOf.ts'
import classes from './SummaryTab.module.css'
import { text } from './text.ts'

export function SupplierTable({ counts: { suppliers }, campaign, range }: FrameTableProps) {
  return (
    <section className={classes.part} aria-labelledby="suppliers">
      <h2 id="suppliers">{text.suppliers}</h2>
      {suppliers.length === 0 ? (
        <p className="soft">{text.suppliersNone}</p>
      ) : (
        <div className={tables.scroll}>
          <table className={tables.table}>
            <thead>
              <tr>
                <th scope="col">{text.supplier}</th>
                {[text.received, text.accepted, text.rejected, text.sold].map((label) => (
                  <th key={label} scope="col" className={tables.number}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {suppliers.map(({ supplier, received, accepted, rejected, sold }) => (
                <tr key={supplier ?? ''}>
                  <th scope="row">
                    {supplier === null ? (
                      <span className="faint">{text.noSupplier}</span>
                    ) : (
                      <Link to="/leads" search={leadsOf(campaign, range, { supplier })} className="link">
                        {supplier}
                      </Link>
                    )}
                  </th>
                  <td className={tables.number}>{formatCount(received)}</td>
                  <td className={tables.number} title={shareOf(accepted, received) ?? undefined}>
                    {formatCount(accepted)}
                  </td>
                  <td className={tables.number} title={shareOf(rejected, received) ?? undefined}>
                    {formatCount(rejected)}
                  </td>
                  <td className={tables.number} title={shareOf(sold, received) ?? undefined}>
                    {formatCount(sold)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
