// Jobs and plans in lines for people. Pure.

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { planJob } from '@switchyard/contract/jobs/plan.ts'
import type { showJob } from '@switchyard/contract/jobs/show.ts'

export type Job = OutputOf<typeof showJob>

export function planLines(plan: OutputOf<typeof planJob>): string[] {
  return [
    `${plan.matched} leads: ${plan.willDo} will be done, ${plan.matched - plan.willDo} left out`,
    ...plan.leftOut.map(({ reason, count }) => `  left out ${count}: ${reason}`),
    ...plan.money.map(({ currency, revenue, payout }) => `  at most ${revenue} ${currency} revenue, ${payout} payout`),
    ...(plan.estimatedSeconds === null ? [] : [`  takes about ${durationWords(plan.estimatedSeconds)}`]),
    ...plan.warnings.map((warning) => `  ! ${warning}`),
  ]
}

export function jobLines(job: Job): string[] {
  const outcomes = Object.entries(job.outcomes).map(([outcome, count]) => `  ${outcome}: ${count}`)
  return [
    `Job ${job.id}: ${job.action}, ${job.state}${job.reason === null ? '' : ` (${job.reason})`}, by ${job.actor} at ${job.createdAt}`,
    `  ${job.done} of ${job.total} done: ${job.succeeded} succeeded, ${job.failed} failed, ${job.leftOut} left out${job.cancelled === 0 ? '' : `; ${job.cancelled} cancelled`}`,
    ...outcomes,
    ...(job.undoes === null ? [] : [`  takes back job ${job.undoes}`]),
    ...(job.undoneBy === null ? [] : [`  taken back by job ${job.undoneBy}`]),
    ...(job.waitsForGo ? ['  has sent what was to be tried first, and waits to be resumed or cancelled'] : []),
    ...(job.file === null ? [] : [`  file: ${job.file.name}, ${job.file.bytes} bytes`]),
  ]
}

const barWidth = 30

/** "[#####-----] 120 of 500 (24 %), 118 succeeded, 2 failed, 0 left out, 35/s, 11 s left" */
export function progressLine(job: Job, withBar: boolean): string {
  const ended = job.done + job.cancelled
  const share = job.total === 0 ? 1 : ended / job.total
  const filled = Math.floor(share * barWidth)
  const bar = withBar ? `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}] ` : ''
  const pace = job.rate === null ? '' : `, ${job.rate}/s`
  const left = job.etaSeconds === null ? '' : `, ${durationWords(job.etaSeconds)} left`
  return `${bar}${ended} of ${job.total} (${Math.floor(share * 100)} %), ${job.succeeded} succeeded, ${job.failed} failed, ${job.leftOut} left out${pace}${left}`
}

/** 0 when everything was done that could be, 1 when nothing was, 2 when some of it was not. */
export function exitCodeOf(job: Job): 0 | 1 | 2 {
  if (job.total > 0 && job.succeeded === 0) return 1
  return job.state === 'done' && job.failed === 0 ? 0 : 2
}

function durationWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
