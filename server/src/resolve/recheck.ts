// Checks stored leads again, as the job of a cure would, without writing or holding anything: suppression, duplicates and caps are
// only read. The leads are judged in one go and in the job's order, so that they meet each other as duplicates and fill the caps.

import type { TransactionSql } from 'postgres'

import type { Failure } from '@switchyard/core/lead/disposition.ts'

import { databaseNow } from '../db/clock.ts'
import { peekWindows, type LimitedWindow } from '../caps/windows.ts'
import type { Candidate } from '../intake/candidate.ts'
import { candidateOf } from '../readmission/candidateOf.ts'
import type { Cause } from '../readmission/cause.ts'
import { outcomeOf, type Outcome } from '../readmission/outcome.ts'
import { readStoredLeads, type LeadRef, type StoredLead } from '../readmission/storedLead.ts'
import { readKeys } from '../screening/dedupe.ts'
import { intakeWindowsOf, judge, questionsOf } from '../screening/judge.ts'
import { findSuppressed } from '../screening/suppression.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { leftOutOfCure } from './leftOutOfCure.ts'
import { fieldOf } from './listsOf.ts'
import { replacementOf, type NewValue } from './replaceValue.ts'

export interface Recheck {
  readonly setup: AccountSetup
  readonly cause: Cause
  readonly set: NewValue | null
  /** New values of single leads, by lead. */
  readonly edits?: ReadonlyMap<string, Values>
}

export interface Rechecked {
  readonly leadId: string
  readonly outcome: Outcome
  /** Everything that would still be wrong with it. */
  readonly failures: readonly Failure[]
}

type Values = Readonly<Record<string, unknown>>

/** Other requests get their turn between two pages. */
const leadsPage = 500
/** Each looks up a handful of digests. */
const probesPage = 2000

/** One answer for each lead that is there, in no order. */
export async function recheck(
  tx: TransactionSql,
  wish: Recheck,
  refs: readonly LeadRef[],
): Promise<readonly Outcome[]> {
  return (await recheckEach(tx, wish, refs)).map(({ outcome }) => outcome)
}

/** The same, saying which lead each answer is about. */
export async function recheckEach(
  tx: TransactionSql,
  wish: Recheck,
  refs: readonly LeadRef[],
): Promise<readonly Rechecked[]> {
  const { setup, cause } = wish
  const outcomes: Rechecked[] = []
  const again: { lead: StoredLead; candidate: Candidate }[] = []
  for (const page of pagesOf(refs, leadsPage)) {
    const stored = await readStoredLeads(tx, setup.accountId, page)
    const now = databaseNow()
    for (const lead of stored) {
      const ready = readied(lead, wish)
      const campaign = setup.campaigns.get(lead.campaign)
      if (ready.kind === 'leftOut' || !campaign) {
        const outcome: Outcome = ready.kind === 'leftOut' ? ready : { kind: 'leftOut', reason: 'its campaign is gone' }
        outcomes.push({ leadId: lead.id, outcome, failures: [] })
        continue
      }
      again.push({ lead, candidate: candidateOf(ready.lead, { setup, campaign }, cause, now) })
    }
  }
  await judgeAll(
    tx,
    again.map(({ candidate }) => candidate),
  )
  const judged = again.map((one) => ({
    leadId: one.lead.id,
    outcome: outcomeOf(one, cause),
    failures: one.candidate.failures,
  }))
  return [...outcomes, ...judged]
}

type Readied =
  { readonly kind: 'ready'; readonly lead: StoredLead } | { readonly kind: 'leftOut'; readonly reason: string }

/** With the new value in its place, where there is one. */
function readied(lead: StoredLead, { setup, set, edits }: Recheck): Readied {
  const reason = leftOutOfCure(lead, lead, setup)
  if (reason !== null) return { kind: 'leftOut', reason }
  const own = edits?.get(lead.id)
  if (own) return { kind: 'ready', lead: { ...lead, edits: { ...lead.edits, ...own } } }
  if (set === null) return { kind: 'ready', lead }
  const replacement = replacementOf(lead, fieldOf(setup, lead.campaign, set.field), set)
  return replacement.kind === 'leftOut'
    ? replacement
    : { kind: 'ready', lead: { ...lead, edits: { ...lead.edits, ...replacement.fields } } }
}

export async function judgeAll(tx: TransactionSql, candidates: readonly Candidate[]): Promise<void> {
  const questions = questionsOf(candidates)
  const suppressed = new Set<(typeof questions.probes)[number]['probe']>()
  for (const page of pagesOf(questions.probes, probesPage)) {
    for (const probe of await findSuppressed(tx, page)) suppressed.add(probe)
  }
  const windows = new Map<string, LimitedWindow>(
    candidates.flatMap(intakeWindowsOf).map((window) => [window.key, window] as const),
  )
  const holders = await readKeys(tx, questions.claims)
  const counters = new Map(windows.size === 0 ? [] : await peekWindows(tx, [...windows.values()]))
  judge(candidates, questions, { suppressed, holders, counters }, () => {})
}

function* pagesOf<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size)
}
