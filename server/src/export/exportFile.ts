// The file of an export in either format: begun, continued, ended. All of it in the transactions of the job.

import type { TransactionSql } from 'postgres'

import type { ExportOptions } from '@switchyard/contract/jobs/actions/export.ts'
import { byteOrderMark, csvLine } from '@switchyard/core/csv/csvLine.ts'
import type { WrittenCell } from '@switchyard/core/sheets/workbook/plan.ts'

import type { AccountSetup } from '../setup/compile.ts'
import { addRows, beginWorkbook, endWorkbook } from '../sheets/workbook/workbookFile.ts'
import { campaignsOfJob, defaultColumns } from './columns.ts'
import {
  addPart,
  addParts,
  closeFile,
  type FileState,
  firstParts,
  type JobRef,
  readFileState,
  removeLastPart,
  writeFileState,
} from './fileParts.ts'
import { leadCells, type LeadCells } from './leadCells.ts'
import type { ExportedLead } from './readExported.ts'
import { sheetCells } from './sheetCells.ts'
import { workbookPlan } from './workbookPlan.ts'

export interface ExportScope extends JobRef {
  readonly setup: AccountSetup
  readonly options: ExportOptions
}

const csvType = 'text/csv; charset=utf-8'
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Writes the heading. */
export async function beginFile(
  tx: TransactionSql,
  scope: ExportScope,
  campaigns: readonly string[],
): Promise<FileState> {
  const { setup, options } = scope
  const columns = options.columns ?? defaultColumns(setup, campaigns)
  const begun =
    options.format === 'xlsx' ? await beginXlsx(tx, scope, columns, campaigns) : await beginCsv(tx, scope, columns)
  await writeFileState(tx, scope, begun)
  return begun
}

export interface RowFailure {
  readonly outcome: 'notMapped' | 'tooLong'
  readonly reason: string
}

/** One answer for each lead: null where its row stands in the file. */
export async function addLeads(
  tx: TransactionSql,
  scope: ExportScope,
  leads: readonly ExportedLead[],
): Promise<readonly (RowFailure | null)[]> {
  const state = await reopened(tx, scope, await fileOf(tx, scope))
  const { setup, options } = scope
  const rows = leadCells(setup, leads, { columns: state.columns, mapper: options.mapper ?? null })
  return state.workbook === null
    ? addCsvRows(tx, scope, rows)
    : addXlsxRows(tx, scope, { ...state, workbook: state.workbook }, leads, rows)
}

export async function endFile(tx: TransactionSql, scope: ExportScope): Promise<void> {
  const state = await fileOf(tx, scope)
  if (state.workbook && !state.isEnded) {
    await addParts(tx, scope, await endWorkbook(state.workbook))
    await writeFileState(tx, scope, { ...state, isEnded: true })
  }
  await closeFile(tx, scope, state)
}

/** A file that went with an erased lead, and leads that are tried again afterwards, make a new one. */
async function fileOf(tx: TransactionSql, scope: ExportScope): Promise<FileState> {
  const state = await readFileState(tx, scope)
  return state ?? (await beginFile(tx, scope, await campaignsOfJob(tx, scope.accountId, scope.jobId)))
}

/** Leads that failed are tried again after the file was whole: a workbook's ends are taken off, and come again behind them. */
async function reopened(tx: TransactionSql, scope: ExportScope, state: FileState): Promise<FileState> {
  if (!state.isEnded) return state
  for (const first of Object.values(firstParts)) await removeLastPart(tx, scope, first)
  return { ...state, isEnded: false }
}

async function beginCsv(tx: TransactionSql, job: JobRef, columns: readonly string[]): Promise<FileState> {
  await addPart(tx, job, firstParts.sheet, Buffer.from(byteOrderMark + csvLine(columns, false)))
  return { name: `leads-${job.jobId}.csv`, type: csvType, columns, workbook: null, isEnded: false }
}

async function beginXlsx(
  tx: TransactionSql,
  scope: ExportScope,
  columns: readonly string[],
  campaigns: readonly string[],
): Promise<FileState> {
  const { setup, options, jobId } = scope
  const isMapped = options.mapper !== undefined
  const { state, bytes } = await beginWorkbook(workbookPlan(setup, { columns, campaigns, isMapped, raw: options.raw }))
  await addParts(tx, scope, bytes)
  return { name: `leads-${jobId}.xlsx`, type: xlsxType, columns, workbook: state, isEnded: false }
}

async function addCsvRows(
  tx: TransactionSql,
  scope: ExportScope,
  rows: readonly LeadCells[],
): Promise<readonly (RowFailure | null)[]> {
  const { raw } = scope.options
  const text = rows.map((row) => ('cells' in row ? csvLine(row.cells, raw) : '')).join('')
  await addPart(tx, scope, firstParts.sheet, Buffer.from(text))
  return rows.map((row) => ('failed' in row ? notMapped(row.failed) : null))
}

async function addXlsxRows(
  tx: TransactionSql,
  scope: ExportScope,
  state: FileState & { readonly workbook: NonNullable<FileState['workbook']> },
  leads: readonly ExportedLead[],
  rows: readonly LeadCells[],
): Promise<readonly (RowFailure | null)[]> {
  const { raw } = scope.options
  const written: (readonly WrittenCell[])[] = []
  const answers = rows.map((row, index): RowFailure | null => {
    if ('failed' in row) return notMapped(row.failed)
    const lead = leads[index]
    const failures = lead && lead.status !== 'accepted' ? lead.failures : []
    const cells = sheetCells(row.cells, { columns: state.columns, raw, failures })
    if ('failed' in cells) return { outcome: 'tooLong', reason: cells.failed }
    written.push(cells)
    return null
  })
  const step = await addRows(state.workbook, written)
  await addParts(tx, scope, step.bytes)
  await writeFileState(tx, scope, { ...state, workbook: step.state })
  return answers
}

function notMapped(reason: string): RowFailure {
  return { outcome: 'notMapped', reason }
}
