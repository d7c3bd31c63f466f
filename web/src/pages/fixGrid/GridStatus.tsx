import { Loader } from '@mantine/core'
import { useThrottledValue } from '@mantine/hooks'
import { memo } from 'react'
import type { DraftRow } from '../../data/drafts.ts'
import { useZone } from '../../data/useZone.ts'
import { clockTime } from '../../format/time.ts'
import { assertNever } from '../../ui/assertNever.ts'
import classes from './FixGrid.module.css'
import { gridCounts } from './gridCounts.ts'
import { text } from './text.ts'
import type { DraftSaving } from './useDraftSaving.ts'

/** As often as people listen to numbers. */
const tellEveryMs = 5000

export interface GridStatusProps {
  readonly rows: readonly DraftRow[]
  readonly savedAt: string
  readonly phase: DraftSaving['phase']
  readonly checking: boolean
  readonly readOnly: boolean
}

/** How many rows there are, are ready and are left; and whether what was typed is safe. */
export const GridStatus = memo(function GridStatus({ rows, savedAt, phase, checking, readOnly }: GridStatusProps) {
  const zone = useZone()
  const words = text.counts(gridCounts(rows))
  const told = useThrottledValue(words, tellEveryMs)
  return (
    <div className={classes.status}>
      <strong className={classes.counts} data-testid="grid-counts">
        {words}
      </strong>
      <span role="status" className="unseen">
        {told}
      </span>
      {readOnly ? null : (
        <span className={classes.saved} data-phase={phase} data-testid="grid-saved">
          {phase === 'saving' || checking ? <Loader size={12} aria-hidden="true" /> : null}
          {savedWords(phase, checking, clockTime(savedAt, zone))}
        </span>
      )}
    </div>
  )
})

function savedWords(phase: DraftSaving['phase'], checking: boolean, clock: string): string {
  switch (phase) {
    case 'saved':
      return checking ? `${text.saved(clock)}, ${text.checking}` : text.saved(clock)
    case 'typing':
      return text.typing
    case 'saving':
      return text.saving
    case 'failed':
      return text.notSaved
    default:
      return assertNever(phase)
  }
}
