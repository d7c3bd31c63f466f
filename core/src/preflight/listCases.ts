// Cases for a field that takes values of a list: each value, each other spelling, and what is not in it.

import { codeOf } from '../lead/fields/codeOf.ts'
import type { Field } from '../setup/campaign.ts'
import type { Picklist } from '../setup/lists.ts'
import { optionsOf } from './sampleValue.ts'
import { refusal, type ValueCase } from './valueCase.ts'

/** More say nothing new, and take long. */
const mostOptions = 300

export function listCases(field: Field, picklists: ReadonlyMap<string, Picklist>): ValueCase[] {
  const list = field.picklist === undefined ? undefined : picklists.get(field.picklist)
  if (!list) return []
  const taken = new Set(optionsOf(field, picklists))
  const spell = (text: string) => (list.caseSensitive ? text.trim() : text.trim().toLowerCase())
  const values = new Set(list.values.map(({ value }) => spell(value)))
  const many = field.type !== 'picklist'
  const wrap = (value: string) => (many ? [value] : value)
  // A bound on how many are chosen is a case of its own.
  if (many && Number(field.min ?? 1) > 1) return []
  const good = (name: string, value: string, becomes: string): ValueCase => ({
    name,
    hop: 'clean',
    value: wrap(value),
    expect: { kind: 'passes', value: many ? undefined : becomes },
  })
  const known = list.values.slice(0, mostOptions)
  const seen = new Set<string>()
  return [
    ...known.flatMap(({ value, synonyms }): ValueCase[] => {
      if (!taken.has(value)) {
        const expect = refusal('REJECT_LEAD_DISALLOWED_LIST_VALUE')
        return [{ name: `${value}, which this campaign does not take`, hop: 'check', value: wrap(value), expect }]
      }
      const other = synonyms.filter((synonym) => {
        const spelled = spell(synonym)
        const isFirst = !values.has(spelled) && !seen.has(spelled)
        seen.add(spelled)
        return isFirst
      })
      return [good(value, value, value), ...other.map((synonym) => good(`"${synonym}" means ${value}`, synonym, value))]
    }),
    {
      name: 'a value that is not in the list',
      hop: 'check',
      value: wrap('Not in this list 7f3a'),
      expect: refusal(codeOf(field.type)),
    },
  ]
}
