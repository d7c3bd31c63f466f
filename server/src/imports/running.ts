// What a chunk of an import works with.

import type { TransactionSql } from 'postgres'

import type { RowPlan } from '@switchyard/core/imports/fileRow.ts'

import type { ItemResult, RunningScope } from '../jobs/action.ts'
import type { RedeliverParts } from '../jobs/actions/redeliver.ts'
import type { ReadmittingParts } from '../jobs/actions/readmittingParts.ts'
import type { StoredImport } from './importRow.ts'
import type { JudgedRow } from './judgeRows.ts'
import type { KnownLead } from './knownLeads.ts'
import type { NewLead, NewLeadsContext } from './newLeads.ts'

export interface RunRowsParts extends NewLeadsContext, ReadmittingParts, RedeliverParts {
  /** Called after the commit, for whoever watches. */
  readonly leadsChanged: (accountId: string, leadIds: readonly string[]) => void
  readonly leadsMade: (accountId: string, leads: readonly NewLead[]) => void
}

export interface Running {
  readonly tx: TransactionSql
  readonly parts: RunRowsParts
  readonly scope: RunningScope
  readonly item: StoredImport
  readonly plan: RowPlan
  readonly afterCommit: (then: () => void) => void
}

/** A row with the lead that it is about, locked. */
export interface KnownRow {
  readonly row: number
  readonly judged: JudgedRow['judged']
  readonly lead: KnownLead
}

/** By the rows' numbers. */
export type RowResults = ReadonlyMap<number, ItemResult>
