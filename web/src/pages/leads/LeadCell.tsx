import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatMoney } from '../../format/money.ts'
import { valueText } from '../../format/value.ts'
import { assertNever } from '../../ui/assertNever.ts'
import { Pill, StatePill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import { BuyerCell } from './BuyerCell.tsx'
import { codeWords } from './codeWords.ts'
import { fieldOf, isOwnColumn, type OwnColumn } from './columns.ts'
import { DeliveryCell } from './DeliveryCell.tsx'
import { choices } from './filters.ts'
import { IdCell } from './IdCell.tsx'
import classes from './LeadTable.module.css'
import { RevenueCell } from './RevenueCell.tsx'
import type { SteadyRow } from './steadyRows.ts'
import { text } from './text.ts'

export interface LeadCellProps {
  readonly column: string
  readonly row: SteadyRow
  readonly onPeek: (id: string) => void
}

/** What stands in one cell of the table. */
export function LeadCell({ column, row, onPeek }: LeadCellProps) {
  if (isOwnColumn(column)) return <OwnCell column={column} row={row} onPeek={onPeek} />
  return <Plain value={valueText(row.lead.fields[fieldOf(column) ?? column])} />
}

function OwnCell({ column, row, onPeek }: LeadCellProps & { column: OwnColumn }) {
  const { lead } = row
  switch (column) {
    case 'id':
      return <IdCell id={lead.id} />
    case 'received':
      return <Time at={lead.receivedAt} />
    case 'summary':
      return <Summary row={row} onPeek={onPeek} />
    case 'campaign':
      return <Plain value={lead.campaign} />
    case 'supplier':
      return <Plain value={lead.supplier} />
    case 'source':
      return <Plain value={lead.source} />
    case 'buyer':
      return <BuyerCell lead={lead} />
    case 'revenue':
      return <RevenueCell lead={lead} />
    case 'delivery':
      return <DeliveryCell lead={lead} />
    case 'status':
      return <StatePill kind="leadStatus" state={lead.status} />
    case 'code':
      return <Plain value={codeWords[lead.disposition.code]} title={lead.disposition.code} />
    case 'reason':
      return <Plain value={lead.disposition.reason ?? lead.soldReason} />
    case 'payout':
      return <Plain value={lead.payout === null ? null : formatMoney(lead.payout, lead.currency)} />
    case 'method':
      return <Plain value={choices.method[lead.method]} />
    case 'country':
      return <Plain value={lead.country} />
    case 'consent':
      return <Plain value={`Email ${lead.consent.email}, SMS ${lead.consent.sms}`} />
    case 'externalId':
      return <Plain value={lead.externalId} />
    case 'updated':
      return <Time at={lead.updatedAt} />
    case 'revision':
      return <Plain value={String(lead.revision)} />
    case 'duplicateOf':
      return lead.duplicateOf === null ? (
        <Plain value={null} />
      ) : (
        <Link to="/leads/$id" params={{ id: lead.duplicateOf }} className="link mono">
          {lead.duplicateOf}
        </Link>
      )
    default:
      return assertNever(column)
  }
}

function Summary({ row: { lead, left }, onPeek }: { row: SteadyRow; onPeek: (id: string) => void }): ReactNode {
  return (
    <span className={classes.summary}>
      {lead.test ? <Pill tone="info">{text.test}</Pill> : null}
      {lead.erased ? <Pill tone="neutral">{text.erased}</Pill> : null}
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
        {lead.summary === '' ? (
          <span className="faint">({lead.erased ? text.erasedHint : text.empty})</span>
        ) : (
          lead.summary
        )}
      </button>
    </span>
  )
}

function Plain({ value, title }: { value: string | null; title?: string | undefined }) {
  if (value === null || value === '') return <span className="faint">–</span>
  return (
    <span className={classes.plain} title={title ?? value}>
      {value}
    </span>
  )
}
