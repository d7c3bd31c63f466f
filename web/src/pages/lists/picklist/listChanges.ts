// What is different between a list as it is stored and as it was edited, for the look before it is saved.

import type { Picklist } from '../../../data/lists.ts'
import { documentOf, type ListDraft } from './draft.ts'
import { text } from './text.ts'

export interface ListChange {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly words: string
}

/** A row whose value was written over is a value less and a value more: leads know values by their text. */
export function listChanges(stored: Picklist, draft: ListDraft): ListChange[] {
  const after = documentOf(draft)
  const values = after.values ?? []
  const before = new Map(stored.values.map((one) => [one.value, one]))
  const left = new Set(values.map(({ value }) => value))
  return [
    ...settingChanges(stored, draft),
    ...values.flatMap((one) => {
      const old = before.get(one.value)
      if (!old) return [{ kind: 'added' as const, words: text.changes.added(one.value, one.synonyms ?? []) }]
      return valueChanges(old, { label: one.label ?? '', synonyms: one.synonyms ?? [], value: one.value })
    }),
    ...stored.values
      .filter(({ value }) => !left.has(value))
      .map(({ value }) => ({ kind: 'removed' as const, words: text.changes.removed(value) })),
    ...orderChange(
      stored.values.map(({ value }) => value).filter((value) => left.has(value)),
      values.map(({ value }) => value).filter((value) => before.has(value)),
    ),
  ]
}

function settingChanges(stored: Picklist, draft: ListDraft): ListChange[] {
  const changed = (words: string) => ({ kind: 'changed', words }) as const
  return [
    ...(stored.name === draft.name.trim() ? [] : [changed(text.changes.name(stored.name, draft.name.trim()))]),
    ...(stored.caseSensitive === draft.caseSensitive ? [] : [changed(text.changes.caseSensitive(draft.caseSensitive))]),
    ...(stored.locked === draft.locked ? [] : [changed(text.changes.locked(draft.locked))]),
    ...((stored.lockReason ?? '') === draft.lockReason.trim() ? [] : [changed(text.changes.lockReason)]),
  ]
}

function valueChanges(
  old: Picklist['values'][number],
  fresh: { readonly value: string; readonly label: string; readonly synonyms: readonly string[] },
): ListChange[] {
  const gone = old.synonyms.filter((one) => !fresh.synonyms.includes(one))
  const more = fresh.synonyms.filter((one) => !old.synonyms.includes(one))
  const label = old.label ?? ''
  return [
    ...(more.length === 0 ? [] : [{ kind: 'added' as const, words: text.changes.synonyms(more, fresh.value) }]),
    ...(gone.length === 0 ? [] : [{ kind: 'removed' as const, words: text.changes.noSynonyms(gone, fresh.value) }]),
    ...(label === fresh.label
      ? []
      : [{ kind: 'changed' as const, words: text.changes.label(fresh.value, label, fresh.label) }]),
  ]
}

function orderChange(before: readonly string[], after: readonly string[]): ListChange[] {
  const isMoved = before.some((value, index) => value !== after[index])
  return isMoved ? [{ kind: 'changed', words: text.changes.order }] : []
}
