import type { LeadRow } from '../../data/leadTypes.ts'
import { assertNever } from '../../ui/assertNever.ts'
import { StatePill } from '../../ui/Pill.tsx'
import { ReasonPopover } from '../../ui/ReasonPopover.tsx'
import { StateIcon } from '../../ui/StateIcon.tsx'
import { stateView } from '../../ui/states.ts'
import { BuyerDetail } from './BuyerDetail.tsx'
import { buyerView } from './buyerView.ts'
import classes from './LeadTable.module.css'
import { text } from './text.ts'

/** The buyer with the result in colour, icon and word, and the reason in words beside it. */
export function BuyerCell({ lead }: { lead: LeadRow }) {
  const view = buyerView(lead)
  switch (view.kind) {
    case 'none':
      return (
        <span className="faint" title={text.notRouted}>
          –
        </span>
      )
    case 'status':
      return (
        <ReasonPopover detail={<BuyerDetail lead={lead} />}>
          <StatePill kind="leadStatus" state={view.status} />
          <Reason words={view.reason} />
        </ReasonPopover>
      )
    case 'one':
    case 'multiple':
    case 'nobody': {
      const state = stateView('sold', view.sold)
      const name = view.kind === 'one' ? view.buyer : view.kind === 'multiple' ? 'multiple' : state.word
      const count = view.kind === 'multiple' ? view.count : null
      return (
        <ReasonPopover detail={<BuyerDetail lead={lead} />}>
          <span className={classes.bid} data-tone={state.tone} data-sold={view.sold}>
            <span className={classes.bidName}>{name}</span>
            <StateIcon name={state.icon} />
            {count}
            {view.kind === 'nobody' ? null : <span className="unseen"> {state.word}. </span>}
          </span>
          <Reason words={view.reason ?? (view.sold === 'pending' ? state.word : null)} />
        </ReasonPopover>
      )
    }
    default:
      return assertNever(view)
  }
}

function Reason({ words }: { words: string | null }) {
  return words === null ? null : <span className={classes.reason}>{words}</span>
}
