import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { previewListCure, runListCure, type CureBody, type UnknownValue } from '../../../data/lists.ts'
import type { Job } from '../../../data/jobs.ts'
import { showJobToast } from '../../leads/bulk/showJobToast.tsx'
import { text } from './text.ts'

type Cure = CureBody['cure']

export interface ListCurePreview {
  readonly matched: number
  readonly accepted: number
  readonly stillRejected: readonly { readonly code: string; readonly count: number }[]
  readonly campaigns: readonly string[]
}

/** A cure of all causes that an unknown value has, one for each campaign. `cure` null: it is not clear yet what it would be. */
export function useListCure(unknown: UnknownValue, cure: Cure | null, onDone: () => void) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const clickKey = useRef(crypto.randomUUID())
  const { causes } = unknown
  const preview = useQuery({
    queryKey: ['lists', 'cure', causes, cure],
    queryFn: ({ signal }) => (cure === null ? null : previewAll(causes, cure, signal)),
    enabled: cure !== null && causes.length > 0,
    gcTime: 0,
    retry: false,
  })
  const run = useMutation({
    mutationFn: (wish: Cure) => cureAll(causes, wish, clickKey.current),
    onSuccess: (jobs) => {
      onDone()
      void queryClient.invalidateQueries()
      for (const job of jobs) {
        showJobToast(text.jobLabel, job, () => void navigate({ to: '/jobs/$id', params: { id: job.id } }))
      }
    },
  })
  return { preview, run }
}

async function previewAll(causes: readonly string[], cure: Cure, signal: AbortSignal): Promise<ListCurePreview> {
  const all = await Promise.all(causes.map((cause) => previewListCure({ cause, cure }, signal)))
  const codes = new Map<string, number>()
  for (const { code, count } of all.flatMap(({ stillRejected }) => stillRejected)) {
    codes.set(code, (codes.get(code) ?? 0) + count)
  }
  return {
    matched: all.reduce((sum, { matched }) => sum + matched, 0),
    accepted: all.reduce((sum, { accepted }) => sum + accepted, 0),
    stillRejected: [...codes].map(([code, count]) => ({ code, count })),
    campaigns: [...new Set(all.flatMap(({ campaigns }) => campaigns))],
  }
}

/** The first one changes the list; for the others it is changed then, and their leads are checked again. */
async function cureAll([first, ...others]: readonly string[], cure: Cure, clickKey: string): Promise<readonly Job[]> {
  if (first === undefined) return []
  const jobs = [await runListCure({ cause: first, cure }, clickKey)]
  for (const cause of others) jobs.push(await runListCure({ cause, cure: { kind: 'none' } }, `${clickKey} ${cause}`))
  return jobs
}
