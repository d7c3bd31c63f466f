import { Link } from '@tanstack/react-router'
import { Pill, StatePill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import { BuyerCell } from './BuyerCell.tsx'
import { DeliveryCell } from './DeliveryCell.tsx'
import classes from './LeadCards.module.css'
import { RevenueCell } from './RevenueCell.tsx'
import { SelectBox } from './SelectBox.tsx'
import { isSelected, type Selection } from './selection.ts'
import type { SteadyRow } from './steadyRows.ts'
import { text } from './text.ts'

/** The list where a table has no room: the same facts, one card per lead. */
export function LeadCards({
  rows,
  selection,
  onPeek,
  onSelect,
}: {
  rows: readonly SteadyRow[]
  selection: Selection
  onPeek: (id: string) => void
  onSelect: (id: string, range: boolean) => void
}) {
  return (
    <ul className={classes.cards} aria-label={text.title}>
      {rows.map(({ lead }) => (
        <li key={lead.id} className={classes.card} data-lead={lead.id}>
          <div className={classes.line}>
            <SelectBox id={lead.id} selected={isSelected(selection, lead.id)} onSelect={onSelect} />
            <Link
              to="/leads/$id"
              params={{ id: lead.id }}
              className={`link mono ${classes.id}`}
              data-lead-link={lead.id}
            >
              {lead.id}
            </Link>
            <span className={classes.time}>
              <Time at={lead.receivedAt} />
            </span>
          </div>
          <button type="button" className={classes.summary} onClick={() => onPeek(lead.id)}>
            {lead.summary || '(empty)'}
          </button>
          <div className={classes.line}>
            <span className={classes.buyer}>
              {lead.sold === null && lead.status === 'accepted' ? (
                <StatePill kind="leadStatus" state={lead.status} />
              ) : (
                <BuyerCell lead={lead} />
              )}
            </span>
            <RevenueCell lead={lead} />
          </div>
          <div className={classes.line}>
            <span className={classes.from}>
              {lead.test ? <Pill tone="info">{text.test}</Pill> : null}
              {[lead.campaign, lead.supplier, lead.source].filter((part) => part !== null).join(' · ')}
            </span>
            <DeliveryCell lead={lead} />
          </div>
        </li>
      ))}
    </ul>
  )
}
