import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { historyQuery, type DocumentVersion, type ListNoun } from '../../../data/lists.ts'
import { useMayOperate } from '../../../data/useMayOperate.ts'
import { Pill } from '../../../ui/Pill.tsx'
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx'
import { Time } from '../../../ui/Time.tsx'
import lists from '../ListPage.module.css'
import { Changes } from './Changes.tsx'
import classes from './HistoryPanel.module.css'
import { RollBackDialog } from './RollBackDialog.tsx'
import { text } from './text.ts'

export interface HistoryPanelProps {
  readonly noun: ListNoun
  readonly documentKey: string
  /** The newest one, which the page shows; null where it was deleted. */
  readonly version: number | null
  /** Something is not saved: going back would lose it. */
  readonly isDirty: boolean
}

/** Who changed it, when and what, and the way back. */
export function HistoryPanel({ noun, documentKey, version, isDirty }: HistoryPanelProps) {
  const history = useInfiniteQuery(historyQuery(noun, documentKey))
  const mayOperate = useMayOperate()
  const [chosen, setChosen] = useState<number | null>(null)
  const versions = history.data?.pages.flatMap((page) => page.versions) ?? []
  const whyNot = mayOperate ? (isDirty ? text.saveFirst : null) : text.mayNot
  if (history.isPending) return <Skeleton h={200} />
  if (history.error) {
    return <ProblemNotice what={text.failed} error={history.error} onRetry={() => void history.refetch()} />
  }
  return (
    <>
      <p className={lists.note}>{text.lead}</p>
      <ol className={classes.versions}>
        {versions.map((one) => (
          <VersionItem key={one.version} version={one} whyNot={whyNot} onRollBack={() => setChosen(one.version)} />
        ))}
      </ol>
      {history.hasNextPage ? (
        <Button
          mt={12}
          variant="default"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {text.older}
        </Button>
      ) : null}
      {chosen === null ? null : (
        <RollBackDialog
          noun={noun}
          documentKey={documentKey}
          version={chosen}
          newest={version}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  )
}

interface VersionItemProps {
  readonly version: DocumentVersion
  readonly whyNot: string | null
  readonly onRollBack: () => void
}

function VersionItem({ version: one, whyNot, onRollBack }: VersionItemProps) {
  return (
    <li className={classes.version} data-version={one.version}>
      <div className={classes.head}>
        <strong>{text.version(one.version)}</strong>
        <span>{text.kinds[one.kind]}</span>
        {one.restoredFrom === null ? null : <span className="soft">{text.restoredFrom(one.restoredFrom)}</span>}
        {one.newest ? <Pill tone="info">{text.newest}</Pill> : null}
        <span className="faint">
          <Time at={one.at} /> · {one.actor}
        </span>
        {one.newest || one.kind === 'deleted' ? null : (
          <Button
            className={classes.back}
            size="compact-sm"
            variant="default"
            aria-label={text.rollBackTo(one.version)}
            disabled={whyNot !== null}
            title={whyNot ?? undefined}
            onClick={onRollBack}
          >
            {text.rollBack}
          </Button>
        )}
      </div>
      {one.note === null ? null : <p className={classes.reason}>{one.note}</p>}
      {one.kind === 'created' || one.kind === 'deleted' ? null : <Changes {...one} />}
    </li>
  )
}
