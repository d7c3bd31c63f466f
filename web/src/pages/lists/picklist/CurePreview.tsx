import type { UseQueryResult } from '@tanstack/react-query'
import { formatCount } from '../../../format/count.ts'
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx'
import classes from '../ListPage.module.css'
import { text } from './text.ts'
import type { ListCurePreview } from './useListCure.ts'

/** What would become of the leads that wait: they are really checked again, and nothing is changed. */
export function CurePreview({
  preview,
  waiting,
}: {
  preview: UseQueryResult<ListCurePreview | null>
  waiting: number
}) {
  if (waiting === 0) return <p className={classes.hint}>{text.noWaiting}</p>
  const { data, error, isFetching } = preview
  if (error) return <ProblemNotice what={text.previewFailed} error={error} />
  return (
    <div className={classes.hint} role="status">
      {data ? (
        <>
          <span>{text.wouldPass(data.accepted, data.matched)}</span>
          {data.stillRejected.map(({ code, count }) => (
            <span key={code}>{text.wouldFail(code, count)}</span>
          ))}
          {data.campaigns.length > 0 ? <span>{text.shared(data.campaigns.join(', '))}</span> : null}
        </>
      ) : isFetching ? (
        text.previewing
      ) : (
        `${formatCount(waiting)} ${text.waitingShort}`
      )}
    </div>
  )
}
