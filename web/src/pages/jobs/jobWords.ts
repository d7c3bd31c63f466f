// Jobs as people read them: what they do, how they stand, what came of their leads.

import type { Job, JobItem, JobRequest } from '../../data/jobs.ts'
import { humanise } from '../../format/humanise.ts'
import { stateView, type StateView } from '../../ui/states.ts'
import type { Tone } from '../../ui/tone.ts'

const actionLabels: Readonly<Record<JobRequest['action'], string>> = {
  redeliver: 'Redeliver',
  reprocess: 'Reprocess',
  edit: 'Edit a field',
  delete: 'Delete',
  export: 'Export',
  release: 'Release quarantined',
  resolve: 'Resolve for review',
  return: 'Return',
  unsubscribe: 'Unsubscribe',
  resubscribe: 'Resubscribe',
  updateMoney: 'Update payout / revenue',
  keepRejected: 'Keep rejected',
  joinResponder: 'Join auto-responder',
  cure: 'Cure rejected leads',
  applyDraft: 'Correct in the grid',
  undo: 'Undo',
}

/** An action that is newer than this page is shown by its own name. */
export function actionLabel(action: string): string {
  const labels: Readonly<Record<string, string>> = actionLabels
  return (Object.hasOwn(labels, action) ? labels[action] : undefined) ?? humanise(action)
}

export const knownActions: readonly { readonly value: string; readonly label: string }[] = Object.entries(
  actionLabels,
).map(([value, label]) => ({ value, label }))

export const jobStates: Readonly<Record<Job['state'], StateView>> = {
  planned: { word: 'Planned', tone: 'neutral', icon: 'clock', meaning: 'It begins soon.' },
  running: { word: 'Running', tone: 'info', icon: 'arrow', meaning: 'It is being done.' },
  paused: { word: 'Paused', tone: 'warn', icon: 'pause', meaning: 'Nothing new begins until it goes on.' },
  done: { word: 'Done', tone: 'good', icon: 'check', meaning: 'Every lead has its outcome.' },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: 'cross', meaning: 'Leads that waited were left alone.' },
  failed: { word: 'Failed', tone: 'bad', icon: 'warning', meaning: 'It could not go on; the reason stands beside it.' },
}

export const itemStates: Readonly<Record<JobItem['state'], StateView>> = {
  waiting: { word: 'Waiting', tone: 'neutral', icon: 'clock', meaning: 'Its turn has not come yet.' },
  running: { word: 'Under way', tone: 'info', icon: 'arrow', meaning: 'Its request is under way.' },
  succeeded: { word: 'Succeeded', tone: 'good', icon: 'check', meaning: 'It was done.' },
  failed: { word: 'Failed', tone: 'bad', icon: 'cross', meaning: 'It was tried and did not work.' },
  leftOut: { word: 'Left out', tone: 'neutral', icon: 'skip', meaning: 'Nothing was done, for the reason beside it.' },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: 'cross', meaning: 'The job was cancelled before its turn.' },
}

const outcomeLabels: Readonly<Record<string, string>> = {
  invalid: 'Refused by the checks',
  notMapped: 'No value in the mapper',
  tooLong: 'Too long for a cell',
  unsold: 'Unsold',
  kept: 'Kept rejected',
  restored: 'As before',
}

/** "Accepted" for accepted; an outcome without words of its own is shown by its name. */
export function outcomeLabel(outcome: string): string {
  const own = Object.hasOwn(outcomeLabels, outcome) ? outcomeLabels[outcome] : undefined
  if (own !== undefined) return own
  const { word } = stateView('dispatch', outcome)
  return word === outcome ? humanise(outcome) : word
}

export interface Part {
  readonly name: 'succeeded' | 'failed' | 'leftOut' | 'cancelled' | 'waiting'
  readonly label: string
  readonly tone: Tone
  readonly count: number
}

/** The job's leads, each in one part: they add up to the total. */
export function partsOf(
  job: Pick<Job, 'total' | 'done' | 'succeeded' | 'failed' | 'leftOut' | 'cancelled'>,
): readonly Part[] {
  const waiting = Math.max(0, job.total - job.done - job.cancelled)
  return [
    { name: 'succeeded', label: 'succeeded', tone: 'good', count: job.succeeded },
    { name: 'failed', label: 'failed', tone: 'bad', count: job.failed },
    { name: 'leftOut', label: 'left out', tone: 'violet', count: job.leftOut },
    { name: 'cancelled', label: 'cancelled', tone: 'warn', count: job.cancelled },
    { name: 'waiting', label: 'to go', tone: 'neutral', count: waiting },
  ]
}
