// What the server would refuse in an edited list, said while it is typed.

import { spell, type ListDraft } from './draft.ts'
import { text } from './text.ts'

/** By the id of the row; one sentence each. */
export function draftProblems(draft: ListDraft): ReadonlyMap<number, string> {
  const problems = new Map<number, string>()
  const owners = new Map<string, { readonly id: number; readonly value: string; readonly place: number }>()
  const told = (id: number, problem: string) => {
    if (!problems.has(id)) problems.set(id, problem)
  }
  draft.rows.forEach(({ id, value }, index) => {
    const spelling = spell(value, draft.caseSensitive)
    if (spelling === '') return
    const owner = owners.get(spelling)
    if (owner) told(id, text.doubleValue(value.trim(), owner.place))
    else owners.set(spelling, { id, value: value.trim(), place: index + 1 })
  })
  draft.rows.forEach(({ id, value, label, synonyms }, index) => {
    if (value.trim() === '' && (label.trim() !== '' || synonyms.length > 0)) told(id, text.noValue)
    for (const synonym of synonyms) {
      const spelling = spell(synonym, draft.caseSensitive)
      const owner = owners.get(spelling)
      if (owner && owner.id !== id) told(id, text.takenSynonym(synonym, owner.value))
      else owners.set(spelling, { id, value: value.trim(), place: index + 1 })
    }
  })
  return problems
}
