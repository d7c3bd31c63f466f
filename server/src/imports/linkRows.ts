// Which lead each row of a file is about, and which rows are about the same one. Looks at the whole file once.

import type { Sql, TransactionSql } from 'postgres'

import { unguardFormula } from '@switchyard/core/csv/formulaGuard.ts'
import type { RowPlan } from '@switchyard/core/imports/fileRow.ts'
import { cellOf, leadIdOf } from '@switchyard/core/imports/rowValues.ts'

import type { AccountSetup } from '../setup/compile.ts'
import { plainEntry } from '../setup/addEntries.ts'
import { rowsAfter, type StoredRow } from './fileRows.ts'
import type { StoredImport } from './importRow.ts'
import { incomingRow } from './incomingRow.ts'
import { screenArrival } from '../screening/screenArrival.ts'

type Link = Pick<StoredRow, 'leadId' | 'supersededBy' | 'twin'>

export interface Links {
  of(row: StoredRow): Link
}

const page = 1000
const noLink: Link = { leadId: null, supersededBy: null, twin: null }

interface Keyed {
  /** What rows about the same one have in common. */
  readonly identity: string
  /** In words: "email ann@example.com". */
  readonly words: string
  readonly leadId: string | null
}

export async function linkRows(sql: Sql, setup: AccountSetup, item: StoredImport, plan: RowPlan): Promise<Links> {
  const { purpose, options } = item
  const policy = purpose === 'suppression' ? 'skip' : options.duplicates?.policy
  const byKey = purpose === 'suppression' || (options.duplicates !== undefined && policy !== 'create')
  const first = new Map<string, number>()
  const last = new Map<string, number>()
  const keyed = new Map<number, Keyed>()
  const hasIds = plan.columns.some(({ target }) => target === '@leadId')

  for await (const rows of hasIds || byKey ? pagesOf(sql, item) : []) {
    const unnamed: StoredRow[] = []
    for (const row of rows) {
      if (row.problem) continue
      const named = cellOf(row, plan, '@leadId')
      const id = leadIdOf(named)
      if (id !== null) last.set(`id ${id}`, row.row)
      else if (named === '') unnamed.push(row)
    }
    if (!byKey) continue
    for (const [row, key] of await keysOf(sql, setup, item, plan, unnamed)) {
      keyed.set(row, key)
      if (!first.has(key.identity)) first.set(key.identity, row)
      last.set(key.identity, row)
    }
  }

  return {
    of(row) {
      if (row.problem) return noLink
      const id = leadIdOf(cellOf(row, plan, '@leadId'))
      if (id !== null) return { leadId: id, supersededBy: later(last.get(`id ${id}`), row), twin: null }
      const key = keyed.get(row.row)
      if (!key) return noLink
      if (policy === 'update')
        return { leadId: key.leadId, supersededBy: later(last.get(key.identity), row), twin: null }
      const earlier = first.get(key.identity) ?? row.row
      if (earlier < row.row) return { ...noLink, twin: `Row ${earlier} has the same ${key.words}` }
      return { ...noLink, twin: key.leadId === null ? null : `Lead ${key.leadId} has the same ${key.words}` }
    },
  }
}

async function* pagesOf(sql: Sql, item: StoredImport): AsyncGenerator<readonly StoredRow[]> {
  for (let after = 0; ;) {
    const rows = await rowsAfter(sql, item, after, page)
    const [end] = rows.slice(-1)
    if (!end) return
    after = end.row
    yield rows
  }
}

function later(row: number | undefined, than: StoredRow): number | null {
  return row !== undefined && row > than.row ? row : null
}

/** Rows without a value for the key are missing. */
async function keysOf(
  sql: Sql | TransactionSql,
  setup: AccountSetup,
  item: StoredImport,
  plan: RowPlan,
  rows: readonly StoredRow[],
): Promise<ReadonlyMap<number, Keyed>> {
  if (item.purpose === 'suppression') {
    return new Map(
      rows.flatMap((row) => {
        const entry = plainEntry(unguardFormula(cellOf(row, plan, '@entry')))
        return entry === '' ? [] : [[row.row, { identity: entry.toLowerCase(), words: 'entry', leadId: null }] as const]
      }),
    )
  }
  const { duplicates } = item.options
  const campaign = setup.campaigns.get(plan.campaign)
  if (!duplicates || campaign?.fault !== null) return new Map()
  const { key } = duplicates
  const values = rows.flatMap((row) => {
    const incoming = incomingRow(row, item, plan, new Date(0))
    const { screened } = screenArrival({ incoming, setup, campaign }, '0')
    const value = key === 'externalId' ? incoming.externalId : screened[key]
    return value === null || value === '' ? [] : [{ row: row.row, value: value.toLowerCase() }]
  })
  const found = await leadsBy(sql, setup.accountId, plan.campaign, key, [...new Set(values.map(({ value }) => value))])
  const words = key === 'externalId' ? 'external id' : key
  return new Map(
    values.map(({ row, value }) => [
      row,
      { identity: `${key} ${value}`, words: `${words} ${value}`, leadId: found.get(value) ?? null },
    ]),
  )
}

/** Numbers are ASCII: they are looked for by their end, see the migrations. */
function backwards(number: string): string {
  return Array.from({ length: number.length }, (_, index) => number.charAt(number.length - 1 - index)).join('')
}

/** The newest lead of the campaign by each value. */
async function leadsBy(
  sql: Sql | TransactionSql,
  accountId: string,
  campaign: string,
  key: 'email' | 'phone' | 'externalId',
  values: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (values.length === 0) return new Map()
  const wanted = key === 'phone' ? values.map(backwards) : [...values]
  const column = { email: sql`l.email_key`, phone: sql`l.phone_end`, externalId: sql`l.external_key` }[key]
  const rows = await sql<{ id: string; value: string }[]>`
    SELECT DISTINCT ON (${column}) l.id::text AS id, ${key === 'phone' ? sql`l.phone` : column} AS value FROM leads l
    WHERE l.account_id = ${accountId} AND l.campaign = ${campaign} AND ${column} = ANY(${wanted}::text[]) AND l.erased_at IS NULL
    ORDER BY ${column}, l.received_at DESC, l.id DESC`
  return new Map(rows.map(({ id, value }) => [value, id]))
}
