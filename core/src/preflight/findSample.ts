// The lead that all others are made from: every field filled in, and no filter catches it.

import type { PreflightLead } from './preflightCase.ts'
import type { PreflightWorld } from './preflightWorld.ts'
import { sampleValue } from './sampleValue.ts'
import { assignmentsFor, type Assignment } from './solveRule.ts'
import { withFields } from './withFields.ts'

export interface FoundSample {
  readonly sample: PreflightLead
  readonly leftOut: readonly string[]
}

/** Values that were given are never changed. Where no good lead is found, the best one is answered, and its case fails. */
export function findSample(world: PreflightWorld): FoundSample {
  const leftOut = world.campaign.fields.flatMap((field) => {
    const isOpen = field.compute === undefined && !Object.hasOwn(world.given, field.key)
    return isOpen && sampleValue(field, world) === undefined
      ? [`Field ${field.key}: no value can be made up for it; give one`]
      : []
  })
  const sample = pastFilters(world, { fields: filled(world, 0), source: 'preflight', at: null })
  return { sample, leftOut }
}

/** Values for every field that is not computed; see `sampleValue` for `variant`. */
export function filled(world: PreflightWorld, variant: number): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const field of world.campaign.fields) {
    if (field.compute !== undefined) continue
    const value = sampleValue(field, world, variant)
    if (value !== undefined) fields[field.key] = value
  }
  for (const { key, equalTo, notEqualTo } of world.campaign.fields) {
    const field = world.fields.get(key)
    if (equalTo !== undefined && fields[equalTo] !== undefined) fields[key] = fields[equalTo]
    else if (field && notEqualTo !== undefined && fields[key] === fields[notEqualTo]) {
      const other = sampleValue(field, world, variant + 1)
      if (other !== undefined) fields[key] = other
    }
  }
  return { ...fields, ...world.given }
}

/** Changes what filters object to, the first one first. */
export function pastFilters(world: PreflightWorld, start: PreflightLead): PreflightLead {
  let lead = start
  for (let tries = 0; tries <= world.filters.length; tries += 1) {
    const { failures, facts } = world.screen(lead)
    const caught = world.caughtBy(facts)
    if (caught === null) return lead
    const fieldFailures = failures.filter(({ code }) => code !== 'REJECT_LEAD_FILTER').length
    const better = waysPast(world, caught)
      .filter((set) => Object.keys(set).every((key) => !Object.hasOwn(world.given, key)))
      .map((set) => withFields(lead, set))
      .find((one) => {
        const screened = world.screen(one)
        const next = world.caughtBy(screened.facts)
        const isClean = screened.failures.filter(({ code }) => code !== 'REJECT_LEAD_FILTER').length <= fieldFailures
        return isClean && (next === null || next > caught)
      })
    if (!better) return lead
    lead = better
  }
  return lead
}

/** By making its rule fail, or by making a filter before it hold that accepts. */
function waysPast(world: PreflightWorld, caught: number): readonly Assignment[] {
  const own = world.filters[caught]
  if (!own) return []
  const accepting = world.filters.slice(0, caught).filter(({ filter }) => filter.action === 'accept')
  return [
    ...assignmentsFor(own.filter.when, false, world),
    ...accepting.flatMap(({ filter }) => assignmentsFor(filter.when, true, world)),
  ]
}
