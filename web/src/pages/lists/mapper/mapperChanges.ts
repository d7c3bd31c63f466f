// What is different between a mapper as it is stored and as it was edited.

import type { Mapper } from '../../../data/lists.ts'
import type { ListChange } from '../picklist/listChanges.ts'
import { documentOf, type MapperDraft } from './draft.ts'
import { text } from './text.ts'

/** `start`: the draft as it was before anything was edited; a pair that was spelt otherwise than its value is no change. */
export function mapperChanges(stored: Mapper, start: MapperDraft, draft: MapperDraft): ListChange[] {
  const before = new Map(Object.entries(documentOf(start).pairs ?? {}))
  const after = new Map(Object.entries(documentOf(draft).pairs ?? {}))
  const policy =
    start.policy !== draft.policy || (draft.policy === 'default' && start.defaultCode !== draft.defaultCode)
      ? [{ kind: 'changed' as const, words: text.changes.policy(policyWords(draft)) }]
      : []
  return [
    ...((stored.picklist ?? '') === draft.picklist
      ? []
      : [{ kind: 'changed' as const, words: text.changes.picklist(draft.picklist) }]),
    ...policy,
    ...[...after].flatMap(([from, to]): ListChange[] => {
      const old = before.get(from)
      if (old === to) return []
      return old === undefined
        ? [{ kind: 'added', words: text.changes.added(from, to) }]
        : [{ kind: 'changed', words: text.changes.changed(from, old, to) }]
    }),
    ...[...before.keys()]
      .filter((from) => !after.has(from))
      .map((from): ListChange => ({ kind: 'removed', words: text.changes.removed(from) })),
  ]
}

function policyWords({ policy, defaultCode }: MapperDraft): string {
  return policy === 'default' ? text.noCodeMeans.default(defaultCode) : text.noCodeMeans[policy]
}
