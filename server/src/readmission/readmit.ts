// The one road by which a stored lead is taken in again: checked once more under the set-up and the clock of today, and routed as if
// it had come in now, with the id it has. An accepted lead has its route run again instead.

import type { TransactionSql } from 'postgres'

import { WindowsOverrun, writeWindows } from '../caps/windows.ts'
import { databaseNow } from '../db/clock.ts'
import type { IdBlock } from '../db/ids.ts'
import { decide, type Decided } from '../decide.ts'
import type { Candidate } from '../intake/candidate.ts'
import { insertDispatches, type DispatchClass, type NewDispatch } from '../queue/dispatches.ts'
import { assign, deltasOf, dispatchesOf } from '../routing/assign.ts'
import { writeKeys } from '../screening/dedupe.ts'
import { acceptPayout } from '../settlement/acceptPayout.ts'
import { insertBookings } from '../settlement/booking.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { candidateOf } from './candidateOf.ts'
import type { Cause } from './cause.ts'
import { tellReadmissions } from './events.ts'
import { historyOf } from './historyOf.ts'
import { leftOutOf } from './leftOut.ts'
import { outcomeOf, type Outcome } from './outcome.ts'
import { lockStoredLeads, type LeadRef, type StoredLead } from './storedLead.ts'
import { updateReadmitted } from './write.ts'

export interface ReadmissionContext {
  readonly dispatchIds: IdBlock
  readonly attemptIds: IdBlock
  /** Uniform in [0, 1). */
  readonly random: () => number
}

export interface Readmission {
  readonly accountId: string
  readonly setup: AccountSetup
  readonly leads: readonly LeadRef[]
  readonly cause: Cause
  readonly actor: string
  readonly class: DispatchClass
}

export interface Readmitted {
  /** One per lead asked for, in order. */
  readonly outcomes: readonly Outcome[]
  /** Written to the queue: whoever called wakes their destinations after the commit. */
  readonly dispatches: readonly NewDispatch[]
}

/** Writes everything in `tx`, a batch in one set of statements. */
export async function readmit(
  tx: TransactionSql,
  context: ReadmissionContext,
  readmission: Readmission,
): Promise<Readmitted> {
  const { accountId, leads } = readmission
  return readmitStored(tx, context, readmission, await lockStoredLeads(tx, accountId, leads))
}

/** The same for leads that this transaction has locked and read, and knows as they stand now. */
export async function readmitStored(
  tx: TransactionSql,
  context: ReadmissionContext,
  readmission: Readmission,
  stored: readonly StoredLead[],
): Promise<Readmitted> {
  const run = (mode: 'optimistic' | 'locked') =>
    tx.savepoint((sp) => readmitOnce(sp, context, readmission, stored, mode))
  try {
    return await run('optimistic')
  } catch (error) {
    if (error instanceof WindowsOverrun) return run('locked')
    throw error
  }
}

export interface Again {
  readonly lead: StoredLead
  readonly candidate: Candidate
}

/**
 * What would become of the leads, for a transaction that is rolled back: it holds keys and places all the same. Leads that would
 * be left out are checked too; those whose campaign cannot be used are missing.
 */
export async function checkAgain(
  tx: TransactionSql,
  context: Pick<ReadmissionContext, 'random'>,
  readmission: Pick<Readmission, 'setup' | 'cause'>,
  stored: readonly StoredLead[],
): Promise<readonly Again[]> {
  const usable = stored.filter(({ campaign }) => readmission.setup.campaigns.get(campaign)?.fault === null)
  return (await decideAgain(tx, context, readmission, usable, 'check')).again
}

async function decideAgain(
  tx: TransactionSql,
  context: Pick<ReadmissionContext, 'random'>,
  { setup, cause }: Pick<Readmission, 'setup' | 'cause'>,
  stored: readonly StoredLead[],
  mode: 'check' | 'optimistic' | 'locked',
): Promise<{ readonly again: readonly Again[]; readonly decided: Decided }> {
  const now = databaseNow()
  const again = stored.flatMap((lead) => {
    const campaign = setup.campaigns.get(lead.campaign)
    if (!campaign) return []
    const candidate = candidateOf(
      mode === 'check' ? { ...lead, status: 'rejected' } : lead,
      { setup, campaign },
      cause,
      now,
    )
    return [{ lead, candidate }]
  })
  const leadOf = new Map(again.map(({ lead, candidate }) => [candidate, lead]))
  const decided = await decide(tx, [...leadOf.keys()], mode === 'locked', (candidate, counters) => {
    const lead = leadOf.get(candidate)
    assign(candidate, counters, context.random(), lead && historyOf(lead))
  })
  return { again, decided }
}

async function readmitOnce(
  tx: TransactionSql,
  context: ReadmissionContext,
  readmission: Readmission,
  stored: readonly StoredLead[],
  mode: 'optimistic' | 'locked',
): Promise<Readmitted> {
  const { accountId, setup, cause, actor } = readmission
  const free = stored.filter((lead) => leftOutOf(lead, lead, setup) === null)
  const { again, decided } = await decideAgain(tx, context, readmission, free, mode)
  const outcomes = new Map(again.map((one) => [one.lead.id, outcomeOf(one, cause)]))
  // Where nothing would change, nothing is written: no offer, no place, no word.
  const changed = again.filter(({ lead }) => outcomes.get(lead.id)?.kind !== 'leftOut')
  const made = await dispatchesOf(
    tx,
    changed.map(({ candidate }) => candidate),
    { dispatches: context.dispatchIds, attempts: context.attemptIds },
    () => null,
  )
  const dispatches = made.map(({ dispatch }) => ({ ...dispatch, class: readmission.class }))
  const payouts = new Map(changed.map(({ lead, candidate }) => [lead.id, payoutOf(lead, candidate)]))
  await Promise.all([
    updateReadmitted(tx, accountId, changed, cause, (lead) => payouts.get(lead.id)?.amount ?? 0n),
    insertDispatches(tx, dispatches),
    insertBookings(
      tx,
      [...payouts.values()].flatMap((booking) => booking ?? []),
    ),
    tellReadmissions(tx, accountId, changed, { cause, actor }),
    ...writeKeys(tx, decided.keys),
    writeWindows(
      tx,
      changed.flatMap(({ candidate }) => deltasOf(candidate)),
      decided.limits,
    ),
  ])
  const byId = new Map(stored.map((lead) => [lead.id, lead]))
  return {
    dispatches,
    outcomes: readmission.leads.map(({ id }): Outcome => {
      const known = outcomes.get(id)
      if (known) return known
      const lead = byId.get(id)
      return { kind: 'leftOut', reason: lead ? (leftOutOf(lead, lead, setup) ?? 'left out') : 'not found' }
    }),
  }
}

/** The payout for an acceptance is paid once, however often the lead is taken in. */
function payoutOf(lead: StoredLead, candidate: Candidate): ReturnType<typeof acceptPayout> {
  return lead.status === 'accepted' || lead.paid ? null : acceptPayout(candidate)
}
