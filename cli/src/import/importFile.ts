// A CSV file as leads. The file is read twice: once to see that all of it can be read, then to send it, so that a mistake in
// the last row is known before the first lead is in.

import { chooseEncoding } from '@switchyard/core/csv/chooseEncoding.ts'
import { findDelimiter } from '@switchyard/core/csv/findDelimiter.ts'
import { decodeBeginning } from '@switchyard/core/csv/textDecoder.ts'
import type { Api } from '../api.ts'
import { inspectFile } from '../csv/inspectFile.ts'
import { CsvFileError, type CsvFormat, readRows } from '../csv/readRows.ts'
import { type BatchItem, collectBatches } from './collectBatches.ts'
import { inFlight } from './inFlight.ts'
import { type ColumnPlan, type ColumnWishes, type KnownField, planColumns } from './planColumns.ts'
import type { RowReport } from './rowReport.ts'
import { type RowOptions, rowToLead } from './rowToLead.ts'
import { sendBatch } from './sendBatch.ts'
import { createTally, type RowOutcome, type Totals } from './tally.ts'

export interface ImportRequest {
  readonly path: string
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly wishes: ColumnWishes
  readonly rowOptions: Omit<RowOptions, 'fileDigest'>
  /** Fields of the campaign; null when the key may not read it. */
  readonly fields: readonly KnownField[] | null
}

export interface PreparedImport {
  readonly format: CsvFormat
  readonly header: readonly string[]
  readonly rows: number
  readonly plan: ColumnPlan
  readonly fileDigest: string
}

export type Preparation =
  | { readonly kind: 'ready'; readonly prepared: PreparedImport }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

/** Sends nothing. */
export async function prepareImport(request: ImportRequest): Promise<Preparation> {
  const file = await inspectFile(request.path)
  const choice = chooseEncoding(file, request.encoding)
  if (choice.kind === 'refused') return { kind: 'refused', problems: [choice.reason] }
  const delimiter = request.delimiter ?? findDelimiter(decodeBeginning(file.head, choice.encoding))
  const format = { encoding: choice.encoding, delimiter }
  let header: readonly string[] | null = null
  let rows = 0
  try {
    for await (const { row, cells } of readRows(request.path, format)) {
      if (row === 0) header = cells
      else rows += 1
    }
  } catch (error) {
    if (error instanceof CsvFileError) return { kind: 'refused', problems: [error.message] }
    throw error
  }
  if (header === null || rows === 0) return { kind: 'refused', problems: ['The file has no rows below its header.'] }
  const planning = planColumns(header, request.fields, request.wishes)
  if (planning.kind === 'refused') return planning
  return { kind: 'ready', prepared: { format, header, rows, plan: planning.plan, fileDigest: file.sha256 } }
}

const batchesInFlight = 4

/** Throws what stops it; `totals` of the tally so far go to `onProgress`. */
export async function runImport(
  api: Api,
  request: ImportRequest,
  prepared: PreparedImport,
  report: RowReport | null,
  onProgress: (totals: Totals) => void,
): Promise<Totals> {
  const tally = createTally()
  const settle = async (row: number, outcome: RowOutcome) => {
    tally.add(row, outcome)
    await report?.add(row, outcome)
  }
  const options = { ...request.rowOptions, fileDigest: prepared.fileDigest }
  async function* items(): AsyncGenerator<BatchItem> {
    for await (const { row, cells } of readRows(request.path, prepared.format)) {
      if (row === 0) continue
      const result = rowToLead(row, cells, prepared.header.length, prepared.plan, options)
      if (result.kind === 'lead') yield { row, lead: result.lead }
      else await settle(row, { kind: 'failed', code: 'ragged_row', reason: result.reason })
    }
  }
  await inFlight(collectBatches(items()), batchesInFlight, async (batch) => {
    const outcomes = await sendBatch(api, batch)
    for (const [index, { row }] of batch.entries()) {
      const outcome = outcomes[index]
      if (outcome !== undefined) await settle(row, outcome)
    }
    onProgress(tally.totals())
  })
  return tally.totals()
}
