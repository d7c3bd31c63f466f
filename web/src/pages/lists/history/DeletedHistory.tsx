import { useInfiniteQuery } from '@tanstack/react-query'
import { historyQuery, type ListNoun } from '../../../data/lists.ts'
import classes from '../ListPage.module.css'
import { HistoryPanel } from './HistoryPanel.tsx'
import { text } from './text.ts'

/** Under the word that a list does not exist: what it was while it did, and the way back. Nothing for one that never was. */
export function DeletedHistory({ noun, documentKey }: { noun: ListNoun; documentKey: string }) {
  const { data } = useInfiniteQuery(historyQuery(noun, documentKey))
  if (!data) return null
  return (
    <section className={classes.section}>
      <h2>{text.deleted}</h2>
      <HistoryPanel noun={noun} documentKey={documentKey} version={null} isDirty={false} />
    </section>
  )
}
