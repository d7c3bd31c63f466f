import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { previewListCure, readAffected, recheckAffected } from '../../data/lists.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { showJobToast } from '../leads/bulk/showJobToast.tsx'
import classes from './ListPage.module.css'
import { text } from './picklist/text.ts'

const lookAgainMs = 2000
const mostLooks = 5

export interface RecheckNoticeProps {
  readonly kind: 'picklist' | 'mapper'
  readonly documentKey: string
  readonly onClose: () => void
}

/** After a list was saved: leads that were refused and may pass now. Nothing is done to them unasked. */
export function RecheckNotice({ kind, documentKey, onClose }: RecheckNoticeProps) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const clickKey = useRef(crypto.randomUUID())
  const passing = useQuery({
    queryKey: ['lists', 'recheck', kind, documentKey],
    queryFn: ({ signal }) => countPassing(kind, documentKey, signal),
    // Leads are counted behind what happens to them: one that has just been refused may be missing at first.
    refetchInterval: (query) =>
      query.state.data === 0 && query.state.dataUpdateCount < mostLooks ? lookAgainMs : false,
    gcTime: 0,
    retry: false,
  })
  const run = useMutation({
    mutationFn: () => recheckAffected(kind, documentKey, clickKey.current),
    onSuccess: (job) => {
      onClose()
      void queryClient.invalidateQueries()
      showJobToast(text.jobLabel, job, () => void navigate({ to: '/jobs/$id', params: { id: job.id } }))
    },
  })
  const count = passing.data ?? 0
  if (count === 0) return null
  return (
    <div className={classes.notice} data-tone="good" role="status">
      <span className={classes.noticeWords}>{kind === 'picklist' ? text.recheck(count) : text.resend(count)}</span>
      <span className={classes.actions}>
        <Button size="compact-sm" loading={run.isPending} onClick={() => run.mutate()}>
          {kind === 'picklist' ? text.recheckNow : text.resendNow}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {text.recheckLater}
        </Button>
      </span>
      {run.error ? <ProblemNotice what={text.saveFailed} error={run.error} /> : null}
    </div>
  )
}

/** What a buyer will answer nobody knows; what our own checks will say is asked of them. */
async function countPassing(kind: 'picklist' | 'mapper', key: string, signal: AbortSignal): Promise<number> {
  const { leads, causes } = await readAffected(kind, key, signal)
  if (kind === 'mapper' || leads === 0) return leads
  const query = { cause: causes.join(',') }
  return (await previewListCure({ selection: { query }, cure: { kind: 'none' } }, signal)).accepted
}
