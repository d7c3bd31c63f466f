// What taking back one action is made of. Each action that can be undone has one of these.

import type { TransactionSql } from 'postgres'

import type { ItemResult, JobLead, JobScope, LeftOut } from '../action.ts'

export interface UndoItem<Before> {
  readonly lead: JobLead
  /** As the action's own `run` put it down. */
  readonly before: Before
  /** When the job had done this lead. */
  readonly doneAt: Date
}

export interface UndoScope extends JobScope {
  /** The job that is taken back. */
  readonly undone: string
}

export interface UndoRun extends UndoScope {
  /** The job that takes it back. */
  readonly jobId: string
}

export interface Undoer<Before> {
  /** One answer for each, in order: why the lead is left as it is, or null. Reads only. */
  consider(tx: TransactionSql, scope: UndoScope, items: readonly UndoItem<Before>[]): Promise<readonly LeftOut[]>
  /** One result for each, in order. What changed since `consider` looked is left out here. */
  run(tx: TransactionSql, scope: UndoRun, items: readonly UndoItem<Before>[]): Promise<readonly ItemResult[]>
  /** What the lead's books gain or lose, in 1/10,000; left out where no money moves. */
  moneyOf?(before: Before): { readonly revenue: bigint; readonly payout: bigint }
}

export const restored: ItemResult = { kind: 'succeeded', outcome: 'restored', reason: null }

export function leftOut(reason: string): ItemResult {
  return { kind: 'leftOut', reason }
}
