import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Cause } from '../../data/causes.ts'
import { formatCount } from '../../format/count.ts'
import { CauseExamples } from './CauseExamples.tsx'
import { CauseSaying } from './CauseSaying.tsx'
import { otherSpellings } from './causeWords.ts'
import classes from './Resolve.module.css'
import type { CauseSearch } from './resolveSearch.ts'
import { text } from './text.ts'

export interface CauseMoreProps {
  readonly cause: Cause
  readonly span: Pick<CauseSearch, 'date'>
  readonly mayOperate: boolean
}

export function CauseMore({ cause, span, mayOperate }: CauseMoreProps) {
  const spellings = otherSpellings(cause)
  return (
    <div className={classes.more}>
      <div>
        <h3>{cause.kind === 'destination' ? text.answer : text.message}</h3>
        <p>{cause.message}</p>
      </div>
      {spellings.length === 0 ? null : (
        <div>
          <h3>{text.spellings}</h3>
          <p>{spellings.join(', ')}</p>
        </div>
      )}
      {cause.suppliers.length < 2 ? null : (
        <div>
          <h3>{text.suppliers}</h3>
          <p>{cause.suppliers.map(({ supplier, count }) => `${supplier ?? '–'} (${formatCount(count)})`).join(', ')}</p>
        </div>
      )}
      {cause.examples.length === 0 ? null : <CauseExamples cause={cause} span={span} />}
      <div className={classes.buttons}>
        <Button
          size="compact-sm"
          renderRoot={(props) => <Link {...props} to="/resolve/$cause" params={{ cause: cause.id }} search={span} />}
        >
          {text.open}
        </Button>
        {mayOperate ? <CauseSaying cause={cause} /> : null}
      </div>
    </div>
  )
}
