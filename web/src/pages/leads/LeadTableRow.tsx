import { memo } from 'react'
import { Pill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import { BuyerCell } from './BuyerCell.tsx'
import { DeliveryCell } from './DeliveryCell.tsx'
import { IdCell } from './IdCell.tsx'
import classes from './LeadTable.module.css'
import { RevenueCell } from './RevenueCell.tsx'
import type { SteadyRow } from './steadyRows.ts'
import { text } from './text.ts'

export interface LeadTableRowProps {
  readonly row: SteadyRow
  /** Place in the whole list, the header being row 1. */
  readonly index: number
  readonly peeked: boolean
  readonly onPeek: (id: string) => void
}

/** Memoised: a refresh every 5 seconds changes few of the 50 rows. */
export const LeadTableRow = memo(function LeadTableRow({ row, index, peeked, onPeek }: LeadTableRowProps) {
  const { lead, left } = row
  return (
    <tr aria-rowindex={index} data-lead={lead.id} data-peeked={peeked || undefined}>
      <td>
        <IdCell id={lead.id} />
      </td>
      <td className={classes.received}>
        <Time at={lead.receivedAt} />
      </td>
      <td>
        <span className={classes.summary}>
          {lead.test ? <Pill tone="info">{text.test}</Pill> : null}
          {left ? (
            <Pill tone="neutral" title={text.leftListMeaning}>
              {text.leftList}
            </Pill>
          ) : null}
          <button
            type="button"
            className={classes.summaryButton}
            onClick={() => onPeek(lead.id)}
            title={`${lead.summary}\nClick to see the stored data`}
          >
            {lead.summary === '' ? <span className="faint">(empty)</span> : lead.summary}
          </button>
        </span>
      </td>
      <td className={classes.cut} title={lead.campaign}>
        {lead.campaign}
      </td>
      <td className={classes.cut}>{lead.supplier ?? <Nothing />}</td>
      <td className={classes.cut} title={lead.source ?? undefined}>
        {lead.source ?? <Nothing />}
      </td>
      <td>
        <BuyerCell lead={lead} />
      </td>
      <td className={classes.number}>
        <RevenueCell lead={lead} />
      </td>
      <td>
        <DeliveryCell lead={lead} />
      </td>
    </tr>
  )
})

function Nothing() {
  return <span className="faint">–</span>
}
