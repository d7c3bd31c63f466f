import type { Job } from '../../data/jobs.ts'

/** How long a job took, or has been taking, in milliseconds; null before it begins. */
export function jobDurationMs(job: Pick<Job, 'startedAt' | 'finishedAt'>, now: Date): number | null {
  if (job.startedAt === null) return null
  const end = job.finishedAt === null ? now : new Date(job.finishedAt)
  return Math.max(0, end.getTime() - new Date(job.startedAt).getTime())
}
