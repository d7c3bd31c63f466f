import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { createDraft } from '../../data/drafts.ts'
import page from '../../ui/page.module.css'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import classes from './FixGrid.module.css'
import { text } from './text.ts'

/** Begins the draft of a cause, or finds the one that was begun, and goes to its own address. */
export function OpenDraft({ cause }: { readonly cause: string }) {
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery({
    queryKey: ['openDraft', cause],
    queryFn: () => createDraft({ cause }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
  })
  useEffect(() => {
    if (data) void navigate({ to: '/resolve/grid', search: { draft: data.id }, replace: true })
  }, [data, navigate])
  return (
    <div className={page.page}>
      {error ? (
        <ProblemNotice what={text.openFailed} error={error} onRetry={() => void refetch()} />
      ) : (
        <p role="status" className={classes.working}>
          <Loader size="xs" /> {text.opening}
        </p>
      )}
    </div>
  )
}
