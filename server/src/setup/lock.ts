// Locked picklists: who may unlock them, and what they do not take meanwhile.

import { lockedProblems } from '@switchyard/core/lists/lockedProblems.ts'
import type { Picklist } from '@switchyard/core/setup/lists.ts'
import type { Problem } from '@switchyard/core/setup/problem.ts'
import type { Scope } from '@switchyard/contract/endpoint.ts'
import type { SetupKind } from '@switchyard/contract/setup/documents.ts'

import type { Draft } from './validate/document.ts'

/** A document that does not speak of the lock leaves it as it is. `stored`: null when there was none. */
export function withLock(draft: Draft, body: unknown, stored: unknown): Draft {
  const isSilent = typeof body !== 'object' || body === null || !('locked' in body) || body.locked === undefined
  if (draft.kind !== 'picklist' || !isSilent || !isLocked('picklist', stored)) return draft
  const { lockReason } = listOf(stored)
  return { kind: 'picklist', doc: { ...draft.doc, locked: true, lockReason: draft.doc.lockReason ?? lockReason } }
}

export function lockProblems(draft: Draft, stored: unknown, scope: Scope): Problem[] {
  if (draft.kind !== 'picklist' || !isLocked('picklist', stored)) return []
  if (!draft.doc.locked && scope !== 'admin') {
    return [{ path: 'locked', code: 'admin_only', message: 'Only an admin unlocks a picklist.' }]
  }
  return lockedProblems(listOf(stored), draft.doc)
}

export function wasUnlocked(kind: SetupKind, before: unknown, after: unknown): boolean {
  return isLocked(kind, before) && !isLocked(kind, after)
}

export function isLocked(kind: SetupKind, doc: unknown): boolean {
  return kind === 'picklist' && doc !== null && listOf(doc).locked === true
}

function listOf(doc: unknown): Picklist {
  // Stored documents were parsed by the contract when they were written.
  return doc as Picklist
}
