import type { Revision } from '../../data/leadTypes.ts'
import { humanise } from '../../format/humanise.ts'
import { valueText } from '../../format/value.ts'
import { Time } from '../../ui/Time.tsx'
import classes from '../../ui/tables.module.css'
import { text } from './text.ts'

export function RevisionList({ revisions }: { revisions: readonly Revision[] }) {
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
                <ins>{valueText(change.to) || 'nothing'}</ins>
              </span>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
