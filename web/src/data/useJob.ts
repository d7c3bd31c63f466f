import { useQuery } from '@tanstack/react-query'
import { isEnded, jobQuery, openJobsQuery, type Job } from './jobs.ts'
import { useStreamState } from './useStream.ts'

/** The stream says when a job has come further; now and then it is looked at all the same. */
const seldomMs = 5000
/** Without a stream. */
const pollMs = 1000
const pollListMs = 5000
const seldomListMs = 30_000

/** A job as it stands, followed until it has ended. */
export function useJob(id: string) {
  const everyMs = useStreamState() === 'open' ? seldomMs : pollMs
  return useQuery({
    ...jobQuery(id),
    refetchInterval: (query) => (query.state.data && isEnded(query.state.data) ? false : everyMs),
  })
}

/** How often lists of jobs are read again. */
export function useJobListInterval(): number {
  return useStreamState() === 'open' ? seldomListMs : pollListMs
}

/** Jobs that have not ended; null while that is not known. */
export function useOpenJobs(): readonly Job[] | null {
  const refetchInterval = useJobListInterval()
  return useQuery({ ...openJobsQuery, refetchInterval }).data ?? null
}
