import type { ImportSummary } from '../../data/imports.ts'
import { JobBar } from '../jobs/JobBar.tsx'

/** How far its rows are; nothing before it is run. */
export function ImportBar({ of: { jobId, progress } }: { of: Pick<ImportSummary, 'jobId' | 'progress'> }) {
  if (jobId === null || progress === null || progress.total === 0) return null
  return <JobBar job={{ ...progress, id: jobId, cancelled: 0 }} />
}
