// Steps 7 to 9 for a batch: what it has to ask the database, all at once, and then the judgement in memory while it holds the
// locks, leads in the order they came in.

import { capWords } from '@switchyard/core/caps/capWords.ts'
import { overCapFailure, suppressedFailure } from '@switchyard/core/screening/failure.ts'
import type { SuppressionProbe } from '@switchyard/core/screening/screened.ts'

import type { Counter } from '../caps/windows.ts'
import { firstFull, intakeSlots, type AccountSlot } from '../caps/slots.ts'
import type { Candidate } from '../intake/candidate.ts'
import { hashKey, type KeyClaim, type KeyHolders } from './dedupe.ts'
import { claimsOf, KeyBook, type LeadKeys } from './duplicates.ts'
import type { AccountProbe } from './suppression.ts'

export interface Questions {
  readonly probes: readonly AccountProbe[]
  readonly claims: readonly KeyClaim[]
  readonly keys: ReadonlyMap<Candidate, LeadKeys>
}

export interface Findings {
  readonly suppressed: ReadonlySet<SuppressionProbe>
  readonly holders: ReadonlyMap<string, KeyHolders>
  readonly counters: Map<string, Counter>
}

export function questionsOf(candidates: readonly Candidate[]): Questions {
  const keys = new Map(candidates.map((candidate) => [candidate, keysOf(candidate)]))
  return {
    probes: candidates.flatMap((c) =>
      c.screened.suppression.map((probe) => ({ accountId: c.incoming.accountId, probe })),
    ),
    claims: claimsOf([...keys.values()]),
    keys,
  }
}

/** Intake windows this lead would count in if it were accepted. */
export function intakeWindowsOf(candidate: Candidate): readonly AccountSlot[] {
  const { setup, campaign, incoming, at, screened, failures } = candidate
  if (failures.length > 0) return []
  return intakeSlots(setup, campaign.reference, campaign.doc, {
    supplier: incoming.supplier,
    values: screened.facts.values,
    at,
    test: incoming.test,
  })
}

/** Adds failures to the candidates; calls `onAccepted` for each lead that passed, before the next one is judged. */
export function judge(
  candidates: readonly Candidate[],
  questions: Questions,
  findings: Findings,
  onAccepted: (candidate: Candidate) => void,
): KeyBook {
  const book = new KeyBook(questions.claims, findings.holders)
  for (const candidate of candidates) {
    checkSuppression(candidate, findings.suppressed)
    const keys = questions.keys.get(candidate)
    if (keys) checkDuplicate(candidate, keys, book)
    checkCaps(candidate, findings.counters)
    const passed = candidate.failures.length === 0
    if (passed && keys) book.keep(keys)
    if (passed && candidate.screened.quarantine === null) onAccepted(candidate)
  }
  return book
}

/** Only a lead that is good so far may take keys: one that is rejected anyway must not block the next. */
function keysOf({ id, incoming, at, setup, campaign, screened, failures }: Candidate): LeadKeys {
  const takes = failures.length === 0 && !incoming.waive.has('dedupe')
  const world = incoming.test ? 'test:' : ''
  return {
    accountId: incoming.accountId,
    leadId: id,
    campaign: campaign.reference,
    seenAt: at,
    keys: takes ? screened.dedupe.map((rule) => ({ rule, hash: hashKey(setup.pepper, world + rule.key) })) : [],
  }
}

function checkSuppression(candidate: Candidate, suppressed: ReadonlySet<SuppressionProbe>): void {
  for (const probe of candidate.screened.suppression) {
    if (!suppressed.has(probe)) continue
    const list = candidate.setup.suppression.get(probe.list)
    candidate.failures.push(suppressedFailure(probe, list?.name ?? probe.list))
  }
}

function checkDuplicate(candidate: Candidate, keys: LeadKeys, book: KeyBook): void {
  if (candidate.failures.length > 0) return
  const found = book.find(keys)
  if (!found) return
  candidate.failures.push(found.failure)
  candidate.duplicateOf = found.of
}

/** A lead that is held in quarantine counts when it is let out. */
function checkCaps(candidate: Candidate, counters: Map<string, Counter>): void {
  const { incoming, at, campaign, screened, failures } = candidate
  if (failures.length > 0 || screened.quarantine !== null) return
  const slots = intakeWindowsOf(candidate)
  if (incoming.waive.has('caps')) {
    candidate.overCap.push(...slots.map(({ ref }) => ref))
    return
  }
  const full = firstFull(slots, counters)
  if (full) {
    failures.push(overCapFailure(capWords(full, at, campaign.doc.timezone)))
    return
  }
  for (const slot of slots) {
    const counter = counters.get(slot.key)
    if (counter) counter.used += slot.asks
    candidate.counted.push(slot.ref)
  }
}
