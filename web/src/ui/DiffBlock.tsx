import { lineDiff, type DiffLine } from '../format/lineDiff.ts'
import classes from './CodeBlock.module.css'

const marks: Readonly<Record<DiffLine['kind'], string>> = { same: '  ', gone: '− ', new: '+ ' }

/** Two texts as one: what went and what came, with marks beside the colours. */
export function DiffBlock({ before, after, label }: { before: string; after: string; label: string }) {
  const lines = lineDiff(before, after)
  const changed = lines.some(({ kind }) => kind !== 'same')
  return (
    <figure className={classes.block}>
      <figcaption className={classes.head}>
        <span>{label}</span>
      </figcaption>
      <pre className={classes.code} tabIndex={0} aria-label={label}>
        {changed
          ? lines.map((line, index) => (
              // Lines have no other name than their place.
              <span key={index} className={classes.line} data-kind={line.kind}>
                {marks[line.kind]}
                {line.text}
                {'\n'}
              </span>
            ))
          : 'No difference.'}
      </pre>
    </figure>
  )
}
