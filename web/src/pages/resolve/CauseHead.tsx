import type { ReactNode } from 'react'
import type { Cause } from '../../data/causes.ts'
import { formatCount } from '../../format/count.ts'
import { formatMoney } from '../../format/money.ts'
import { Pill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import { CauseExamples } from './CauseExamples.tsx'
import { CauseSaying } from './CauseSaying.tsx'
import { kindView, otherSpellings, supplierWords } from './causeWords.ts'
import classes from './CausePage.module.css'
import type { CauseSearch } from './resolveSearch.ts'
import { SaidLine } from './SaidLine.tsx'
import { Sparkline } from './Sparkline.tsx'
import { text } from './text.ts'

export interface CauseHeadProps {
  readonly cause: Cause
  readonly span: Pick<CauseSearch, 'date'>
  readonly mayOperate: boolean
}

/** What there is to know about a cause before one cures it. */
export function CauseHead({ cause, span, mayOperate }: CauseHeadProps) {
  const { word, tone, icon } = kindView(cause)
  const isPresent = cause.count > 0
  const suppliers = supplierWords(cause)
  const spellings = otherSpellings(cause)
  return (
    <div className={classes.head}>
      <div className={classes.status}>
        <strong className="tabular">
          {isPresent ? `${formatCount(cause.count)} ${cause.count === 1 ? 'lead' : 'leads'}` : text.gone}
        </strong>
        <Pill tone={tone} icon={icon}>
          {word}
        </Pill>
        <Pill tone="neutral">{text.states[cause.state]}</Pill>
        <span className="soft">{cause.campaign}</span>
        {mayOperate && isPresent ? <CauseSaying cause={cause} /> : null}
      </div>
      {cause.said === null ? null : (
        <p className={classes.said}>
          <SaidLine said={cause.said} />
        </p>
      )}
      {isPresent ? (
        <div className={classes.facts}>
          <Fact label={cause.kind === 'destination' ? text.answer : text.message}>{cause.message}</Fact>
          {spellings.length === 0 ? null : <Fact label={text.spellings}>{spellings.join(', ')}</Fact>}
          <Fact label={text.date}>
            {text.firstSeen} <Time at={cause.firstAt} />, {text.lastSeen} <Time at={cause.lastAt} />
            <div className={classes.spark}>
              <Sparkline trend={cause.trend} />
            </div>
          </Fact>
          {suppliers === null ? null : <Fact label={text.suppliers}>{suppliers}</Fact>}
          {cause.atStake === null ? null : (
            <Fact label={text.atStakeTitle}>
              <span title={text.atStakeMeaning}>{formatMoney(cause.atStake.amount, cause.atStake.currency)}</span>
            </Fact>
          )}
          {cause.examples.length === 0 ? null : <CauseExamples cause={cause} span={span} />}
        </div>
      ) : null}
    </div>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <h3>{label}</h3>
      <div>{children}</div>
    </div>
  )
}
