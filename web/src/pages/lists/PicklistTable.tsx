import { Link } from '@tanstack/react-router'
import { IconLock } from '@tabler/icons-react'
import type { PicklistRow } from '../../data/lists.ts'
import { formatCount } from '../../format/count.ts'
import { Pill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import tables from '../../ui/tables.module.css'
import lists from './ListPage.module.css'
import classes from './ListTables.module.css'
import { text } from './text.ts'

export function PicklistTable({ rows }: { rows: readonly PicklistRow[] }) {
  return (
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={text.picklists}>
      <table className={`${tables.table} ${classes.table} ${lists.cards}`}>
        <thead>
          <tr>
            <th scope="col">{text.columns.list}</th>
            <th scope="col">{text.columns.values}</th>
            <th scope="col">{text.columns.usedBy}</th>
            <th scope="col">{text.columns.unknown}</th>
            <th scope="col">{text.columns.mappers}</th>
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

function Row({ row }: { row: PicklistRow }) {
  const { key, name, locked, unknown, campaigns, mappers, missingCells } = row
  return (
    <tr data-list={key}>
      <th scope="row">
        <Link to="/lists/picklists/$key" params={{ key }} className="link">
          {name}
        </Link>{' '}
        {locked ? (
          <Pill tone="warn">
            <IconLock size={11} aria-hidden="true" /> {text.locked}
          </Pill>
        ) : null}
        <span className={tables.key}>{key}</span>
      </th>
      <td data-label={text.columns.values}>
        <div>
          {formatCount(row.values)}
          <span className={classes.under}>{text.synonyms(row.synonyms)}</span>
        </div>
      </td>
      <td data-label={text.columns.usedBy}>
        <div>
          {campaigns.length === 0 ? (
            <span className="faint">{text.notUsed}</span>
          ) : (
            <span title={campaigns.join('\n')}>{text.campaigns(campaigns.length)}</span>
          )}
        </div>
      </td>
      <td data-label={text.columns.unknown}>
        <div>
          {unknown.values === 0 ? (
            <span className="faint">{text.noUnknown}</span>
          ) : (
            <Link to="/lists/picklists/$key" params={{ key }} search={{ tab: 'unknown' }} className={classes.warn}>
              {text.unknown(unknown.values, unknown.leads)}
            </Link>
          )}
        </div>
      </td>
      <td data-label={text.columns.mappers}>
        <div>
          {mappers.length === 0 ? (
            <span className="faint">–</span>
          ) : (
            <>
              {text.mapperCount(mappers.length)}
              <span className={missingCells > 0 ? `${classes.under} ${classes.warn}` : classes.under}>
                {missingCells > 0 ? text.missingCells(missingCells) : text.complete}
              </span>
            </>
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
