import { Button, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { isEnded, jobItemsQuery, jobResultsPath, type Job, type JobItem } from '../../data/jobs.ts'
import { formatCount } from '../../format/count.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { Time } from '../../ui/Time.tsx'
import tables from '../../ui/tables.module.css'
import classes from './JobItems.module.css'
import { ItemPill } from './JobPill.tsx'
import type { JobSearch } from './jobSearch.ts'
import { itemStates, outcomeLabel } from './jobWords.ts'
import { text } from './text.ts'
import { useSelectLeads } from './useSelectLeads.ts'

export interface JobItemsProps {
  readonly job: Job
  readonly search: JobSearch
  readonly onChange: (search: JobSearch) => void
}

/** Each lead of the job with what came of it. */
export function JobItems({ job, search, onChange }: JobItemsProps) {
  const items = useInfiniteQuery(jobItemsQuery(job.id, search))
  const select = useSelectLeads(job.id)
  const rows = items.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className={classes.items} aria-label={text.itemsTitle}>
      <h2>{text.itemsTitle}</h2>
      <StateTabs job={job} search={search} onChange={onChange} />
      {search.reason === undefined ? null : (
        <p className={classes.reason}>
          {text.onlyReason} <strong>{search.reason}</strong>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onChange(search.state === undefined ? {} : { state: search.state })}
          >
            {text.clearReason}
          </Button>
        </p>
      )}
      {items.error ? (
        <ProblemNotice what={text.itemsFailed} error={items.error} onRetry={() => void items.refetch()} />
      ) : items.isPending ? (
        <Skeleton h={160} />
      ) : rows.length === 0 ? (
        <NothingHere title={text.noItems} hint="" />
      ) : (
        <Table rows={rows} />
      )}
      <div className={classes.foot}>
        {items.hasNextPage ? (
          <Button variant="default" loading={items.isFetchingNextPage} onClick={() => void items.fetchNextPage()}>
            {text.more}
          </Button>
        ) : null}
        {job.cancelled > 0 && isEnded(job) ? (
          <Button variant="default" loading={select.isPending} onClick={() => select.mutate({ state: 'cancelled' })}>
            {text.selectRemaining(job.cancelled)}
          </Button>
        ) : null}
        {rows.length > 0 ? (
          <Button
            variant="default"
            component="a"
            href={jobResultsPath(job.id, search)}
            download
            leftSection={<IconDownload size={14} />}
          >
            {text.results}
          </Button>
        ) : null}
        {rows.length > 0 ? (
          <Button variant="default" loading={select.isPending} onClick={() => select.mutate(search)}>
            {text.selectShown}
          </Button>
        ) : null}
      </div>
    </section>
  )
}

const filters = ['succeeded', 'failed', 'leftOut', 'waiting', 'running', 'cancelled'] as const

function StateTabs({ job, search, onChange }: JobItemsProps) {
  const counts: Readonly<Partial<Record<JobItem['state'], number>>> = {
    succeeded: job.succeeded,
    failed: job.failed,
    leftOut: job.leftOut,
    cancelled: job.cancelled,
  }
  return (
    <div className={classes.states} role="group" aria-label={text.state}>
      <button type="button" aria-pressed={search.state === undefined} onClick={() => onChange({})}>
        {text.allItems} {formatCount(job.total)}
      </button>
      {filters.map((state) => {
        const count = counts[state]
        if (count === 0 && search.state !== state) return null
        // Jobs tell those to go as one number.
        if (count === undefined && job.done + job.cancelled >= job.total && search.state !== state) return null
        return (
          <button
            key={state}
            type="button"
            aria-pressed={search.state === state}
            onClick={() => onChange({ state })}
            title={itemStates[state].meaning}
          >
            {itemStates[state].word} {count === undefined ? '' : formatCount(count)}
          </button>
        )
      })}
    </div>
  )
}

function Table({ rows }: { rows: readonly JobItem[] }) {
  return (
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={text.itemsTitle}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">Lead</th>
            <th scope="col">State</th>
            <th scope="col">Outcome</th>
            <th scope="col">Reason</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((item) => (
            <tr key={item.place} data-item={item.leadId} data-state={item.state}>
              <th scope="row">
                {item.leadId === null ? (
                  text.row(item.place)
                ) : (
                  <Link to="/leads/$id" params={{ id: item.leadId }} className="link mono">
                    {item.leadId}
                  </Link>
                )}
              </th>
              <td>
                <ItemPill state={item.state} />
              </td>
              <td>{item.outcome === null ? <span className="faint">–</span> : outcomeLabel(item.outcome)}</td>
              <td>{item.reason ?? <span className="faint">–</span>}</td>
              <td>{item.endedAt === null ? <span className="faint">–</span> : <Time at={item.endedAt} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
