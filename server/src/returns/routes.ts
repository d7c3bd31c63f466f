// The endpoints of the reasons for returns.

import { putReturnReasons } from '@switchyard/contract/returns/put.ts'
import { showReturnReasons } from '@switchyard/contract/returns/show.ts'

import { audit } from '../access/audit.ts'
import type { Database } from '../db/database.ts'
import { handle, type Route } from '../http/route.ts'
import { readReturnReasons, writeReturnReasons, type StoredReasons } from './reasons.ts'

export function returnRoutes(db: Database): Route[] {
  return [
    handle(showReturnReasons, async ({ caller: { accountId } }) =>
      shown(await db.asAccount(accountId, (tx) => readReturnReasons(tx, accountId))),
    ),
    handle(putReturnReasons, async ({ caller, body, request }) => {
      const { accountId, actor } = caller
      const after = { reasons: body.reasons, otherReasons: body.otherReasons }
      const stored = await db.asAccount(accountId, async (tx) => {
        const { reasons, otherReasons } = await readReturnReasons(tx, accountId)
        await writeReturnReasons(tx, accountId, after, actor)
        await audit(tx, {
          accountId,
          actor,
          action: 'returnReasons.put',
          object: 'return reasons',
          before: { reasons, otherReasons },
          after,
          requestId: request.id,
        })
        return readReturnReasons(tx, accountId)
      })
      return shown(stored)
    }),
  ]
}

function shown({ updatedAt, ...rest }: StoredReasons) {
  return { ...rest, reasons: [...rest.reasons], updatedAt: updatedAt?.toISOString() ?? null }
}
