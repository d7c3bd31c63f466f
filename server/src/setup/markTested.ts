// A delivery whose test has passed may be made active by any operator from now on.

import { audit } from '../access/audit.ts'
import type { Caller } from '../http/route.ts'
import type { SetupParts } from './parts.ts'
import { beginChange, readDocument, writeDocument } from './store.ts'

/** Moves a delivery from draft to tested. One that has left draft already stays as it is. Answers whether it was moved. */
export async function markTested(
  parts: Pick<SetupParts, 'db' | 'live'>,
  test: { readonly key: string; readonly caller: Caller; readonly requestId: string },
): Promise<boolean> {
  const { key, caller } = test
  const { accountId, actor } = caller
  const moved = await parts.db.asAccount(accountId, async (tx) => {
    await beginChange(tx)
    const stored = await readDocument(tx, 'delivery', key)
    const doc = stored?.doc
    if (typeof doc !== 'object' || doc === null || !('status' in doc) || doc.status !== 'draft') return false
    await writeDocument(tx, { kind: 'delivery', key, doc: { ...doc, status: 'tested' }, actor })
    await audit(tx, {
      accountId,
      actor,
      action: 'delivery.tested',
      object: `delivery ${key}`,
      requestId: test.requestId,
    })
    return true
  })
  if (moved) await parts.live.refresh(accountId)
  return moved
}
