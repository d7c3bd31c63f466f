// What a bulk action is. The job machinery knows nothing of what is done to a lead: it freezes the selection, asks the action about
// each lead, runs it chunk by chunk, and keeps what came of every lead. A new action is one file in `actions/`, its options in the
// contract, and a line in `actions.ts`.

import type { TransactionSql } from 'postgres'

import type { DeliveryStatus, LeadStatus, Sold } from '@switchyard/core/lead/states.ts'

import type { AccountSetup } from '../setup/compile.ts'

/** What an action is told of a lead. What else it needs, it reads for the whole page at once. */
export interface JobLead {
  readonly id: string
  readonly receivedAt: Date
  readonly campaign: string
  readonly supplier: string | null
  readonly status: LeadStatus
  readonly sold: Sold
  readonly deliveryStatus: DeliveryStatus
  readonly revision: number
  readonly test: boolean
  readonly erased: boolean
}

export interface JobScope {
  readonly accountId: string
  readonly setup: AccountSetup
  /** Who asked for the job: "ann@example.com". */
  readonly actor: string
}

export interface RunningScope extends JobScope {
  readonly jobId: string
}

/** What stands in a job: usually a lead; a row of a file may have none, or none yet. */
export interface JobItem {
  readonly place: number
  readonly leadId: string | null
  /** Null where there is no such lead. */
  readonly receivedAt: Date | null
}

/** Null: it will be done. Otherwise why the lead is left out, in words that can be counted ("already accepted by ACME CRM"). */
export type LeftOut = string | null

export type ItemResult =
  | {
      readonly kind: 'succeeded'
      readonly outcome: string
      readonly reason: string | null
      /** What the lead was like before, for whoever undoes the job; left out where nothing can be taken back. */
      readonly before?: object
    }
  | { readonly kind: 'failed'; readonly outcome: string; readonly reason: string | null }
  | { readonly kind: 'leftOut'; readonly reason: string }
  /** The dispatch that was made decides; settlement writes the item's result. */
  | { readonly kind: 'running'; readonly dispatchId: string }
  /** Something about the lead has to end first: it is asked about again soon, the others go before it. */
  | { readonly kind: 'later'; readonly reason: string }

/** What a job changes in money, in 1/10,000 of the unit. */
export interface MoneyEffect {
  readonly currency: string
  readonly revenue: bigint
  readonly payout: bigint
}

/** What a plan says besides its counts. Fed with the leads that will be done, page by page, then asked. */
export interface Forecast {
  add(tx: TransactionSql, leads: readonly JobLead[]): Promise<void>
  end(tx: TransactionSql): Promise<{
    /** At most, one entry for each currency. */
    readonly money: readonly MoneyEffect[]
    readonly warnings: readonly string[]
    /** Null where nobody can tell. */
    readonly seconds: number | null
  }>
}

export interface JobAction<Options> {
  readonly name: string
  /** Leads in one transaction; small enough that a pause takes hold within two seconds. */
  readonly chunk: number
  /** Refuses options that cannot be carried out for this selection: throws a Problem that names the path. Reads only. */
  check?(tx: TransactionSql, scope: JobScope, options: Options, campaigns: readonly string[]): Promise<void>
  /** One answer per lead, in order. Reads only: the plan asks it, and each chunk asks again before it runs. */
  consider(
    tx: TransactionSql,
    scope: JobScope,
    options: Options,
    leads: readonly JobLead[],
  ): Promise<readonly LeftOut[]>
  /**
   * Does it, for leads that `consider` let through: one result per lead, in order. Everything is written in `tx`, which also writes
   * the items: a chunk is done whole or not at all, also when the process dies. `afterCommit` is for what must follow the commit.
   */
  run(
    tx: TransactionSql,
    scope: RunningScope,
    options: Options,
    leads: readonly JobLead[],
    afterCommit: (then: () => void) => void,
  ): Promise<readonly ItemResult[]>
  /** For items that are more than leads: takes the place of `consider` and `run`. One result per item, in order. */
  runItems?(
    tx: TransactionSql,
    scope: RunningScope,
    options: Options,
    items: readonly JobItem[],
    afterCommit: (then: () => void) => void,
  ): Promise<readonly ItemResult[]>
  /** Left out: no money, no warnings. */
  forecast?(scope: JobScope, options: Options): Forecast
  /** So many leads are sent first, and the job pauses until somebody has seen what came of them; null: no such pause. */
  tryFirst?(options: Options): number | null
  /** Items per second, where the operator set a pace; null as fast as it goes. */
  pace?(options: Options): number | null
  /** Called once, in the transaction that makes the job, when its leads are frozen. */
  begin?(tx: TransactionSql, scope: RunningScope, options: Options, campaigns: readonly string[]): Promise<void>
  /** Called once, in the transaction that ends the job. */
  finish?(tx: TransactionSql, scope: RunningScope, options: Options): Promise<void>
}
