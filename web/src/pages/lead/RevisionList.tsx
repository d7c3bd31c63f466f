import { Button } from '@mantine/core'
import type { Revision } from '../../data/leadTypes.ts'
import { humanise } from '../../format/humanise.ts'
import { valueText } from '../../format/value.ts'
import { Time } from '../../ui/Time.tsx'
import classes from '../../ui/tables.module.css'
import { text } from './text.ts'

export interface RevisionListProps {
  readonly revisions: readonly Revision[]
  /** Brings one field, or all of them, back to what they were at a revision. Null: the reader may not. */
  readonly onRestore: ((revision: number, field: string | null) => void) | null
}

export function RevisionList({ revisions, onRestore }: RevisionListProps) {
  if (revisions.length === 0) return null
  return (
    <section>
      <h2 className={classes.heading}>{text.history}</h2>
      <ol className={classes.revisions}>
        {revisions.toReversed().map((revision) => (
          <li key={revision.revision}>
            <span>
              <strong>{revision.reason}</strong>{' '}
              <span className="faint">
                revision {revision.revision} · {revision.actor} · <Time at={revision.at} />
              </span>
            </span>
            {Object.entries(revision.changes).map(([field, change]) => (
              <span key={field}>
                {humanise(field)}: <del>{valueText(change.from) || 'nothing'}</del> →{' '}
                <ins>{valueText(change.to) || 'nothing'}</ins>{' '}
                {onRestore === null ? null : (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-label={text.restoreField(humanise(field), revision.revision - 1)}
                    onClick={() => onRestore(revision.revision - 1, field)}
                  >
                    {text.restoreOne}
                  </Button>
                )}
              </span>
            ))}
            {onRestore === null ? null : (
              <span>
                <Button size="compact-xs" variant="default" onClick={() => onRestore(revision.revision - 1, null)}>
                  {text.restoreAll(revision.revision - 1)}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
