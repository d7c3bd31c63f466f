// What waits for a person, most urgent first.

import type { TransactionSql } from 'postgres'

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { showHome } from '@switchyard/contract/home/show.ts'
import { assertNever } from '@switchyard/core/assert.ts'
import { isFull } from '@switchyard/core/caps/caps.ts'
import { capWords } from '@switchyard/core/caps/capWords.ts'

import { readOpenAlerts } from '../alerts/readOpenAlerts.ts'
import { accountCaps, type CapSubject } from '../caps/accountCaps.ts'
import { readCaps, type CapState } from '../caps/readCaps.ts'
import { listCauses } from '../resolve/listCauses.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { isFailing } from './isFailing.ts'
import { readReviews } from './readReviews.ts'
import type { StandingJob } from './readStandingJobs.ts'
import { readTries } from './readTries.ts'

export type Need = OutputOf<typeof showHome>['needs'][number]

const mostAlerts = 50
/** The causes themselves say more than an alert for each new one. */
const toldElsewhere: ReadonlySet<string> = new Set(['newCause'])

export async function readNeeds(
  tx: TransactionSql,
  setup: AccountSetup,
  jobs: readonly StandingJob[],
  now: Date,
): Promise<Need[]> {
  const [alerts, tries, reviews, caps, open] = await Promise.all([
    readOpenAlerts(tx, mostAlerts),
    readTries(tx),
    readReviews(tx),
    readCaps(tx, accountCaps(setup, now, false)),
    listCauses(tx, setup, { state: ['open'], limit: 1 }, false),
  ])
  const failing = tries.filter(isFailing)
  const full = caps.filter(({ snapshot }) => isFull(snapshot))
  // The state itself says more than the alert that tells of it.
  const told = new Set([
    ...failing.map(({ delivery }) => `breakerOpen delivery ${delivery}`),
    ...reviews.map(({ delivery }) => `unknownOutcomes delivery ${delivery}`),
    ...full.map(({ cap }) => `capFull cap ${cap.slot.scope} ${cap.slot.window}`),
  ])
  return [
    ...alerts
      .filter(({ kind, subject, muted }) => !muted && !toldElsewhere.has(kind) && !told.has(`${kind} ${subject}`))
      .map((alert) => ({ kind: 'alert', alert }) as const),
    ...failing.map((one) => ({ kind: 'failing', ...one, until: one.until?.toISOString() ?? null }) as const),
    ...reviews.map((one) => ({ kind: 'review', ...one, since: one.since?.toISOString() ?? null }) as const),
    ...jobs.map((job) => ({ kind: 'job', ...job, since: job.since.toISOString() }) as const),
    ...causesNeed(open),
    ...full.map((state) => shownCap(state, now)),
  ]
}

function causesNeed({ causes, total }: Awaited<ReturnType<typeof listCauses>>): Need[] {
  const [biggest] = causes
  if (!biggest) return []
  const { id, message, count } = biggest
  return [{ kind: 'causes', causes: total, biggest: { id, message, leads: count } }]
}

function shownCap({ cap, snapshot }: CapState, now: Date): Need {
  const { subject, slot } = cap
  return {
    kind: 'cap',
    scope: subject.kind,
    key: keyOf(subject),
    campaign: subject.kind === 'buyer' ? null : subject.campaign,
    words: capWords(snapshot, now, slot.timezone),
    whenFull: slot.whenFull,
    resetsAt: snapshot.resetsAt,
  }
}

function keyOf(subject: CapSubject): string {
  switch (subject.kind) {
    case 'campaign':
      return subject.campaign
    case 'supplier':
      return subject.supplier
    case 'delivery':
      return subject.delivery
    case 'buyer':
      return subject.buyer
    default:
      return assertNever(subject)
  }
}
