// GET /v1/lists

import type { TransactionSql } from 'postgres'

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { listsOverview as overviewEndpoint } from '@switchyard/contract/lists/overview.ts'
import { coverageOf } from '@switchyard/core/lists/coverage.ts'
import { missingCells } from '@switchyard/core/lists/mapperCells.ts'
import { unknownValues } from '@switchyard/core/lists/unknownValues.ts'

import { mappersOf } from '../resolve/listsOf.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { countRefused } from './countRefused.ts'
import { byValue, countValues } from './countValues.ts'
import { mapperUses, placesThrough } from './mapperUses.ts'
import { placesOf, type Place } from './places.ts'
import { seenSpellings } from './seenSpellings.ts'

/** Fewer than a list's own page looks at: here all of them are asked for at once. */
const mostLeads = 50_000

type Overview = OutputOf<typeof overviewEndpoint>

export interface OverviewTimes {
  /** Since when unknown values are told. */
  readonly unknownSince: Date
  /** Since when coverage is told. */
  readonly coverageSince: Date
}

/** Runs in the account's own transaction. */
export async function listsOverview(
  tx: TransactionSql,
  setup: AccountSetup,
  { unknownSince, coverageSince }: OverviewTimes,
): Promise<Overview> {
  const written = await readWritten(tx)
  const lists = [...setup.picklists].map(([key, list]) => ({ key, list, places: placesOf(setup, key) }))
  const mappers = [...setup.mappers].map(([key, doc]) => {
    const uses = mapperUses(setup, key)
    return { key, doc, uses, places: placesThrough(setup, doc, uses) }
  })
  const accepted = await countValues(tx, distinct(lists.flatMap(({ places }) => places)), unknownSince, mostLeads)
  const recent = await countValues(tx, distinct(mappers.flatMap(({ places }) => places)), coverageSince, mostLeads)
  const refused = await countRefused(tx, null, unknownSince)
  const refusedOf = Map.groupBy(refused.spellings, ({ list }) => list)
  return {
    complete: accepted.complete && recent.complete && refused.complete,
    picklists: lists.flatMap(({ key, list, places }) => {
      const stamp = written.get(`picklist ${key}`)
      if (!stamp) return []
      const own = mappersOf(setup, key)
      const unknown = unknownValues(list, seenSpellings(places, refusedOf.get(key) ?? [], accepted.values))
      return {
        key,
        name: list.name,
        locked: list.locked === true,
        values: list.values.length,
        synonyms: list.values.reduce((sum, { synonyms }) => sum + synonyms.length, 0),
        campaigns: [...new Set(places.map(({ campaign }) => campaign))],
        mappers: own,
        missingCells: own.reduce(
          (sum, one) => sum + missingCells(setup.mappers.get(one) ?? { pairs: {} }, list).length,
          0,
        ),
        unknown: { values: unknown.length, leads: unknown.reduce((sum, { leads }) => sum + leads, 0) },
        ...stamp,
      }
    }),
    mappers: mappers.flatMap(({ key, doc, uses, places }) => {
      const stamp = written.get(`mapper ${key}`)
      if (!stamp) return []
      const { leads, covered, percent } = coverageOf(doc, byValue(recent.values, places))
      const list = doc.picklist === undefined ? undefined : setup.picklists.get(doc.picklist)
      return {
        key,
        picklist: doc.picklist ?? null,
        pairs: Object.keys(doc.pairs).length,
        missing: typeof doc.missing === 'object' ? ('default' as const) : doc.missing,
        missingCells: list ? missingCells(doc, list).length : 0,
        deliveries: uses.map(({ delivery }) => delivery),
        leads,
        covered,
        coverage: percent,
        ...stamp,
      }
    }),
  }
}

function distinct(places: readonly Place[]): Place[] {
  return [...new Map(places.map(({ campaign, field }) => [`${campaign} ${field}`, { campaign, field }])).values()]
}

/** By "kind key". */
async function readWritten(
  tx: TransactionSql,
): Promise<ReadonlyMap<string, { readonly version: number; readonly updatedAt: string; readonly updatedBy: string }>> {
  const rows = await tx<{ kind: string; key: string; version: number; updatedAt: Date; updatedBy: string }[]>`
    SELECT s.kind, s.key, s.version, s.updated_at AS "updatedAt", s.updated_by AS "updatedBy" FROM setup s
    WHERE s.account_id = current_account() AND s.kind IN ('picklist', 'mapper')`
  return new Map(
    rows.map(({ kind, key, version, updatedAt, updatedBy }) => [
      `${kind} ${key}`,
      { version, updatedAt: updatedAt.toISOString(), updatedBy },
    ]),
  )
}
