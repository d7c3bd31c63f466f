import classes from '../ListPage.module.css'
import type { PastePlan } from './pastedValues.ts'
import { text } from './text.ts'

const mostShown = 8

/** What of the pasted lines is new, what changes, and what is there already. */
export function PastePreview({ plan, isLocked }: { plan: PastePlan; isLocked: boolean }) {
  const { fresh, changed, double, taken } = plan
  const groups = [
    {
      kind: 'added',
      head: text.pasteNew(fresh.length),
      lines: fresh.map(({ value, synonyms }) => [value, ...synonyms].join(' · ')),
    },
    {
      kind: 'changed',
      head: text.pasteChanged(changed.length),
      lines: changed.map(({ row, synonyms }) => text.changes.synonyms(synonyms, row.value)),
    },
    { kind: 'double', head: text.pasteDouble(double.length), lines: double.map(({ value }) => value) },
    {
      kind: 'removed',
      head: text.pasteTaken(taken.length),
      lines: taken.map(({ synonym, value }) => text.takenSynonym(synonym, value)),
    },
  ].filter(({ lines }) => lines.length > 0)
  return (
    <div role="status">
      {isLocked ? <p className={classes.note}>{text.pasteLocked}</p> : null}
      {groups.map(({ kind, head, lines }) => (
        <details key={kind} open={kind !== 'double'}>
          <summary className={classes.summary}>{head}</summary>
          <ul className={classes.changes}>
            {lines.slice(0, mostShown).map((line) => (
              <li key={line} data-kind={kind}>
                {line}
              </li>
            ))}
            {lines.length > mostShown ? <li>{text.andMore(lines.length - mostShown)}</li> : null}
          </ul>
        </details>
      ))}
    </div>
  )
}
