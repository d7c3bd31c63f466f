// What a locked picklist does not take.

import { compilePicklist } from '../lead/fields/picklist.ts'
import type { Picklist } from '../setup/lists.ts'
import type { Problem } from '../setup/problem.ts'

/**
 * The mistakes of a new version of a locked list, each with its path: values that would come and values that would go. Labels,
 * synonyms and the order may change. Nothing stands in the way where the list was not locked, or is not any more.
 */
export function lockedProblems(before: Picklist | null, after: Picklist): Problem[] {
  if (!before?.locked || !after.locked) return []
  const standing = new Set(before.values.map(({ value }) => value))
  const left = new Set(after.values.map(({ value }) => value))
  return [
    ...after.values.flatMap(({ value }, index) =>
      standing.has(value) ? [] : [problem(`values[${index}].value`, lockedWords(before, value))],
    ),
    ...before.values.flatMap(({ value }) =>
      left.has(value) ? [] : [problem('values', `${lockedName(before)}: '${value}' stays in it.`)],
    ),
  ]
}

/** Why a locked list does not take a value, and what helps instead. */
export function lockedWords(list: Picklist, value: string): string {
  const [nearest] = compilePicklist(list, { disallowed: [] }).suggest(value)
  const instead = nearest === undefined ? 'a value that is there' : `a value that is there, such as '${nearest}'`
  return `${lockedName(list)}: it does not take '${value}'. Make it a synonym of ${instead}.`
}

function lockedName({ name, lockReason }: Picklist): string {
  return `List ${name} is locked${lockReason === undefined || lockReason === '' ? '' : ` (${lockReason})`}`
}

function problem(path: string, message: string): Problem {
  return { path, code: 'locked', message }
}
