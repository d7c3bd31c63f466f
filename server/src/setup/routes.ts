// The endpoints of set-up documents: the same four verbs for every kind.

import { deleteBuyer } from '@switchyard/contract/buyers/delete.ts'
import { listBuyers } from '@switchyard/contract/buyers/list.ts'
import { putBuyer } from '@switchyard/contract/buyers/put.ts'
import { showBuyer } from '@switchyard/contract/buyers/show.ts'
import { deleteCampaign } from '@switchyard/contract/campaigns/delete.ts'
import { listCampaigns } from '@switchyard/contract/campaigns/list.ts'
import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { showCampaign } from '@switchyard/contract/campaigns/show.ts'
import { deleteDelivery } from '@switchyard/contract/deliveries/delete.ts'
import { listDeliveries } from '@switchyard/contract/deliveries/list.ts'
import { putDelivery } from '@switchyard/contract/deliveries/put.ts'
import { showDelivery } from '@switchyard/contract/deliveries/show.ts'
import type { AnyEndpoint } from '@switchyard/contract/endpoint.ts'
import { deleteMapper } from '@switchyard/contract/mappers/delete.ts'
import { listMappers } from '@switchyard/contract/mappers/list.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { showMapper } from '@switchyard/contract/mappers/show.ts'
import { deletePicklist } from '@switchyard/contract/picklists/delete.ts'
import { listPicklists } from '@switchyard/contract/picklists/list.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { showPicklist } from '@switchyard/contract/picklists/show.ts'
import { setupPlaces, type SetupKind } from '@switchyard/contract/setup/documents.ts'
import { deleteSupplier } from '@switchyard/contract/suppliers/delete.ts'
import { listSuppliers } from '@switchyard/contract/suppliers/list.ts'
import { putSupplier } from '@switchyard/contract/suppliers/put.ts'
import { showSupplier } from '@switchyard/contract/suppliers/show.ts'
import { addSuppressionEntries } from '@switchyard/contract/suppression/addEntries.ts'
import { deleteSuppressionList } from '@switchyard/contract/suppression/delete.ts'
import { listSuppressionLists } from '@switchyard/contract/suppression/list.ts'
import { putSuppressionList } from '@switchyard/contract/suppression/put.ts'
import { showSuppressionList } from '@switchyard/contract/suppression/show.ts'

import { notFound } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import { affectedLeadsOf } from '../resolve/affected.ts'
import { addEntries } from './addEntries.ts'
import { deleteDocument } from './delete.ts'
import { historyRoutes } from './history/routes.ts'
import type { SetupParts } from './parts.ts'
import { pauseRoutes } from './pause.ts'
import { putDocument } from './put.ts'
import { shownDocument } from './shown.ts'
import { listDocuments, readDocument } from './store.ts'

interface Verbs {
  readonly put: AnyEndpoint
  readonly show: AnyEndpoint
  readonly list: AnyEndpoint
  readonly delete: AnyEndpoint
}

const verbs: Readonly<Record<SetupKind, Verbs>> = {
  picklist: { put: putPicklist, show: showPicklist, list: listPicklists, delete: deletePicklist },
  mapper: { put: putMapper, show: showMapper, list: listMappers, delete: deleteMapper },
  supplier: { put: putSupplier, show: showSupplier, list: listSuppliers, delete: deleteSupplier },
  buyer: { put: putBuyer, show: showBuyer, list: listBuyers, delete: deleteBuyer },
  suppression: {
    put: putSuppressionList,
    show: showSuppressionList,
    list: listSuppressionLists,
    delete: deleteSuppressionList,
  },
  campaign: { put: putCampaign, show: showCampaign, list: listCampaigns, delete: deleteCampaign },
  delivery: { put: putDelivery, show: showDelivery, list: listDeliveries, delete: deleteDelivery },
}

export function setupRoutes(parts: SetupParts): Route[] {
  const kinds = Object.keys(verbs) as SetupKind[]
  return [
    ...kinds.flatMap((kind) => documentRoutes(parts, kind, verbs[kind])),
    ...historyRoutes(parts),
    ...pauseRoutes(parts),
    handle(addSuppressionEntries, ({ caller, params, body, request }) =>
      addEntries(parts, { list: params.key, entries: body.entries, caller, requestId: request.id }),
    ),
  ]
}

function documentRoutes(parts: SetupParts, kind: SetupKind, endpoints: Verbs): Route[] {
  const { noun, id, one } = setupPlaces[kind]
  // Every one of these endpoints has exactly this parameter; its own schema has checked it.
  const keyOf = (params: unknown) => (params as Readonly<Record<string, string>>)[id] ?? ''
  return [
    handle(endpoints.put, async ({ caller, params, body, request, reply }) => {
      const ifMatch = request.headers['if-match']
      const written = await putDocument(parts, {
        kind,
        key: keyOf(params),
        body,
        ifMatch,
        caller,
        requestId: request.id,
      })
      // Nobody was refused because of a document that there was not.
      const isNew = written['version'] === 1
      const affected = isNew ? null : await affectedLeadsOf(parts, caller.accountId, kind, keyOf(params))
      if (affected !== null) reply.header('affected-leads', String(affected))
      return written
    }),
    handle(endpoints.show, async ({ caller, params }) => {
      const key = keyOf(params)
      const stored = await parts.db.asAccount(caller.accountId, (tx) => readDocument(tx, kind, key))
      if (!stored) throw notFound(`The ${one} ${key}`)
      return shownDocument(kind, stored)
    }),
    handle(endpoints.list, async ({ caller, query }) => {
      // As in `pageQuery`; deliveries can be asked for by campaign besides.
      const { limit, cursor = '', campaign = null } = query as { limit: number; cursor?: string; campaign?: string }
      const found = await parts.db.asAccount(caller.accountId, (tx) =>
        listDocuments(tx, kind, { after: cursor, limit: limit + 1, campaign }),
      )
      const page = found.slice(0, limit)
      return {
        [noun]: page.map((stored) => shownDocument(kind, stored)),
        nextCursor: found.length > limit ? (page.at(-1)?.key ?? null) : null,
      }
    }),
    handle(endpoints.delete, async ({ caller, params, query, request }) => {
      // Only deliveries have the flag.
      const { cancelQueued = false } = (query ?? {}) as { cancelQueued?: boolean }
      await deleteDocument(parts, { kind, key: keyOf(params), cancelQueued, caller, requestId: request.id })
      return undefined
    }),
  ]
}
