// Reads an uploaded file: its rows into the database, then what each of them would do. Whoever reads shows every page that it is alive
// and still wanted; what was asked for anew meanwhile, or taken over by another process, is let go.

import type { Sql, TransactionSql } from 'postgres'

import { countVerdicts, noVerdicts } from '@switchyard/core/imports/countVerdicts.ts'
import type { OpenedSheet, SheetRow } from '@switchyard/core/sheets/sheet.ts'

import { databaseNow } from '../db/clock.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { insertRows, rowsAfter, writeVerdicts } from './fileRows.ts'
import { forecastImport } from './forecast.ts'
import type { ImportRef, StoredImport } from './importRow.ts'
import { judgeRows } from './judgeRows.ts'
import { linkRows } from './linkRows.ts'
import { rowPlanOf } from './rowPlan.ts'

const page = 1000

export class Overtaken extends Error {}

/** `sheet` null: the rows are there already, only what they do is judged anew. */
export async function readImportFile(
  sql: Sql,
  setup: AccountSetup,
  item: StoredImport,
  sheet: OpenedSheet | null,
): Promise<void> {
  const rows = sheet ? await readRows(sql, item, sheet) : (item.counts.rows ?? 0)
  await judgeFile(sql, setup, item, rows)
}

/** How many there are. */
async function readRows(sql: Sql, item: StoredImport, sheet: OpenedSheet): Promise<number> {
  await whileMine(
    sql,
    item,
    {},
    (tx) => tx`
      DELETE FROM import_rows r WHERE r.account_id = ${item.accountId} AND r.import_id = ${item.id}::bigint`,
  )
  let rows: SheetRow[] = []
  let bytes = 0
  let read = 0
  const flush = async () => {
    read += rows.length
    await whileMine(sql, item, { rows: read }, (tx) => insertRows(tx, item, rows))
    rows = []
    bytes = 0
  }
  for await (const row of sheet.rows()) {
    rows.push(row)
    bytes += row.cells.reduce((sum, { text }) => sum + text.length, 0)
    if (rows.length >= page || bytes > 4_000_000) await flush()
  }
  if (rows.length > 0) await flush()
  return read
}

async function judgeFile(sql: Sql, setup: AccountSetup, item: StoredImport, all: number): Promise<void> {
  const plan = rowPlanOf(item, setup)
  const judging = { setup, item, plan, lock: false }
  const links = await linkRows(sql, setup, item, plan)
  const forecast = forecastImport(judging)
  let counts = noVerdicts
  for (let after = 0; ;) {
    const rows = (await rowsAfter(sql, item, after, page)).map((row) => ({ ...row, ...links.of(row) }))
    const [end] = rows.slice(-1)
    if (!end) break
    after = end.row
    const judged = await sql.begin((tx) => judgeRows(tx, judging, rows))
    counts = countVerdicts(
      counts,
      judged.map((one) => one.judged),
    )
    forecast.add(judged, databaseNow())
    await whileMine(sql, item, { ...counts, rows: Math.max(all, counts.rows) }, (tx) =>
      writeVerdicts(
        tx,
        item,
        judged.map(({ row, judged: verdict, lead }) => ({ ...row, leadId: lead?.id ?? null, judged: verdict })),
      ),
    )
    if (counts.rows === page) await foretell(sql, item, judging, judged)
  }
  const outcomes = await sql.begin((tx) => forecast.end(tx))
  const done = await sql`
    UPDATE imports m
    SET state = 'ready', counts = ${JSON.stringify(counts)}::text::jsonb, outcomes = ${JSON.stringify(outcomes)}::text::jsonb
    WHERE ${still(sql, item)}`
  if (done.count === 0) throw new Overtaken()
}

/** What the first rows of a big file come to is known long before the rest. */
async function foretell(
  sql: Sql,
  item: StoredImport,
  judging: Parameters<typeof forecastImport>[0],
  judged: Parameters<ReturnType<typeof forecastImport>['add']>[0],
): Promise<void> {
  const first = forecastImport(judging)
  first.add(judged, databaseNow())
  const outcomes = await sql.begin((tx) => first.end(tx))
  await sql`
    UPDATE imports m SET outcomes = ${JSON.stringify(outcomes)}::text::jsonb WHERE ${still(sql, item)}`
}

/** Whoever asks for another reading waits for `work`, and then nothing more comes of this one. */
async function whileMine(
  sql: Sql,
  item: StoredImport,
  counts: object,
  work: (tx: TransactionSql) => Promise<unknown>,
): Promise<void> {
  await sql.begin(async (tx) => {
    const mine = await tx`
      UPDATE imports m SET beat_at = now(), counts = ${JSON.stringify(counts)}::text::jsonb WHERE ${still(tx, item)}`
    if (mine.count === 0) throw new Overtaken()
    await work(tx)
  })
}

function still(sql: Sql | TransactionSql, { accountId, id, version }: ImportRef & { readonly version: number }) {
  return sql`m.account_id = ${accountId} AND m.id = ${id}::bigint AND m.version = ${version} AND m.state = 'reading'`
}
