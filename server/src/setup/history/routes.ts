// The endpoints of the history of set-up documents: the same three for every kind.

import { setupPlaces, type SetupKind } from '@switchyard/contract/setup/documents.ts'
import type { AnyEndpoint } from '@switchyard/contract/endpoint.ts'
import { historyOf } from '@switchyard/contract/setup/history/list.ts'
import { restoreOf } from '@switchyard/contract/setup/history/restore.ts'
import { versionOf } from '@switchyard/contract/setup/history/show.ts'

import { notFound } from '../../http/problem.ts'
import { handle, type Route } from '../../http/route.ts'
import type { SetupParts } from '../parts.ts'
import { readDocument } from '../store.ts'
import { comparer, withPlainMasks } from './comparable.ts'
import { newestVersion, readVersions } from './readVersions.ts'
import { restoreVersion, versionNumber } from './restoreVersion.ts'
import { differencesOf, shownVersion } from './shownVersion.ts'

export function historyRoutes(parts: SetupParts): Route[] {
  const kinds = Object.keys(historyOf) as SetupKind[]
  return kinds.flatMap((kind) =>
    routesOf(parts, kind, { history: historyOf[kind], version: versionOf[kind], restore: restoreOf[kind] }),
  )
}

interface Endpoints {
  readonly history: AnyEndpoint
  readonly version: AnyEndpoint
  readonly restore: AnyEndpoint
}

function routesOf(parts: SetupParts, kind: SetupKind, endpoints: Endpoints): Route[] {
  const { db, sealer } = parts
  const { id, one } = setupPlaces[kind]
  // Every one of these endpoints has exactly these parameters; its own schema has checked them.
  const texts = (params: unknown) => params as Readonly<Record<string, string>>
  return [
    handle(endpoints.history, ({ caller, params, query }) => {
      const key = texts(params)[id] ?? ''
      const { limit, cursor } = query as { limit: number; cursor?: string }
      return db.asAccountPatiently(caller.accountId, async (tx) => {
        const newest = await newestVersion(tx, kind, key)
        if (newest === 0) throw notFound(`The ${one} ${key}`)
        const upTo = cursor === undefined ? null : Number(cursor)
        const rows = await readVersions(tx, kind, key, { upTo, limit: limit + 1 })
        const scene = { comparer: comparer(sealer, caller.accountId, kind, key), newest }
        return {
          versions: rows.slice(0, limit).map((stored, index) => shownVersion(stored, rows[index + 1], scene)),
          nextCursor: rows.length > limit ? String(rows.at(-1)?.version) : null,
        }
      })
    }),
    handle(endpoints.version, ({ caller, params }) => {
      const { version: given = '' } = texts(params)
      const key = texts(params)[id] ?? ''
      const number = versionNumber(given)
      return db.asAccountPatiently(caller.accountId, async (tx) => {
        const rows = number === null ? [] : await readVersions(tx, kind, key, { upTo: number, limit: 2 })
        const [stored, before] = rows
        if (stored?.version !== number || !stored) throw notFound(`Version ${given} of the ${one} ${key}`)
        const today = await readDocument(tx, kind, key)
        const newest = await newestVersion(tx, kind, key)
        const scene = { comparer: comparer(sealer, caller.accountId, kind, key), newest }
        return {
          ...shownVersion(stored, before, scene),
          document: withPlainMasks(scene.comparer.of(stored.doc)),
          restoring: differencesOf(scene.comparer, today?.doc ?? null, stored.doc),
        }
      })
    }),
    handle(endpoints.restore, ({ caller, params, body, request }) => {
      const { version = '' } = texts(params)
      const key = texts(params)[id] ?? ''
      const { reason } = body as { reason?: string }
      const ifMatch = request.headers['if-match']
      return restoreVersion(parts, { kind, key, version, ifMatch, reason, caller, requestId: request.id })
    }),
  ]
}
