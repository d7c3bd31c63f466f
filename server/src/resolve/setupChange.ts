// A cure's change of set-up: several documents, written together or not at all.

import type { TransactionSql } from 'postgres'

import type { SetupKind } from '@switchyard/contract/setup/documents.ts'

import { audit } from '../access/audit.ts'
import { invalid } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { draftOf } from '../setup/draft.ts'
import { lockProblems } from '../setup/lock.ts'
import { readDocument, writeDocument } from '../setup/store.ts'
import { dependentProblems } from '../setup/validate/dependents.ts'
import { documentProblems } from '../setup/validate/document.ts'
import { readWorld } from '../setup/world.ts'

export interface SetupChange {
  /** None of these holds secrets. */
  readonly kind: Extract<SetupKind, 'picklist' | 'mapper' | 'campaign'>
  readonly key: string
  readonly doc: unknown
  /** What is different, for people. */
  readonly words: string
}

/** Checked like a document that somebody puts, each against what the ones before it have left. Throws 422 with every mistake. */
export async function writeChanges(
  tx: TransactionSql,
  changes: readonly SetupChange[],
  by: { readonly caller: Caller; readonly allowHosts: readonly string[]; readonly requestId: string },
): Promise<void> {
  const { accountId, actor } = by.caller
  for (const { kind, key, doc, words } of changes) {
    const before = await readDocument(tx, kind, key)
    const draft = draftOf(kind, key, doc)
    const world = await readWorld(tx)
    const found = [...documentProblems(key, draft, world, by.allowHosts)]
    if (found.length === 0) found.push(...dependentProblems(key, draft, world, by.allowHosts))
    found.push(...lockProblems(draft, before?.doc ?? null, by.caller.scope))
    if (found.length > 0) {
      throw invalid(
        found.map((problem) => ({ ...problem, path: `${kind}.${key}.${problem.path}` })),
        422,
        'invalid_setup',
      )
    }
    const after = await writeDocument(tx, { kind, key, doc: draft.doc, actor, note: words })
    await audit(tx, {
      accountId,
      actor,
      action: `${kind}.put`,
      object: `${kind} ${key}`,
      before: before?.doc ?? null,
      after: after.doc,
      requestId: by.requestId,
    })
  }
}
