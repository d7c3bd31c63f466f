import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { leadQuery } from '../../data/leads.ts'
import type { LeadRow } from '../../data/leadTypes.ts'
import { ReasonPopover } from '../../ui/ReasonPopover.tsx'
import { StateIcon } from '../../ui/StateIcon.tsx'
import { stateView } from '../../ui/states.ts'
import classes from './LeadTable.module.css'
import reasonClasses from './Reason.module.css'
import { rawAnswer } from './rawAnswer.ts'
import { ReasonLine } from './ReasonLine.tsx'

/** The roll-up of all deliveries; opening it lists each delivery with its own reason. */
export function DeliveryCell({ lead }: { lead: LeadRow }) {
  const state = stateView('delivery', lead.deliveryStatus)
  const reason = unsaidReason(lead)
  return (
    <ReasonPopover detail={<DeliveryDetail id={lead.id} meaning={state.meaning} />}>
      <span className={classes.rollUp} data-tone={state.tone}>
        <StateIcon name={state.icon} />
        {state.word}
      </span>
      {reason === null ? null : <span className={classes.reason}>{reason}</span>}
    </ReasonPopover>
  )
}

/** Reasons of buyers stand in the Buyer column already; here are those of deliveries that have no buyer. */
function unsaidReason(lead: LeadRow): string | null {
  if (lead.deliveryStatus !== 'fail' && lead.deliveryStatus !== 'partial') return null
  const silent = lead.buyers.find(
    (one) => one.state !== 'accepted' && one.reason !== null && (one.buyer === null || lead.sold === 'sold'),
  )
  return silent?.reason ?? null
}

function DeliveryDetail({ id, meaning }: { id: string; meaning: string }) {
  const { data, error } = useQuery(leadQuery(id))
  if (error) return <p className={reasonClasses.paragraph}>The deliveries could not be loaded: {error.message}</p>
  if (!data) return <Loader size="xs" aria-label="Loading the deliveries" />
  if (data.dispatches.length === 0) return <p className={reasonClasses.paragraph}>{meaning}</p>
  return (
    <ul className={reasonClasses.lines}>
      {data.dispatches.map((dispatch) => (
        <ReasonLine
          key={dispatch.id}
          name={dispatch.delivery}
          note={dispatch.buyer}
          kind="dispatch"
          state={dispatch.state}
          reason={dispatch.reason}
          raw={rawAnswer(data, dispatch.delivery)}
        />
      ))}
    </ul>
  )
}
