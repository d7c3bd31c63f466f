import { memo } from 'react'
import type { DraftField } from '../../data/drafts.ts'
import { columnWidthPx, idWidthPx } from './columnWidth.ts'
import classes from './Grid.module.css'
import { text } from './text.ts'

export const GridHead = memo(function GridHead({
  fields,
  heightPx,
}: {
  readonly fields: readonly DraftField[]
  readonly heightPx: number
}) {
  return (
    <div role="row" aria-rowindex={1} className={classes.head} style={{ height: heightPx }}>
      <div role="columnheader" aria-colindex={1} className={classes.idHead} style={{ width: idWidthPx }}>
        {text.lead}
      </div>
      {fields.map((field, index) => (
        <div
          key={field.key}
          role="columnheader"
          aria-colindex={index + 2}
          className={classes.headCell}
          style={{ width: columnWidthPx(field) }}
          title={field.computed ? `${field.label}: ${text.computed}` : field.label}
        >
          <span>{field.label}</span>
          {field.required ? (
            <span className={classes.required} title={text.required}>
              *<span className="unseen"> {text.required}</span>
            </span>
          ) : null}
        </div>
      ))}
    </div>
  )
})
