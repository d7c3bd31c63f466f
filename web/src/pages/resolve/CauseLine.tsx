import { Link } from '@tanstack/react-router'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { Cause } from '../../data/causes.ts'
import { formatCount } from '../../format/count.ts'
import { formatMoney } from '../../format/money.ts'
import { Pill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import { CauseMore } from './CauseMore.tsx'
import { causeTitle, kindView, supplierWords } from './causeWords.ts'
import { quickCure } from './quickCure.ts'
import { QuickLink } from './QuickLink.tsx'
import classes from './Resolve.module.css'
import type { CauseSearch } from './resolveSearch.ts'
import { SaidLine } from './SaidLine.tsx'
import { Sparkline } from './Sparkline.tsx'
import { text } from './text.ts'

export interface CauseLineProps {
  readonly cause: Cause
  /** The date that the list is of, kept on the way to the cause. */
  readonly span: Pick<CauseSearch, 'date'>
  readonly isCurrent: boolean
  readonly isOpened: boolean
  readonly mayOperate: boolean
  readonly onToggle: () => void
}

/** One cause in one line; opened, what there is to know before one decides. */
export function CauseLine({ cause, span, isCurrent, isOpened, mayOperate, onToggle }: CauseLineProps) {
  const { word, tone, icon } = kindView(cause)
  const title = causeTitle(cause)
  // Cured: the leads that were.
  const isPast = cause.count === 0
  const quick = cause.state === 'open' || cause.state === 'acknowledged' ? quickCure(cause) : null
  const Chevron = isOpened ? IconChevronDown : IconChevronRight
  return (
    <li className={classes.cause} data-cause={cause.id} data-current={isCurrent || undefined}>
      <div className={classes.line}>
        <button
          type="button"
          className={classes.toggle}
          aria-expanded={isOpened}
          aria-label={text.details(title, isOpened)}
          onClick={onToggle}
        >
          <Chevron size={16} aria-hidden="true" />
        </button>
        <div className={classes.count}>
          {formatCount(isPast ? (cause.said?.leads ?? 0) : cause.count)}
          <span className="unseen"> leads</span>
        </div>
        <div className={classes.what}>
          <div className={classes.title}>
            <Pill tone={tone} icon={icon}>
              {word}
            </Pill>
            <Link to="/resolve/$cause" params={{ cause: cause.id }} search={span} className="link">
              {title}
            </Link>
          </div>
          <span className={classes.facts}>
            <Facts cause={cause} guess={quick?.kind === 'cure' ? quick.guess : null} />
          </span>
        </div>
        <div className={classes.sparkBox}>{isPast ? null : <Sparkline trend={cause.trend} />}</div>
        <div className={classes.stake} title={text.atStakeMeaning}>
          {cause.atStake === null ? null : (
            <>
              {formatMoney(cause.atStake.amount, cause.atStake.currency)}
              <span>{text.atStake}</span>
            </>
          )}
        </div>
        <div className={classes.quick}>
          {quick === null || !mayOperate ? null : (
            <QuickLink quick={quick} causeId={cause.id} title={title} span={span} />
          )}
        </div>
      </div>
      {isOpened ? <CauseMore cause={cause} span={span} mayOperate={mayOperate} /> : null}
    </li>
  )
}

function Facts({ cause, guess }: { cause: Cause; guess: string | null }) {
  if (cause.said !== null) return <SaidLine said={cause.said} />
  const suppliers = supplierWords(cause)
  return (
    <>
      {cause.campaign} · {text.firstSeen} <Time at={cause.firstAt} />, {text.lastSeen} <Time at={cause.lastAt} />
      {suppliers === null ? null : ` · ${suppliers}`}
      {guess === null ? null : ` · ${guess}`}
    </>
  )
}
