// Which leads of a job the page shows, as its URL says it.

import { jobItemStates, type JobItemState } from '@switchyard/contract/jobs/words.ts'

export interface JobSearch {
  readonly state?: JobItemState
  /** Only those with exactly this reason. */
  readonly reason?: string
}

export interface JobsSearch {
  readonly state?: string
  readonly action?: string
}

/** What is not understood is left out. */
export function parseJobSearch(raw: Readonly<Record<string, unknown>>): JobSearch {
  const state = jobItemStates.find((known) => known === raw['state'])
  const { reason } = raw
  return { ...(state && { state }), ...(typeof reason === 'string' && reason !== '' && { reason }) }
}

export function parseJobsSearch(raw: Readonly<Record<string, unknown>>): JobsSearch {
  const { state, action } = raw
  return { ...(typeof state === 'string' && { state }), ...(typeof action === 'string' && { action }) }
}
