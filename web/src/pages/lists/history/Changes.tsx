import type { DocumentVersion } from '../../../data/lists.ts'
import lists from '../ListPage.module.css'
import { text } from './text.ts'

/** Each change in words; what is longer than the answer is counted. */
export function Changes({ changes, changeCount }: Pick<DocumentVersion, 'changes' | 'changeCount'>) {
  if (changeCount === 0) return <span className="faint">{text.noChange}</span>
  return (
    <ul className={lists.changes}>
      {changes.map(({ path, kind, words }) => (
        <li key={`${kind} ${path}`} data-kind={kind}>
          {words}
        </li>
      ))}
      {changeCount > changes.length ? <li>{text.more(changeCount - changes.length)}</li> : null}
    </ul>
  )
}
