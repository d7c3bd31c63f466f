import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useZone } from '../../data/useZone.ts'
import { zoneCity } from '../../format/time.ts'
import type { ColumnView } from './columns.ts'
import { LeadTableRow } from './LeadTableRow.tsx'
import classes from './LeadTable.module.css'
import { PageBox } from './PageBox.tsx'
import { ResizeHandle } from './ResizeHandle.tsx'
import { isSelected, pageState, type Selection } from './selection.ts'
import type { SteadyRow } from './steadyRows.ts'
import { text } from './text.ts'
import type { ColumnWidths } from './useColumnWidths.ts'
import type { Density } from './useDensity.ts'

export interface LeadTableProps {
  readonly rows: readonly SteadyRow[]
  readonly columns: readonly string[]
  readonly views: readonly ColumnView[]
  readonly widths: ColumnWidths
  readonly total: number
  readonly firstRow: number
  readonly density: Density
  readonly peeked: string | null
  readonly selection: Selection
  readonly oldestFirst: boolean
  readonly busy: boolean
  readonly onPeek: (id: string) => void
  readonly onSelect: (id: string, range: boolean) => void
  readonly onSelectPage: () => void
  readonly onResize: (column: string, widthPx: number | null) => void
  readonly onSort: () => void
}

const boxPx = 44

export function LeadTable(props: LeadTableProps) {
  const ids = props.rows.map((row) => row.lead.id)
  const widthOf = (view: ColumnView) => props.widths[view.name] ?? view.widthPx
  const leastPx = props.views.reduce((sum, view) => sum + widthOf(view), boxPx)
  // What is left over goes to the columns that can use it, unless the reader has set their width.
  const grows = props.views.some((view) => view.grows && props.widths[view.name] === undefined)
  return (
    <table
      className={classes.table}
      style={{ minWidth: leastPx, width: grows ? '100%' : leastPx }}
      data-density={props.density}
      aria-rowcount={props.total + 1}
      aria-busy={props.busy}
      data-busy={props.busy || undefined}
    >
      <caption className="unseen">{text.caption}</caption>
      <colgroup>
        <col style={{ width: boxPx }} />
        {props.views.map((view) => (
          <col
            key={view.name}
            style={{ width: view.grows && props.widths[view.name] === undefined ? undefined : widthOf(view) }}
          />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className={classes.select}>
            <PageBox state={pageState(props.selection, ids)} onChange={props.onSelectPage} />
          </th>
          {props.views.map((view) => (
            <HeadCell
              key={view.name}
              view={view}
              widthPx={widthOf(view)}
              oldestFirst={props.oldestFirst}
              onSort={props.onSort}
              onResize={(widthPx) => props.onResize(view.name, widthPx)}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row, index) => (
          <LeadTableRow
            key={row.lead.id}
            row={row}
            columns={props.columns}
            index={props.firstRow + index}
            peeked={props.peeked === row.lead.id}
            selected={isSelected(props.selection, row.lead.id)}
            onPeek={props.onPeek}
            onSelect={props.onSelect}
          />
        ))}
      </tbody>
    </table>
  )
}

interface HeadCellProps {
  readonly view: ColumnView
  readonly widthPx: number
  readonly oldestFirst: boolean
  readonly onSort: () => void
  readonly onResize: (widthPx: number | null) => void
}

function HeadCell({ view, widthPx, oldestFirst, onSort, onResize }: HeadCellProps) {
  const zone = useZone()
  const handle = <ResizeHandle label={view.label} widthPx={widthPx} onResize={onResize} />
  if (view.name !== 'received') {
    return (
      <th scope="col" data-column={view.name} className={view.isNumber ? classes.number : undefined}>
        <span className={classes.headLabel} title={view.label}>
          {view.label}
          {view.name === 'updated' ? <span className={classes.zone}> · {zoneCity(zone)}</span> : null}
        </span>
        {handle}
      </th>
    )
  }
  return (
    <th scope="col" data-column={view.name} aria-sort={oldestFirst ? 'ascending' : 'descending'}>
      <button type="button" className={classes.sort} onClick={onSort} title={`Time zone: ${zone}`}>
        {view.label} <span className={classes.zone}>· {zoneCity(zone)}</span>
        {oldestFirst ? <IconArrowUp size={13} aria-hidden /> : <IconArrowDown size={13} aria-hidden />}
      </button>
      {handle}
    </th>
  )
}
