// API keys: make, list, revoke.

import { createKey as createEndpoint } from '@switchyard/contract/keys/create.ts'
import { listKeys } from '@switchyard/contract/keys/list.ts'
import { revokeKey } from '@switchyard/contract/keys/revoke.ts'
import type { Scope } from '@switchyard/contract/endpoint.ts'

import type { Database } from '../db/database.ts'
import { notFound } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import { createKey } from './accounts.ts'
import { audit } from './audit.ts'
import type { Keyring } from './keyring.ts'
import { idPage, pageOf } from './page.ts'

export function keyRoutes(db: Database, keyring: Keyring): Route[] {
  return [
    handle(createEndpoint, async ({ caller, body }) => {
      const { accountId, actor } = caller
      const party = body.supplier ?? body.buyer ?? null
      const expiresAt = body.expiresAt ? new Date(body.expiresAt) : null
      const made = await db.asAccount(accountId, (tx) =>
        createKey(tx, { accountId, name: body.name, scope: body.scope, party, actor, expiresAt }),
      )
      const row: KeyRow = {
        ...made,
        name: body.name,
        scope: body.scope,
        party,
        createdBy: actor,
        lastUsedAt: null,
        expiresAt,
        revokedAt: null,
      }
      return { ...shownKey(row), key: made.text }
    }),
    handle(listKeys, async ({ caller, query }) => {
      const { below, limit } = idPage(query)
      const found = await db.asAccount(
        caller.accountId,
        (tx) => tx<KeyRow[]>`
          SELECT k.id::text AS id, k.name, k.scope, k.party, k.prefix, k.last4, k.created_at AS "createdAt", k.created_by AS "createdBy",
            k.last_used_at AS "lastUsedAt", k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt"
          FROM api_keys k WHERE k.account_id = current_account() AND k.id < ${below}::bigint ORDER BY k.id DESC LIMIT ${limit + 1}`,
      )
      const { rows, nextCursor } = pageOf(found, limit)
      return { keys: rows.map(shownKey), nextCursor }
    }),
    handle(revokeKey, async ({ caller, params, request }) => {
      const { accountId, actor } = caller
      await db.asAccount(accountId, async (tx) => {
        const [row] = await tx<{ revokedBefore: boolean }[]>`
          UPDATE api_keys k SET revoked_at = coalesce(k.revoked_at, now())
          WHERE k.account_id = current_account() AND k.id = ${params.id}::bigint
          RETURNING k.revoked_at < now() AS "revokedBefore"`
        if (!row) throw notFound(`Key ${params.id}`)
        if (!row.revokedBefore) {
          await audit(tx, { accountId, actor, action: 'key.revoke', object: `key ${params.id}`, requestId: request.id })
        }
      })
      keyring.forget(params.id)
      return undefined
    }),
  ]
}

interface KeyRow {
  readonly id: string
  readonly name: string
  readonly scope: Scope
  readonly party: string | null
  readonly prefix: string
  readonly last4: string
  readonly createdAt: Date
  readonly createdBy: string | null
  readonly lastUsedAt: Date | null
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
}

function shownKey(row: KeyRow) {
  const { id, name, scope, party, prefix, last4, createdBy } = row
  return {
    id,
    name,
    scope,
    supplier: scope === 'ingest' ? party : null,
    buyer: scope === 'buyer' ? party : null,
    prefix,
    last4,
    createdAt: row.createdAt.toISOString(),
    createdBy,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}
