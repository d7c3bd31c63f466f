// A row of a file, and the lead that it is about, as they are judged.

import type { CellWarning } from '../sheets/sheet.ts'

export interface FileRow {
  /** As a spreadsheet counts. */
  readonly row: number
  /** Texts as they stand in the file, one for each column. */
  readonly cells: readonly string[]
  /** By column, of values that a spreadsheet may have damaged, or that are errors of its own. */
  readonly flags: Readonly<Record<number, CellWarning | 'error'>>
  /** What is wrong with the row as a whole. */
  readonly problem: { readonly code: string; readonly message: string } | null
  /** A later row is about the same lead. */
  readonly supersededBy: number | null
  /** Of whom it is a duplicate, in words, where the policy leaves such rows out. */
  readonly twin: string | null
}

/** A lead as it stands at the moment, with what a download would show of it. */
export interface LeadNow {
  readonly id: string
  readonly campaign: string
  readonly status: 'processing' | 'accepted' | 'rejected' | 'quarantined' | 'errored'
  readonly revision: number
  readonly erased: boolean
  /** By field key, and by the headings of the platform's own columns; a field without a value is missing. */
  readonly shown: Readonly<Record<string, string>>
}

/** How rows are to be read. */
export interface RowPlan {
  readonly campaign: string
  /** One for each column. */
  readonly columns: readonly { readonly name: string; readonly target: string | null }[]
  /** Keys of the campaign's fields. */
  readonly fields: ReadonlySet<string>
  readonly blanksClear: boolean
  readonly updateAccepted: boolean
}

export type Verdict =
  | 'update'
  | 'unchanged'
  | 'create'
  | 'unknownId'
  | 'alreadyAccepted'
  | 'conflict'
  | 'superseded'
  | 'duplicate'
  | 'invalid'

export interface Judged {
  readonly verdict: Verdict
  /** What the lead would get, by field key; null clears. Of a new lead: all its values. */
  readonly values: Readonly<Record<string, string | null>>
  readonly changes: readonly { readonly field: string; readonly from: string; readonly to: string }[]
  readonly ignored: readonly { readonly column: string; readonly from: string; readonly to: string }[]
  /** Why nothing is done. */
  readonly error: { readonly code: string; readonly column: string | null; readonly message: string } | null
}
