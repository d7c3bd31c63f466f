import type { Attempt, Dispatch, LeadDetail } from '../../data/leadTypes.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { formatMoney } from '../../format/money.ts'
import { StatePill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import { AttemptCard } from './AttemptCard.tsx'
import classes from './DispatchesTab.module.css'
import { NothingHere } from '../../ui/NothingHere.tsx'
import { ResolveForm } from './ResolveForm.tsx'
import { text } from './text.ts'

export function DispatchesTab({ lead }: { lead: LeadDetail }) {
  const mayOperate = useMayOperate()
  if (lead.dispatches.length === 0) return <NothingHere title={text.noDispatches} hint={text.noDispatchesHint} />
  return lead.dispatches.map((dispatch) => (
    <DispatchCard key={dispatch.id} dispatch={dispatch} lead={lead} mayOperate={mayOperate} />
  ))
}

function DispatchCard(props: { dispatch: Dispatch; lead: LeadDetail; mayOperate: boolean }) {
  const { dispatch, lead } = props
  const last = dispatch.attempts.at(-1)
  return (
    <section className={classes.dispatch} aria-label={`Dispatch to ${dispatch.delivery}`}>
      <header className={classes.head}>
        <h2 className={classes.name}>
          {dispatch.delivery}
          {dispatch.buyer === null ? null : <span className="faint"> · {dispatch.buyer}</span>}
        </h2>
        <StatePill kind="dispatch" state={dispatch.state} />
        <span className={classes.facts}>
          {dispatch.price === null ? null : <span>{formatMoney(dispatch.price, lead.currency)}</span>}
          {dispatch.reference === null ? null : (
            <span>
              Buyer’s reference <span className="mono">{dispatch.reference}</span>
            </span>
          )}
          {dispatch.dueAt === null ? null : (
            <span>
              Next try <Time at={dispatch.dueAt} />
            </span>
          )}
          <span>
            Dispatch <span className="mono">{dispatch.id}</span>
          </span>
        </span>
      </header>
      {dispatch.reason === null ? null : <p className={classes.reason}>{dispatch.reason}</p>}
      {dispatch.state === 'review' && props.mayOperate ? <ResolveForm dispatch={dispatch} leadId={lead.id} /> : null}
      {dispatch.attempts.length === 0 ? <p className={classes.none}>No attempt was made yet.</p> : null}
      {dispatch.attempts.map((attempt) => (
        <AttemptCard
          key={attempt.id}
          attempt={attempt}
          delivery={dispatch.delivery}
          before={attemptBefore(lead, dispatch.delivery, attempt)}
          count={dispatch.attempts.length}
          open={attempt === last}
          mayMakeRules={props.mayOperate}
        />
      ))}
    </section>
  )
}

/** The attempt made through the same delivery before this one, in this dispatch or an earlier one. */
function attemptBefore(lead: LeadDetail, delivery: string, attempt: Attempt): Attempt | null {
  const all = lead.dispatches
    .filter((dispatch) => dispatch.delivery === delivery)
    .flatMap(({ attempts }) => attempts)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return all[all.findIndex(({ id }) => id === attempt.id) - 1] ?? null
}
