import { Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { readDraft } from '../../data/drafts.ts'
import page from '../../ui/page.module.css'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { FixGridView } from './FixGrid.tsx'
import { text } from './text.ts'

/** Read once; from then on the grid itself knows best, until a job has changed the leads. */
export function DraftGrid({ id }: { readonly id: string }) {
  const queryClient = useQueryClient()
  const { data, error, dataUpdatedAt, refetch } = useQuery({
    queryKey: ['draft', id],
    queryFn: ({ signal }) => readDraft(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  })
  const onStale = useCallback(() => {
    void refetch()
    void queryClient.invalidateQueries({ queryKey: ['causes'] })
  }, [refetch, queryClient])
  if (data) return <FixGridView key={dataUpdatedAt} whole={data} onStale={onStale} />
  return (
    <div className={page.page}>
      {error ? (
        <ProblemNotice what={text.loadFailed} error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton h={400} />
      )}
    </div>
  )
}
