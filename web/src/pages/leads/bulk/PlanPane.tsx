import { Alert, Button, Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import { ApiProblem } from '../../../data/apiProblem.ts'
import type { JobPlan } from '../../../data/jobs.ts'
import { formatMoney } from '../../../format/money.ts'
import { aboutDuration } from '../../jobs/aboutDuration.ts'
import { LeftOutList } from './LeftOutList.tsx'
import classes from './PlanPane.module.css'
import { PlanSample } from './PlanSample.tsx'
import { text } from './text.ts'
import type { LivePlan } from './usePlan.ts'

export interface PlanPaneProps {
  readonly live: LivePlan
  /** What has still to be chosen before there can be a plan; null: nothing. */
  readonly missing: string | null
}

/** What would happen, worked out by the server for the choices as they are. */
export function PlanPane({ live, missing }: PlanPaneProps) {
  if (missing !== null) return <p className={classes.missing}>{missing}</p>
  if (live.error !== null) return <PlanError error={live.error} onRetry={live.again} />
  const { plan, fresh } = live
  if (plan === null) return <Working />
  return (
    <div className={classes.plan} data-stale={!fresh || undefined} aria-busy={!fresh}>
      <Headline plan={plan} />
      {plan.leftOut.length === 0 ? null : (
        <Part title={text.leftOut}>
          <LeftOutList leftOut={plan.leftOut} />
        </Part>
      )}
      <MoneyEffect money={plan.money} />
      {plan.warnings.length === 0 ? null : (
        <Part title={text.warnings}>
          <ul className={classes.warnings}>
            {plan.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Part>
      )}
      {plan.estimatedSeconds === null || plan.willDo === 0 ? null : (
        <p className="soft">{text.takes(aboutDuration(plan.estimatedSeconds))}</p>
      )}
      {plan.sample.length === 0 ? null : <PlanSample sample={plan.sample} />}
    </div>
  )
}

function Headline({ plan }: { plan: JobPlan }) {
  return (
    <div role="status" className={classes.headline}>
      <strong data-testid="will-do">{text.willDo(plan.willDo)}</strong>
      <span className="soft">{text.ofMatched(plan.matched)}</span>
      {plan.matched === 0 ? <p>{text.nothingMatched}</p> : plan.willDo === 0 ? <p>{text.nothingToDo}</p> : null}
    </div>
  )
}

function MoneyEffect({ money }: { money: JobPlan['money'] }) {
  const changes = money.filter(({ revenue, payout }) => Number(revenue) !== 0 || Number(payout) !== 0)
  if (changes.length === 0) return null
  return (
    <Part title={text.money}>
      <ul className={classes.money}>
        {changes.map(({ currency, revenue, payout }) => (
          <li key={currency}>
            <span>{text.revenueEffect(signed(revenue, currency))}</span>
            <span>{text.payoutEffect(signed(payout, currency))}</span>
            <span className="faint">{text.atMost}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function signed(amount: string, currency: string): string {
  const shown = formatMoney(amount, currency)
  return Number(amount) > 0 ? `+${shown}` : shown
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Working() {
  return (
    <p className={classes.missing} role="status">
      <Loader size="xs" /> {text.planning}
    </p>
  )
}

function PlanError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const refusals = error instanceof ApiProblem ? error.errors.map(({ message }) => message) : []
  return (
    <Alert color="red" variant="light" role="alert" title={text.planFailed}>
      {refusals.length > 0 ? refusals.join(' ') : error.message}
      {refusals.length > 0 ? null : (
        <div>
          <Button size="compact-sm" variant="default" mt={8} onClick={onRetry}>
            {text.retry}
          </Button>
        </div>
      )}
    </Alert>
  )
}
