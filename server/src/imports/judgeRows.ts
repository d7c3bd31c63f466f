// What rows of a file do, by the purpose of the import. Asked for the preview, and again for each chunk of the run.

import type { TransactionSql } from 'postgres'

import { assertNever } from '@switchyard/core/assert.ts'
import { unguardFormula } from '@switchyard/core/csv/formulaGuard.ts'
import type { Judged, RowPlan } from '@switchyard/core/imports/fileRow.ts'
import { judgeRow } from '@switchyard/core/imports/judgeRow.ts'
import { cellOf } from '@switchyard/core/imports/rowValues.ts'

import { decideReturn } from '../returns/decideReturn.ts'
import { knownReason, readReturnReasons } from '../returns/reasons.ts'
import { entryDigest } from '../screening/suppression.ts'
import { plainEntry } from '../setup/addEntries.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { StoredRow } from './fileRows.ts'
import type { StoredImport } from './importRow.ts'
import { readKnownLeads, sameValueIn, type KnownLead } from './knownLeads.ts'

export interface JudgedRow {
  readonly row: StoredRow
  readonly judged: Judged
  /** The lead that it is about, as it stands. */
  readonly lead: KnownLead | null
}

export interface Judging {
  readonly setup: AccountSetup
  readonly item: StoredImport
  readonly plan: RowPlan
  /** The leads are to be changed in this transaction. */
  readonly lock: boolean
}

/** One for each row, in order. */
export async function judgeRows(
  tx: TransactionSql,
  judging: Judging,
  rows: readonly StoredRow[],
): Promise<readonly JudgedRow[]> {
  const { setup, item, plan, lock } = judging
  const { purpose } = item
  if (purpose === 'suppression') return judgeEntries(tx, judging, rows)
  const known = await readKnownLeads(
    tx,
    setup,
    rows.flatMap(({ leadId, supersededBy }) => (leadId === null || supersededBy !== null ? [] : [leadId])),
    lock,
  )
  const leadOf = (row: StoredRow) => (row.leadId === null ? null : (known.get(row.leadId) ?? null))
  switch (purpose) {
    case 'leads':
    case 'resolve': {
      const isSame = sameValueIn(setup, known)
      return rows.map((row) => ({ row, judged: judgeRow(row, leadOf(row), plan, isSame), lead: leadOf(row) }))
    }
    case 'returns': {
      const reasons = await readReturnReasons(tx, setup.accountId)
      return rows.map((row) => {
        const lead = leadOf(row)
        return { row, judged: judgeReturn(row, lead, judging, (text) => knownReason(reasons, text)), lead }
      })
    }
    default:
      return assertNever(purpose)
  }
}

export const reasonField = '@reason'
export const buyerField = '@buyer'
export const entryField = '@entry'

function judgeReturn(
  row: StoredRow,
  lead: KnownLead | null,
  { item, plan }: Judging,
  reasonNamed: (text: string) => string | null,
): Judged {
  // A return says nothing about values: neither fields nor revisions are looked at.
  const onlyIds = {
    ...plan,
    fields: new Set<string>(),
    columns: plan.columns.filter(({ target }) => target === '@leadId'),
  }
  const ids = { ...row, cells: [cellOf(row, plan, '@leadId')], flags: {} }
  const whole = judgeRow(ids, lead, { ...onlyIds, updateAccepted: true }, () => true)
  if (whole.verdict !== 'unchanged' || !lead) {
    const message = 'The row names no lead'
    return whole.verdict === 'create' || whole.error?.code === 'empty'
      ? invalid('no_lead_id', '@leadId', plan, message)
      : whole
  }
  const text = cellOf(row, plan, reasonField) || (item.options.reason ?? '')
  if (text === '') return invalid('no_reason', reasonField, plan, 'The row says no reason for the return')
  const reason = reasonNamed(text)
  if (reason === null)
    return invalid('unknown_reason', reasonField, plan, `'${text}' is not one of the reasons for returns`)
  const buyer = cellOf(row, plan, buyerField) || item.options.buyer
  const decision = decideReturn(lead.stored.dispatches, buyer)
  if (decision.kind === 'leaveOut') return invalid('not_returnable', '@leadId', plan, decision.words)
  return {
    verdict: 'update',
    values: { [reasonField]: reason, [buyerField]: buyer ?? null },
    changes: [{ field: reasonField, from: '', to: reason }],
    ignored: [],
    error: null,
  }
}

function invalid(code: string, target: string, plan: RowPlan, message: string): Judged {
  const column = plan.columns.find((one) => one.target === target)?.name ?? null
  return { verdict: 'invalid', values: {}, changes: [], ignored: [], error: { code, column, message } }
}

const longestEntry = 500

async function judgeEntries(
  tx: TransactionSql,
  { setup, item, plan }: Judging,
  rows: readonly StoredRow[],
): Promise<readonly JudgedRow[]> {
  const entries = rows.map((row) => plainEntry(unguardFormula(cellOf(row, plan, entryField))))
  const digests = entries.map((entry) => entryDigest(entry).toString('hex'))
  const there = await tx<{ digest: string }[]>`
    SELECT encode(e.digest, 'hex') AS digest FROM suppression_entries e
    WHERE e.account_id = ${setup.accountId} AND e.list = ${item.options.list ?? ''}
      AND e.digest IN (SELECT decode(d, 'hex') FROM unnest(${digests}::text[]) d)`
  const known = new Set(there.map(({ digest }) => digest))
  return rows.map((row, index) => {
    const entry = entries[index] ?? ''
    const twin = row.twin === null ? null : { code: 'duplicate', column: null, message: row.twin }
    const judged = ((): Judged => {
      if (row.problem) return { ...nothing, verdict: 'invalid', error: { ...row.problem, column: null } }
      if (entry === '') return invalid('empty', entryField, plan, 'The row has no entry')
      if (entry.length > longestEntry)
        return invalid('too_long', entryField, plan, 'An entry has at most 500 characters')
      if (twin) return { ...nothing, verdict: 'duplicate', error: twin }
      if (known.has(digests[index] ?? '')) return nothing
      return {
        ...nothing,
        verdict: 'create',
        values: { [entryField]: entry },
        changes: [{ field: entryField, from: '', to: entry }],
      }
    })()
    return { row, judged, lead: null }
  })
}

const nothing: Judged = { verdict: 'unchanged', values: {}, changes: [], ignored: [], error: null }
