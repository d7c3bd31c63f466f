import { Link } from '@tanstack/react-router'
import type { MapperRow } from '../../data/lists.ts'
import { formatCount } from '../../format/count.ts'
import { Time } from '../../ui/Time.tsx'
import tables from '../../ui/tables.module.css'
import lists from './ListPage.module.css'
import classes from './ListTables.module.css'
import { text } from './text.ts'

export function MapperTable({ rows }: { rows: readonly MapperRow[] }) {
  return (
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={text.mappers}>
      <table className={`${tables.table} ${classes.table} ${lists.cards}`}>
        <thead>
          <tr>
            <th scope="col">{text.columns.mapper}</th>
            <th scope="col">{text.columns.pairs}</th>
            <th scope="col">{text.columns.usedBy}</th>
            <th scope="col">{text.columns.missing}</th>
            <th scope="col">{text.columns.coverage}</th>
            <th scope="col">{text.columns.changed}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row }: { row: MapperRow }) {
  const { key, picklist, missingCells, deliveries, coverage, covered, leads } = row
  return (
    <tr data-list={key}>
      <th scope="row">
        <Link to="/lists/mappers/$key" params={{ key }} className="link">
          {key}
        </Link>
        {picklist === null ? null : <span className={tables.key}>{picklist}</span>}
      </th>
      <td data-label={text.columns.pairs}>
        <div>
          {formatCount(row.pairs)}
          <span className={missingCells > 0 ? `${classes.under} ${classes.warn}` : classes.under}>
            {missingCells > 0 ? text.missingCells(missingCells) : text.complete}
          </span>
        </div>
      </td>
      <td data-label={text.columns.usedBy}>
        <div>
          {deliveries.length === 0 ? (
            <span className="faint">{text.notUsed}</span>
          ) : (
            <span title={deliveries.join('\n')}>{text.deliveries(deliveries.length)}</span>
          )}
        </div>
      </td>
      <td data-label={text.columns.missing}>
        <div>{text.missing[row.missing]}</div>
      </td>
      <td data-label={text.columns.coverage}>
        <div>
          {coverage === null ? (
            <span className="faint">{text.nothingCame}</span>
          ) : (
            <span className={covered === leads ? undefined : classes.warn}>{text.covered(coverage)}</span>
          )}
        </div>
      </td>
      <td data-label={text.columns.changed}>
        <div>
          <Time at={row.updatedAt} />
          <span className={classes.under}>{row.updatedBy}</span>
        </div>
      </td>
    </tr>
  )
}
