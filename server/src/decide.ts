// The middle of the way: a batch of screened leads against what the database knows (suppression, duplicates, caps), and then along
// their routes. New leads and leads that are taken in again go through here alike.

import type { TransactionSql } from 'postgres'

import { readWindows, type Counter, type LimitedWindow } from './caps/windows.ts'
import type { Candidate } from './intake/candidate.ts'
import { deliveryWindowsOf } from './routing/assign.ts'
import { lockKeys, type KeyChange } from './screening/dedupe.ts'
import { intakeWindowsOf, judge, questionsOf } from './screening/judge.ts'
import { findSuppressed } from './screening/suppression.ts'

export interface Decided {
  /** For `writeKeys`. */
  readonly keys: readonly KeyChange[]
  /** Windows that were read without a lock: `writeWindows` has to look at their limits again. */
  readonly limits: readonly LimitedWindow[]
}

/** Writes what was found onto the candidates; `route` is called for each one that passed, before the next is judged. */
export async function decide(
  tx: TransactionSql,
  candidates: readonly Candidate[],
  lockCaps: boolean,
  route: (candidate: Candidate, counters: Map<string, Counter>) => void,
): Promise<Decided> {
  const questions = questionsOf(candidates)
  const windows = candidates.flatMap((candidate) => [...intakeWindowsOf(candidate), ...deliveryWindowsOf(candidate)])
  const [suppressed, holders, { counters, locked }] = await Promise.all([
    findSuppressed(tx, questions.probes),
    lockKeys(tx, questions.claims),
    readWindows(tx, windows, lockCaps),
  ])
  const book = judge(candidates, questions, { suppressed, holders, counters }, (candidate) =>
    route(candidate, counters),
  )
  return { keys: book.changes(), limits: locked ? [] : windows }
}
