import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useZone } from '../../data/useZone.ts'
import { zoneCity } from '../../format/time.ts'
import { LeadTableRow } from './LeadTableRow.tsx'
import classes from './LeadTable.module.css'
import type { SteadyRow } from './steadyRows.ts'
import { text } from './text.ts'
import type { Density } from './useDensity.ts'

export interface LeadTableProps {
  readonly rows: readonly SteadyRow[]
  readonly total: number
  readonly firstRow: number
  readonly density: Density
  readonly peeked: string | null
  readonly oldestFirst: boolean
  readonly busy: boolean
  readonly onPeek: (id: string) => void
  readonly onSort: () => void
}

export function LeadTable(props: LeadTableProps) {
  const zone = useZone()
  return (
    <table
      className={classes.table}
      data-density={props.density}
      aria-rowcount={props.total + 1}
      aria-busy={props.busy}
      data-busy={props.busy || undefined}
    >
      <caption className="unseen">{text.caption}</caption>
      <colgroup>
        <col className={classes.colId} />
        <col className={classes.colReceived} />
        <col className={classes.colSummary} />
        <col className={classes.colCampaign} />
        <col className={classes.colSid} />
        <col className={classes.colSource} />
        <col className={classes.colBuyer} />
        <col className={classes.colRevenue} />
        <col className={classes.colDelivery} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">ID</th>
          <th scope="col" aria-sort={props.oldestFirst ? 'ascending' : 'descending'}>
            <button type="button" className={classes.sort} onClick={props.onSort} title={`Time zone: ${zone}`}>
              Received <span className={classes.zone}>· {zoneCity(zone)}</span>
              {props.oldestFirst ? <IconArrowUp size={13} aria-hidden /> : <IconArrowDown size={13} aria-hidden />}
            </button>
          </th>
          <th scope="col">Record summary</th>
          <th scope="col">Campaign</th>
          <th scope="col">SID</th>
          <th scope="col">Source</th>
          <th scope="col">Buyer</th>
          <th scope="col" className={classes.number}>
            Revenue
          </th>
          <th scope="col">Delivery</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row, index) => (
          <LeadTableRow
            key={row.lead.id}
            row={row}
            index={props.firstRow + index}
            peeked={props.peeked === row.lead.id}
            onPeek={props.onPeek}
          />
        ))}
      </tbody>
    </table>
  )
}
