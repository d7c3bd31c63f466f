import type { Import } from '../../data/imports.ts'
import { formatCount } from '../../format/count.ts'
import type { RowChoice } from './importSearch.ts'
import { ignoredEdits, verdicts, type VerdictView } from './importWords.ts'
import { text } from './text.ts'
import classes from './VerdictTiles.module.css'

export interface VerdictTilesProps {
  readonly of: Import
  readonly chosen: RowChoice | undefined
  readonly onChoose: (rows: RowChoice | undefined) => void
}

/** What becomes of the rows, each count with its rows behind it. All but the ignored edits add up to the rows. */
export function VerdictTiles({ of: { counts, purpose }, chosen, onChoose }: VerdictTilesProps) {
  const isAboutLeads = purpose === 'resolve' || purpose === 'leads'
  // What cannot happen for this purpose is not told, unless it did.
  const shown = verdicts.filter((verdict) => verdict.count(counts) > 0 || (isAboutLeads && always.has(verdict.of)))
  return (
    <div className={classes.tiles} role="group" aria-label={text.whatHappens}>
      {[...shown, ...(counts.ignoredEdits > 0 ? [ignoredEdits] : [])].map((verdict) => (
        <Tile
          key={verdict.of}
          verdict={verdict}
          count={verdict.count(counts)}
          isChosen={verdict.of === chosen}
          onChoose={onChoose}
        />
      ))}
    </div>
  )
}

const always: ReadonlySet<RowChoice> = new Set(['update', 'unchanged', 'create', 'invalid'])

function Tile(props: {
  verdict: VerdictView
  count: number
  isChosen: boolean
  onChoose: VerdictTilesProps['onChoose']
}) {
  const { verdict, count, isChosen, onChoose } = props
  const { of, word, meaning, tone } = verdict
  return (
    <button
      type="button"
      className={classes.tile}
      data-tone={tone}
      data-none={count === 0 || undefined}
      aria-pressed={isChosen}
      title={meaning}
      disabled={count === 0}
      onClick={() => onChoose(isChosen ? undefined : of)}
    >
      <strong>{formatCount(count)}</strong>
      <span>{word}</span>
    </button>
  )
}
