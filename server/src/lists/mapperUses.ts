// Who sends values through a mapper, and which fields those are.

import type { Mapper } from '@switchyard/core/setup/lists.ts'

import type { AccountSetup } from '../setup/compile.ts'
import { placesOf, type Place } from './places.ts'

type Documents = Pick<AccountSetup, 'campaigns' | 'deliveries'>

export interface MapperUse {
  readonly delivery: string
  readonly campaign: string
  readonly status: string
  /** Fields of the campaign that its templates hand to the mapper. */
  readonly fields: readonly string[]
}

export function mapperUses(setup: Documents, mapper: string): MapperUse[] {
  return [...setup.deliveries].flatMap(([delivery, { doc }]) => {
    const fields = fieldsThrough(doc.request, mapper)
    if (fields === null) return []
    const known = new Set(setup.campaigns.get(doc.campaign)?.doc.fields.map(({ key }) => key))
    const own = fields.filter((field) => known.has(field))
    return [{ delivery, campaign: doc.campaign, status: doc.status, fields: own }]
  })
}

/**
 * The fields whose values the mapper meets: those that deliveries hand to it, and where none does, those of its picklist. A template
 * may hand over what it has worked out before; then the campaign's fields of the picklist stand for it.
 */
export function placesThrough(setup: Documents, doc: Mapper, uses: readonly MapperUse[]): Place[] {
  const ofList = doc.picklist === undefined ? [] : placesOf(setup, doc.picklist)
  if (uses.length === 0) return ofList.map(({ campaign, field }) => ({ campaign, field }))
  const places = uses.flatMap(({ campaign, fields }) =>
    fields.length > 0
      ? fields.map((field) => ({ campaign, field }))
      : ofList.filter((place) => place.campaign === campaign).map(({ field }) => ({ campaign, field })),
  )
  return [...new Map(places.map((place) => [`${place.campaign} ${place.field}`, place])).values()]
}

/** Names before a `map: 'key'`, up to the beginning of the placeholder; null where the mapper is not named at all. */
function fieldsThrough(node: unknown, mapper: string): string[] | null {
  const texts = textsIn(node)
  const call = new RegExp(`\\{[{%]([^{}]*?)\\|\\s*map:\\s*(['"])${RegExp.escape(mapper)}\\2`, 'g')
  const found = texts.flatMap((text) => [...text.matchAll(call)])
  if (found.length === 0) return null
  return [...new Set(found.flatMap(([, before = '']) => /[A-Za-z_][\w-]*/.exec(before)?.[0] ?? []))]
}

function textsIn(node: unknown): string[] {
  if (typeof node === 'string') return [node]
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsIn) : []
}
