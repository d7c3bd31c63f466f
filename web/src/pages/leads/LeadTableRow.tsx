import { memo } from 'react'
import { LeadCell } from './LeadCell.tsx'
import classes from './LeadTable.module.css'
import { SelectBox } from './SelectBox.tsx'
import type { SteadyRow } from './steadyRows.ts'

export interface LeadTableRowProps {
  readonly row: SteadyRow
  readonly columns: readonly string[]
  /** Place in the whole list, the header being row 1. */
  readonly index: number
  readonly peeked: boolean
  readonly selected: boolean
  readonly onPeek: (id: string) => void
  readonly onSelect: (id: string, range: boolean) => void
}

const numbers: ReadonlySet<string> = new Set(['revenue', 'payout', 'revision'])
const soft: ReadonlySet<string> = new Set([
  'received',
  'updated',
  'campaign',
  'supplier',
  'source',
  'method',
  'country',
])

/** Memoised: a refresh changes few of the 50 rows, a choice one. */
export const LeadTableRow = memo(function LeadTableRow(props: LeadTableRowProps) {
  const { row, selected } = props
  const { id } = row.lead
  return (
    <tr
      aria-rowindex={props.index}
      data-lead={id}
      data-peeked={props.peeked || undefined}
      data-selected={selected || undefined}
    >
      <td className={classes.select}>
        <SelectBox id={id} selected={selected} onSelect={props.onSelect} />
      </td>
      {props.columns.map((column) => (
        <td
          key={column}
          data-column={column}
          className={numbers.has(column) ? classes.number : soft.has(column) ? classes.softCell : undefined}
        >
          <LeadCell column={column} row={row} onPeek={props.onPeek} />
        </td>
      ))}
    </tr>
  )
})
