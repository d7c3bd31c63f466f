// Duplicates: the same lead twice, one that agrees in a rule's fields alone, one that agrees in none.

import { inWords } from '../text/inWords.ts'
import { filled, pastFilters } from './findSample.ts'
import type { PreflightCase, PreflightLead } from './preflightCase.ts'
import { isGood, type PreflightWorld } from './preflightWorld.ts'
import { withFields } from './withFields.ts'

export function dedupeCases(world: PreflightWorld, sample: PreflightLead): PreflightCase[] {
  const { dedupe } = world.campaign
  if (dedupe.length === 0 || !isGood(world.screen(sample))) return []
  // A rule whose fields have no values compares nothing.
  const rules = dedupe.filter(({ fields }) => fields.every((key) => sample.fields[key] !== undefined))
  if (rules.length === 0) return []
  const other = pastFilters(world, { ...sample, fields: { ...sample.fields, ...filled(world, 1) } })
  const duplicate = { kind: 'duplicate', first: sample } as const
  const same: PreflightCase = {
    name: 'The same lead again',
    about: 'duplicates',
    hop: 'dedupe',
    lead: sample,
    set: {},
    expect: duplicate,
  }
  if (!isGood(world.screen(other))) return [same]
  const single = rules.flatMap(({ fields }, index): PreflightCase[] => {
    const set = Object.fromEntries(fields.map((key) => [key, sample.fields[key]]))
    const lead = withFields(other, set)
    const name = `Another lead with the same ${inWords(fields, 'and')}`
    return isGood(world.screen(lead))
      ? [{ name, about: `duplicate rule ${index + 1}`, hop: 'dedupe', lead, set, expect: duplicate }]
      : []
  })
  // Where a rule's fields have room for one value only, every lead is a duplicate.
  const differs = rules.every(({ fields }) =>
    fields.some((key) => String(other.fields[key]) !== String(sample.fields[key])),
  )
  const set = Object.fromEntries(rules.flatMap(({ fields }) => fields.map((key) => [key, other.fields[key]])))
  return [
    same,
    ...single,
    ...(differs
      ? [
          {
            name: 'Another lead',
            about: 'duplicates',
            hop: 'dedupe',
            lead: other,
            set,
            expect: { kind: 'notDuplicate', first: sample },
          } as const,
        ]
      : []),
  ]
}
