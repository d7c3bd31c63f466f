// Tells when a cap is full: one alert for each window, beside the way of the leads.

import type { TransactionSql } from 'postgres'

import { capWords } from '@switchyard/core/caps/capWords.ts'
import { isFull } from '@switchyard/core/caps/caps.ts'

import { databaseNow } from '../db/clock.ts'
import { raise } from '../alerts/raise.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { accountCaps, type AccountCap } from './accountCaps.ts'
import { readCaps, type CapState } from './readCaps.ts'

/** Opens an alert for each cap that is full, once for each window, and ends those whose cap has room again. Test leads are left out. */
export async function watchFull(tx: TransactionSql, setup: AccountSetup): Promise<void> {
  const now = databaseNow()
  // A cap of nothing is a choice, not news.
  const caps = accountCaps(setup, now, false).filter(({ slot }) => slot.limit > 0)
  const full = (await readCaps(tx, caps)).filter(({ snapshot }) => isFull(snapshot))
  await tx`
    UPDATE alerts a SET resolved_at = now()
    WHERE a.account_id = ${setup.accountId} AND a.kind = 'capFull' AND a.resolved_at IS NULL
      AND a.subject <> ALL(${full.map(({ cap }) => subjectOf(cap))}::text[])`
  for (const state of full) if (!(await isTold(tx, state))) await tell(tx, state, now)
}

function subjectOf({ slot }: AccountCap): string {
  return `cap ${slot.scope} ${slot.window}`
}

/** Also when a person has closed the alert: it is news once. A rolling window is full anew each time. */
async function isTold(tx: TransactionSql, { cap }: CapState): Promise<boolean> {
  const { slot } = cap
  const open = slot.spanMs === null ? tx`` : tx`AND a.resolved_at IS NULL`
  const rows = await tx`
    SELECT FROM alerts a
    WHERE a.account_id = ${slot.accountId} AND a.kind = 'capFull' AND a.subject = ${subjectOf(cap)}
      AND a.detail ->> 'windowStart' = ${slot.start.toISOString()} AND a.detail ->> 'limit' = ${String(slot.limit)} ${open}
    LIMIT 1`
  return rows.length > 0
}

async function tell(tx: TransactionSql, { cap, snapshot }: CapState, now: Date): Promise<void> {
  const { slot } = cap
  const isIntake = cap.subject.kind === 'campaign' || cap.subject.kind === 'supplier'
  const follows = isIntake ? 'Leads over it are rejected.' : whatFollows[slot.whenFull]
  await raise(tx, {
    accountId: slot.accountId,
    kind: 'capFull',
    subject: subjectOf(cap),
    message: `${slot.scope} is full: ${capWords(snapshot, now, slot.timezone)}. ${follows}`,
    detail: { windowStart: slot.start.toISOString(), limit: String(slot.limit), cap: snapshot },
  })
}

const whatFollows = {
  next: 'Leads go on to the next in line.',
  hold: 'Leads are held until it resets or a place comes free.',
  reject: 'Routes end there: leads are not offered further down.',
}
