import type { Draft } from './draft.ts'
import type { SelectionFacts } from './useSelectionFacts.ts'

/** Nothing is chosen beforehand unless there is only one delivery: the wrong one cannot be called back. */
export function presetDraft(draft: Draft, { deliveries }: SelectionFacts): Draft {
  if (draft.action !== 'redeliver' || draft.to.kind !== 'none') return draft
  const [only, ...others] = deliveries ?? []
  return only && others.length === 0 ? { ...draft, to: { kind: 'one', key: only.key } } : draft
}
