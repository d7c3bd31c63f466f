// Makes up the leads of a preflight: one for each option and edge case of a campaign, each with what is expected of it.

import { findSample } from './findSample.ts'
import { fieldCases } from './fieldCases.ts'
import { filterCases } from './filterCases.ts'
import { deliveryCases } from './deliveryCases.ts'
import { dedupeCases } from './dedupeCases.ts'
import { suppressionCases } from './suppressionCases.ts'
import type { PreflightCase, PreflightLead, PreflightPlan } from './preflightCase.ts'
import type { ValueCase } from './valueCase.ts'
import { withFields } from './withFields.ts'
import { preflightWorld, type PreflightInput, type PreflightWorld } from './preflightWorld.ts'

const mostCases = 2_000

/** Pure: the same set-up, clock and nonce make the same leads. Nothing here looks at stored leads. */
export function planPreflight(input: PreflightInput): PreflightPlan {
  const world = preflightWorld(input)
  const finder = findSample(world)
  const { sample } = finder
  const filters = filterCases(world, sample)
  const deliveries = deliveryCases(world, sample)
  const cases: PreflightCase[] = [
    {
      name: 'A lead with every field filled in rightly',
      about: 'campaign',
      hop: 'check',
      lead: sample,
      set: {},
      expect: { kind: 'accepted' },
    },
    ...world.campaign.fields.flatMap((field) =>
      fieldCases(field, sample.fields[field.key], world).map((one) => changed(world, sample, field.key, one)),
    ),
    ...filters.cases,
    ...suppressionCases(world, sample),
    ...dedupeCases(world, sample),
    ...deliveries.cases,
  ]
  const leftOut = [...finder.leftOut, ...filters.leftOut, ...deliveries.leftOut]
  if (cases.length > mostCases) leftOut.push(`${cases.length - mostCases} cases: one run takes ${mostCases}`)
  return { sample, cases: cases.slice(0, mostCases), leftOut }
}

function changed(world: PreflightWorld, sample: PreflightLead, key: string, one: ValueCase): PreflightCase {
  const set: Record<string, unknown> = { [key]: one.value }
  // Fields that have to repeat it do; what becomes of those is no matter of this case.
  for (const field of world.campaign.fields) if (field.equalTo === key) set[field.key] = one.value
  const expect =
    one.expect.kind === 'passes'
      ? ({ kind: 'passes', field: key, value: one.expect.value } as const)
      : ({ kind: 'refused', field: key, codes: one.expect.codes } as const)
  return { name: one.name, about: key, hop: one.hop, lead: withFields(sample, set), set, expect }
}
