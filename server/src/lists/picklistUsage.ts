// GET /v1/picklists/{key}/usage

import type { TransactionSql } from 'postgres'

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { picklistUsage as usageEndpoint } from '@switchyard/contract/picklists/usage.ts'
import { missingCells } from '@switchyard/core/lists/mapperCells.ts'
import type { Picklist } from '@switchyard/core/setup/lists.ts'

import { mappersOf } from '../resolve/listsOf.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { byValue, countValues } from './countValues.ts'
import { mapperUses } from './mapperUses.ts'
import { placesOf } from './places.ts'
import { sendsField } from './sendsField.ts'

export interface ListInTime {
  readonly key: string
  readonly list: Picklist
  readonly days: number
  readonly since: Date
}

/** Runs in the account's own transaction. */
export async function picklistUsage(
  tx: TransactionSql,
  setup: AccountSetup,
  { key, list, days, since }: ListInTime,
): Promise<OutputOf<typeof usageEndpoint>> {
  const places = placesOf(setup, key)
  const { values: counted, complete } = await countValues(tx, places, since)
  const seen = new Map(byValue(counted, places).map(({ value, leads }) => [value, leads]))
  const own = list.values.map(({ value }) => ({ value, leads: seen.get(value) ?? 0 }))
  const mappers = mappersOf(setup, key).map((mapper) => ({
    key: mapper,
    missingCells: missingCells(setup.mappers.get(mapper) ?? { pairs: {} }, list).length,
    deliveries: mapperUses(setup, mapper).map(({ delivery }) => delivery),
  }))
  const direct = [...setup.deliveries].filter(([, { doc }]) =>
    places.some(({ campaign, field }) => campaign === doc.campaign && sendsField(doc, field)),
  )
  return {
    picklist: key,
    days,
    complete,
    leads: own.reduce((sum, { leads }) => sum + leads, 0),
    campaigns: places.map(({ campaign, field, label, disallowed }) => ({ campaign, field, label, disallowed })),
    mappers,
    deliveries: [
      ...new Set([...direct.map(([delivery]) => delivery), ...mappers.flatMap(({ deliveries }) => deliveries)]),
    ],
    values: own.filter(({ leads }) => leads > 0).toSorted((a, b) => b.leads - a.leads),
    unused: own.filter(({ leads }) => leads === 0).map(({ value }) => value),
  }
}
