import type { MapperUsage } from '../../../data/lists.ts'
import classes from '../ListPage.module.css'
import { text } from './text.ts'

/** How much of what came last week had a code. */
export function CoverageNote({ usage }: { usage: MapperUsage }) {
  const { coverage, covered, leads, days, complete } = usage
  if (coverage === null) {
    return (
      <div className={classes.notice}>
        <span className={classes.noticeWords}>
          <strong>{text.nothingCame}</strong>
          {text.nothingCameHint}
        </span>
      </div>
    )
  }
  return (
    <div className={classes.notice} data-tone={covered === leads ? 'good' : 'warn'}>
      <span className={classes.noticeWords}>
        <strong>{text.coverage(coverage, days)}</strong>
        {text.coverageWords(covered, leads)} {complete ? null : text.incomplete}
      </span>
    </div>
  )
}
