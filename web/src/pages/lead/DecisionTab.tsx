import type { Considered, LeadDetail } from '../../data/leadTypes.ts'
import { formatCount } from '../../format/count.ts'
import { Pill, StatePill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import { NothingHere } from '../../ui/NothingHere.tsx'
import classes from '../../ui/tables.module.css'
import { text } from './text.ts'

/** Every delivery that was considered, with the reason it got the lead or did not. */
/** Leads as a number, money as the text it came as. */
function formatAmount(amount: number | string): string {
  return typeof amount === 'number' ? formatCount(amount) : amount
}

export function DecisionTab({ lead }: { lead: LeadDetail }) {
  const { decision } = lead
  if (decision === null) return <NothingHere title={text.notRouted} hint={text.notRoutedHint} />
  return (
    <>
      <h2 className={classes.heading}>{text.whyRoute}</h2>
      <p className={classes.note}>
        Decided <Time at={decision.decidedAt} full /> with set-up version {decision.setupVersion}; draw{' '}
        <span className="mono">{decision.draw.toFixed(4)}</span>
      </p>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={text.whyRoute}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Delivery</th>
              <th scope="col">Buyer</th>
              <th scope="col">Result</th>
              <th scope="col">Why</th>
              <th scope="col">Caps at that moment</th>
            </tr>
          </thead>
          <tbody>
            {decision.considered.map((line) => (
              <tr key={line.delivery}>
                <th scope="row">{line.delivery}</th>
                <td>{line.buyer ?? <span className="faint">–</span>}</td>
                <td>
                  <Result lead={lead} line={line} />
                </td>
                <td>
                  <Why lead={lead} line={line} />
                </td>
                <td className="tabular">
                  {line.caps.length === 0 ? <span className="faint">–</span> : null}
                  {line.caps.map((cap) => (
                    <span key={`${cap.scope} ${cap.period}`} className={classes.cap}>
                      {cap.scope}, {cap.period}: {formatAmount(cap.used)} of {formatAmount(cap.limit)}
                      {cap.resetsAt === null ? null : (
                        <>
                          , resets <Time at={cap.resetsAt} />
                        </>
                      )}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {decision.later && decision.later.length > 0 ? (
        <>
          <h2 className={classes.heading}>Then, as the answers came in</h2>
          <ol className={classes.revisions}>
            {decision.later.map((step) => (
              <li key={`${step.at} ${step.delivery}`}>
                <span>
                  <strong>{step.delivery}</strong>{' '}
                  {step.excluded ? `passed over: ${step.excluded.words}` : 'was offered the lead'}{' '}
                  <span className="faint">
                    <Time at={step.at} />
                  </span>
                </span>
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </>
  )
}

/** What came of it: the newest dispatch's state; without one, why there is none. */
function Result({ lead, line }: { lead: LeadDetail; line: Considered }) {
  if (line.excluded !== null) return <StatePill kind="dispatch" state="skipped" />
  const dispatch = newestDispatch(lead, line)
  if (dispatch) return <StatePill kind="dispatch" state={dispatch.state} />
  return (
    <Pill tone="neutral" icon="dash" title="It was eligible, but the route ended before its turn came.">
      Not reached
    </Pill>
  )
}

function newestDispatch(lead: LeadDetail, line: Considered) {
  return lead.dispatches.findLast((one) => one.delivery === line.delivery)
}

/** Our own reason, and the buyer's words where the buyer had the last one. */
function Why({ lead, line }: { lead: LeadDetail; line: Considered }) {
  const answered = line.excluded === null ? newestDispatch(lead, line)?.reason : null
  return (
    <span className={classes.stack}>
      {line.excluded === null ? <span>Eligible</span> : <span>{line.excluded.words}</span>}
      {answered ? <span>{answered}</span> : null}
      {line.excluded?.why === 'schedule' && line.excluded.opensAt !== null ? (
        <span className="faint">
          opens <Time at={line.excluded.opensAt} />
        </span>
      ) : null}
      {line.holdReason === null ? null : <span>Held: {line.holdReason}</span>}
      {line.waived.map((one) => (
        <span key={one.words} className="faint">
          Waived: {one.words}
        </span>
      ))}
    </span>
  )
}
