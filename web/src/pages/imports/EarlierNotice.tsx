import { Link } from '@tanstack/react-router'
import type { Import } from '../../data/imports.ts'
import classes from './ImportPage.module.css'
import { importStates } from './importWords.ts'
import { text } from './text.ts'

/** That the very same file came before: by mistake more often than not, and no reason to refuse it. */
export function EarlierNotice({ of: { earlier } }: { of: Import }) {
  if (earlier.length === 0) return null
  return (
    <p className={classes.notice}>
      {text.earlier}{' '}
      {earlier.map(({ id, actor, state }, index) => (
        <span key={id}>
          {index === 0 ? '' : ', '}
          <Link to="/imports/$id" params={{ id }} className={classes.noticeLink}>
            {text.import(id)}
          </Link>{' '}
          ({actor}, {importStates[state].word.toLowerCase()})
        </span>
      ))}
    </p>
  )
}
