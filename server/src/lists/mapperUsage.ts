// GET /v1/mappers/{key}/usage

import type { TransactionSql } from 'postgres'

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { mapperUsage as usageEndpoint } from '@switchyard/contract/mappers/usage.ts'
import { coverageOf } from '@switchyard/core/lists/coverage.ts'
import { missingCells, strangePairs } from '@switchyard/core/lists/mapperCells.ts'
import type { Mapper } from '@switchyard/core/setup/lists.ts'

import type { AccountSetup } from '../setup/compile.ts'
import { byValue, countValues } from './countValues.ts'
import { mapperUses, placesThrough } from './mapperUses.ts'

export interface MapperInTime {
  readonly key: string
  readonly doc: Mapper
  readonly days: number
  readonly since: Date
}

const mostValues = 1000

/** Runs in the account's own transaction. */
export async function mapperUsage(
  tx: TransactionSql,
  setup: AccountSetup,
  { key, doc, days, since }: MapperInTime,
): Promise<OutputOf<typeof usageEndpoint>> {
  const uses = mapperUses(setup, key)
  const places = placesThrough(setup, doc, uses)
  const { values: counted, complete } = await countValues(tx, places, since)
  const { leads, covered, percent, values } = coverageOf(doc, byValue(counted, places))
  const list = doc.picklist === undefined ? undefined : setup.picklists.get(doc.picklist)
  return {
    mapper: key,
    picklist: doc.picklist ?? null,
    days,
    complete,
    deliveries: uses.map(({ delivery, campaign, status }) => ({ delivery, campaign, status })),
    campaigns: places.map(({ campaign, field }) => ({ campaign, field })),
    leads,
    covered,
    coverage: percent,
    values: values.slice(0, mostValues).map(({ value, leads: times, to }) => ({ value, leads: times, to })),
    missingCells: list ? missingCells(doc, list) : [],
    strangePairs: list ? strangePairs(doc, list) : [],
  }
}
