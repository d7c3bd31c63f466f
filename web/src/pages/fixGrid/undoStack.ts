// Steps that can be taken back and done again. Pure.

import type { Edit } from './cells.ts'

/** What one action of a person changed. */
export type Step = readonly Edit[]

export interface UndoStack {
  /** Newest last. */
  readonly done: readonly Step[]
  readonly undone: readonly Step[]
}

export const emptyStack: UndoStack = { done: [], undone: [] }
const mostSteps = 200

export function push({ done }: UndoStack, step: Step): UndoStack {
  return { done: [...done, step].slice(-mostSteps), undone: [] }
}

/** The edits that take the newest step back; null when there is none. */
export function undo({ done, undone }: UndoStack): { readonly edits: Step; readonly stack: UndoStack } | null {
  const step = done.at(-1)
  if (!step) return null
  return { edits: step.map(turned), stack: { done: done.slice(0, -1), undone: [...undone, step] } }
}

export function redo({ done, undone }: UndoStack): { readonly edits: Step; readonly stack: UndoStack } | null {
  const step = undone.at(-1)
  if (!step) return null
  return { edits: step, stack: { done: [...done, step], undone: undone.slice(0, -1) } }
}

/** Without what concerns a cell that somebody else has changed: taking that back would overwrite it. */
export function withoutCell(stack: UndoStack, id: string, key: string): UndoStack {
  const clean = (steps: readonly Step[]) =>
    steps.map((step) => step.filter((edit) => edit.id !== id || edit.key !== key)).filter((step) => step.length > 0)
  return { done: clean(stack.done), undone: clean(stack.undone) }
}

function turned({ id, key, from, to }: Edit): Edit {
  return { id, key, from: to, to: from }
}
