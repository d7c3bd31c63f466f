// Set-up as one JSON document: a section per kind, documents by key.

import { listBuyers } from '@switchyard/contract/buyers/list.ts'
import { putBuyer } from '@switchyard/contract/buyers/put.ts'
import { listCampaigns } from '@switchyard/contract/campaigns/list.ts'
import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { listDeliveries } from '@switchyard/contract/deliveries/list.ts'
import { putDelivery } from '@switchyard/contract/deliveries/put.ts'
import type { AnyEndpoint } from '@switchyard/contract/endpoint.ts'
import { listMappers } from '@switchyard/contract/mappers/list.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { listPicklists } from '@switchyard/contract/picklists/list.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { listSuppliers } from '@switchyard/contract/suppliers/list.ts'
import { putSupplier } from '@switchyard/contract/suppliers/put.ts'
import { listSuppressionLists } from '@switchyard/contract/suppression/list.ts'
import { putSuppressionList } from '@switchyard/contract/suppression/put.ts'

/** In the order in which documents need each other. */
export const sectionNames = [
  'picklists',
  'mappers',
  'suppliers',
  'buyers',
  'suppression',
  'campaigns',
  'deliveries',
] as const
export type SectionName = (typeof sectionNames)[number]

export type Document = Readonly<Record<string, unknown>>
export type SetupFile = Readonly<Record<SectionName, Readonly<Record<string, Document>>>>

export interface Section {
  readonly list: AnyEndpoint
  readonly put: AnyEndpoint
  /** Name of the path parameter, which is also the stored document's name for its key. */
  readonly id: string
}

export const sections: Readonly<Record<SectionName, Section>> = {
  picklists: { list: listPicklists, put: putPicklist, id: 'key' },
  mappers: { list: listMappers, put: putMapper, id: 'key' },
  suppliers: { list: listSuppliers, put: putSupplier, id: 'sid' },
  buyers: { list: listBuyers, put: putBuyer, id: 'bid' },
  suppression: { list: listSuppressionLists, put: putSuppressionList, id: 'key' },
  campaigns: { list: listCampaigns, put: putCampaign, id: 'reference' },
  deliveries: { list: listDeliveries, put: putDelivery, id: 'key' },
}

export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function emptySetup(): Record<SectionName, Record<string, Document>> {
  return { picklists: {}, mappers: {}, suppliers: {}, buyers: {}, suppression: {}, campaigns: {}, deliveries: {} }
}
