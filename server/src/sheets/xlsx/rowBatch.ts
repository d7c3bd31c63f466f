// Rows on their way from the reading thread: packed, since a clone of a million small objects costs more than reading them.

import type { RawCell } from '@switchyard/core/sheets/rowShaper.ts'
import type { XlsxRow } from '@switchyard/core/sheets/xlsx/sheetXml.ts'

export interface RowBatch {
  /** For each row: its number, how many cells it has, how far it goes beyond the headings, and 1 + the column that was cut. */
  readonly rows: Int32Array
  readonly texts: readonly string[]
  /** By cell, an index of `kinds`. */
  readonly kinds: Uint8Array
}

const kinds = [
  'blank',
  'text',
  'number',
  'date',
  'boolean',
  'formula',
  'error',
] as const satisfies readonly RawCell['kind'][]
const perRow = 4

export function packRows(rows: readonly XlsxRow[]): RowBatch {
  const cells = rows.flatMap((row) => row.cells)
  return {
    rows: Int32Array.from(
      rows.flatMap(({ row, cells, beyond, cutColumn }) => [row, cells.length, beyond, (cutColumn ?? -1) + 1]),
    ),
    texts: cells.map(({ text }) => text),
    kinds: Uint8Array.from(cells, ({ kind }) => kinds.indexOf(kind)),
  }
}

export function* unpackRows({ rows, texts, kinds: indexes }: RowBatch): Generator<XlsxRow> {
  let at = 0
  for (let place = 0; place < rows.length; place += perRow) {
    const [row = 0, length = 0, beyond = 0, cut = 0] = rows.subarray(place, place + perRow)
    const cells: RawCell[] = []
    for (const end = at + length; at < end; at += 1) {
      cells.push({ text: texts[at] ?? '', kind: kinds[indexes[at] ?? 0] ?? 'blank' })
    }
    yield { row, cells, beyond, cutColumn: cut === 0 ? null : cut - 1 }
  }
}
