// GET /v1/imports/{id}/file: the file as it came, or its failing rows; in parts, so that memory does not grow with it.

import { Readable } from 'node:stream'

import { importId } from '@switchyard/contract/imports/id.ts'
import { importFileQuery, showImportFile } from '@switchyard/contract/imports/file.ts'
import { parseWith } from '@switchyard/contract/issues.ts'
import { byteOrderMark, csvLine } from '@switchyard/core/csv/csvLine.ts'

import type { Database } from '../db/database.ts'
import { invalid, notFound } from '../http/problem.ts'
import { handleRaw, type Route } from '../http/route.ts'
import { failedRows, type FailedRow, type FailedRows } from './failedRows.ts'
import { failedWorkbook } from './failedWorkbook.ts'
import { fileParts } from './files.ts'
import { readImport, type ImportRef } from './importRow.ts'
import { readKept } from './show.ts'

export function importFileRoute(db: Database): Route {
  return handleRaw(showImportFile, async ({ caller, request, reply }) => {
    if (!caller) throw new Error('A file is asked for without a body, by a known caller')
    const params = parseWith(importId, request.params)
    if (!params.ok) throw notFound('This import')
    const query = parseWith(importFileQuery, request.query)
    if (!query.ok) throw invalid(query.problems)
    const { accountId } = caller
    const { id } = params.value
    const { item, kept } = await db.asAccount(accountId, async (tx) => {
      const found = await readImport(tx, { accountId, id })
      if (!found) throw notFound(`Import ${id}`)
      return { item: found, kept: (await readKept(tx, [found])).has(id) }
    })
    const base = item.fileName.replace(/\.(?:csv|txt|tsv|xlsx)$/i, '')
    if (query.value.rows === 'failed') {
      const rows = failedRows(item)
      const format = query.value.format ?? item.format
      const name = `${base}-failed.${format}`
      if (format === 'xlsx') {
        const workbook = await failedWorkbook(rows, pagesOf(db, item, rows))
        return reply.header('content-disposition', attachment(name)).type(xlsxType).send(workbook)
      }
      return reply
        .header('content-disposition', attachment(name))
        .type('text/csv; charset=utf-8')
        .send(Readable.from(failedLines(rows, pagesOf(db, item, rows)), { objectMode: false }))
    }
    if (!kept) throw notFound(`The file of import ${id}`)
    return reply
      .header('content-disposition', attachment(item.fileName))
      .header('content-length', item.fileBytes)
      .type(item.format === 'csv' ? 'text/csv' : xlsxType)
      .send(Readable.from(fileParts(db.engine, item), { objectMode: false }))
  })
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function* failedLines(
  { headings }: FailedRows,
  pages: AsyncIterable<readonly FailedRow[]>,
): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(headings, false)
  for await (const rows of pages) yield rows.map(({ cells }) => csvLine(cells, false)).join('')
}

async function* pagesOf(
  db: Database,
  { accountId }: ImportRef,
  failed: FailedRows,
): AsyncGenerator<readonly FailedRow[]> {
  for (let after = 0; ;) {
    const from = after
    const rows = await db.asAccount(accountId, (tx) => failed.page(tx, from))
    const [last] = rows.slice(-1)
    if (!last) return
    after = last.row
    yield rows
  }
}

function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w. -]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`
}
