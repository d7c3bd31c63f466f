import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { campaignHistoryQuery } from '../../data/campaigns.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { Time } from '../../ui/Time.tsx'
import { Changes } from '../lists/history/Changes.tsx'
import classes from './SetupTab.module.css'
import { text } from './text.ts'

/** Who wrote the campaign, when, and what was different from the version before. */
export function VersionList({ reference }: { reference: string }) {
  const history = useInfiniteQuery(campaignHistoryQuery(reference))
  if (history.error) {
    return <ProblemNotice what={text.historyFailed} error={history.error} onRetry={() => void history.refetch()} />
  }
  if (!history.data) return <Skeleton h={120} />
  return (
    <>
      <ol className={classes.versions}>
        {history.data.pages
          .flatMap(({ versions }) => versions)
          .map(({ version, kind, actor, at, note, changes, changeCount }) => (
            <li key={version}>
              <span>
                <strong>{text.setupVersion(version, actor)}</strong> · <Time at={at} />
              </span>
              {note === null ? null : <span className="soft">{note}</span>}
              {kind === 'created' ? null : <Changes changes={changes} changeCount={changeCount} />}
            </li>
          ))}
      </ol>
      {history.hasNextPage ? (
        <div>
          <Button variant="default" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {text.olderVersions}
          </Button>
        </div>
      ) : null}
    </>
  )
}
