import { StatePill } from '../../ui/Pill.tsx'
import type { StateKind } from '../../ui/states.ts'
import classes from './Reason.module.css'

/** One delivery, buyer or status with its reason, as it stands in the popovers. */
export function ReasonLine(props: {
  name: string
  note?: string | null
  kind: StateKind
  state: string
  reason: string | null
  /** The answer as it came, for whoever does not trust our reading of it. */
  raw?: string | null
}) {
  return (
    <li className={classes.line}>
      <span className={classes.lineHead}>
        <span>
          <strong>{props.name}</strong>
          {props.note ? <span className="faint"> {props.note}</span> : null}
        </span>
        <StatePill kind={props.kind} state={props.state} />
      </span>
      {props.reason ? <span className={classes.lineReason}>{props.reason}</span> : null}
      {props.raw ? <code className={classes.raw}>{props.raw}</code> : null}
    </li>
  )
}
