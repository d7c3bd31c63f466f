// One row of a file as a lead for the batch endpoint. Pure.

import type { ColumnPlan } from './planColumns.ts'

export interface RowOptions {
  readonly campaign: string
  /** For every row; a supplier column wins where it has a value. */
  readonly supplier: string | null
  readonly consentNo: readonly string[]
  readonly consentYes: readonly string[]
  /** SHA-256 of the file: the same row of the same file is one lead of a campaign, however often it is sent. */
  readonly fileDigest: string
  readonly test: boolean
}

export interface ImportedLead {
  readonly campaign: string
  readonly supplier?: string
  readonly source?: string
  readonly externalId?: string
  readonly fields: Readonly<Record<string, string>>
  readonly consent?: { readonly email?: 'yes' | 'no' | 'unknown'; readonly sms?: 'yes' | 'no' | 'unknown' }
  readonly test?: true
  readonly method: 'import'
  readonly idempotencyKey: string
}

export type RowResult =
  { readonly kind: 'lead'; readonly lead: ImportedLead } | { readonly kind: 'ragged'; readonly reason: string }

/** A row with too few or too many cells is refused: which of its values slipped cannot be known. */
export function rowToLead(
  row: number,
  cells: readonly string[],
  columns: number,
  plan: ColumnPlan,
  options: RowOptions,
): RowResult {
  const surplus = cells.slice(columns).some((cell) => cell.trim() !== '')
  if (cells.length < columns || surplus) {
    return { kind: 'ragged', reason: `The row has ${cells.length} cells, the header has ${columns}.` }
  }
  const cell = (index: number | null) => (index === null ? '' : (cells[index] ?? '').trim())
  const supplier = cell(plan.supplier) || options.supplier || ''
  const source = cell(plan.source)
  const externalId = cell(plan.externalId)
  const fields: Record<string, string> = {}
  for (const { index, field } of plan.fields) {
    const value = cells[index] ?? ''
    // An empty cell is a value that is not there.
    if (value.trim() !== '') fields[field] = value
  }
  const email = plan.consentEmail === null ? null : consentOf(cell(plan.consentEmail), options)
  const sms = plan.consentSms === null ? null : consentOf(cell(plan.consentSms), options)
  return {
    kind: 'lead',
    lead: {
      campaign: options.campaign,
      ...(supplier === '' ? {} : { supplier }),
      ...(source === '' ? {} : { source }),
      ...(externalId === '' ? {} : { externalId }),
      fields,
      ...(email === null && sms === null
        ? {}
        : { consent: { ...(email === null ? {} : { email }), ...(sms === null ? {} : { sms }) } }),
      ...(options.test ? { test: true } : {}),
      method: 'import',
      idempotencyKey: `import:${options.fileDigest}:${options.campaign}:${row}`,
    },
  }
}

/** Words that were not named mean that nothing is known: consent is never assumed. */
function consentOf(word: string, options: RowOptions): 'yes' | 'no' | 'unknown' {
  const is = (words: readonly string[]) => words.some((known) => known.trim().toLowerCase() === word.toLowerCase())
  if (word === '') return 'unknown'
  if (is(options.consentNo)) return 'no'
  return is(options.consentYes) ? 'yes' : 'unknown'
}
