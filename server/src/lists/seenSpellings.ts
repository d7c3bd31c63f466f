// What came that a list may not have: refused spellings, and accepted values, which the list had when they came.

import type { SeenSpelling } from '@switchyard/core/lists/unknownValues.ts'

import type { CountedValue } from './countValues.ts'
import type { RefusedSpelling } from './countRefused.ts'
import type { placesOf } from './places.ts'

export function seenSpellings(
  places: ReturnType<typeof placesOf>,
  refused: readonly RefusedSpelling[],
  accepted: readonly CountedValue[],
): SeenSpelling[] {
  const ways = new Map(places.map(({ campaign, field, isMany }) => [`${campaign} ${field}`, isMany]))
  return [
    // Also of campaigns that have another list by now: their leads may wait all the same.
    ...refused.map(({ campaign, field, text, waiting, kept, lastAt }) => ({
      campaign,
      field,
      text,
      waiting,
      kept,
      lastAt,
      isMany: ways.get(`${campaign} ${field}`) ?? false,
      accepted: 0,
    })),
    ...accepted.flatMap(({ campaign, field, value, leads, lastAt }) =>
      // What is stored was taken apart already.
      ways.has(`${campaign} ${field}`)
        ? [{ campaign, field, isMany: false, text: value, waiting: 0, kept: 0, accepted: leads, lastAt }]
        : [],
    ),
  ]
}
