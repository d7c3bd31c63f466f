// GET /v1/picklists/{key}/unknown

import type { TransactionSql } from 'postgres'

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { listUnknownValues as unknownEndpoint } from '@switchyard/contract/picklists/unknown.ts'
import { unknownValues, withSuggestions } from '@switchyard/core/lists/unknownValues.ts'

import type { AccountSetup } from '../setup/compile.ts'
import { countRefused } from './countRefused.ts'
import { countValues } from './countValues.ts'
import type { ListInTime } from './picklistUsage.ts'
import { placesOf } from './places.ts'
import { seenSpellings } from './seenSpellings.ts'

const mostSpellings = 50

/** Runs in the account's own transaction. */
export async function listUnknown(
  tx: TransactionSql,
  setup: AccountSetup,
  { key, list, days, since, limit }: ListInTime & { readonly limit: number },
): Promise<OutputOf<typeof unknownEndpoint>> {
  const places = placesOf(setup, key)
  const refused = await countRefused(tx, key, since)
  const accepted = await countValues(tx, places, since)
  const found = unknownValues(list, seenSpellings(places, refused.spellings, accepted.values))
  return {
    picklist: key,
    days,
    complete: refused.complete && accepted.complete,
    locked: list.locked === true,
    total: found.length,
    leads: found.reduce((sum, { leads }) => sum + leads, 0),
    values: withSuggestions(list, found.slice(0, limit)).map(({ lastAt, spellings, ...one }) => ({
      ...one,
      spellings: spellings.slice(0, mostSpellings),
      lastAt: lastAt.toISOString(),
    })),
  }
}
