// Picklists and mappers: what can be wrong with them beyond their shape.

import type { Mapper, Picklist } from '@switchyard/core/setup/lists.ts'
import type { Problem } from '@switchyard/core/setup/problem.ts'

import type { SetupWorld } from '../world.ts'

/** Every spelling on the way in must mean one value. */
export function picklistProblems(doc: Picklist): Problem[] {
  const folded = (text: string) => (doc.caseSensitive ? text : text.toLowerCase())
  const meaning = new Map<string, number>()
  const problems: Problem[] = []
  doc.values.forEach(({ value }, index) => {
    const first = meaning.get(folded(value))
    if (first === undefined) meaning.set(folded(value), index)
    else {
      const message = `'${value}' stands in the list already, as entry ${first + 1}.`
      problems.push({ path: `values[${index}].value`, code: 'duplicate', message })
    }
  })
  doc.values.forEach(({ synonyms }, index) => {
    synonyms.forEach((synonym, position) => {
      const other = meaning.get(folded(synonym))
      if (other === undefined) meaning.set(folded(synonym), index)
      else if (other !== index) {
        const message = `'${synonym}' already means '${doc.values[other]?.value ?? ''}'.`
        problems.push({ path: `values[${index}].synonyms[${position}]`, code: 'duplicate', message })
      }
    })
  })
  return problems
}

export function mapperProblems(doc: Mapper, world: SetupWorld): Problem[] {
  if (doc.picklist === undefined || world.picklists.has(doc.picklist)) return []
  return [{ path: 'picklist', code: 'unknown', message: `There is no picklist '${doc.picklist}'.` }]
}

/** Pairs of values that the mapper's picklist does not hold. They may be written ahead of the list, but not left behind by it. */
export function pairProblems({ picklist, pairs }: Mapper, world: SetupWorld): Problem[] {
  const list = picklist === undefined ? undefined : world.picklists.get(picklist)
  if (!list) return []
  const values = new Set(list.values.map(({ value }) => value.toLowerCase()))
  return Object.keys(pairs)
    .filter((value) => !values.has(value.toLowerCase()))
    .map((value) => ({
      path: `pairs.${value}`,
      code: 'unknown_value',
      message: `'${value}' is not in list ${list.name}.`,
    }))
}
