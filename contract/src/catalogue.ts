// Every endpoint there is, in the order of the documentation.

import { deleteBuyer } from './buyers/delete.ts'
import { listBuyers } from './buyers/list.ts'
import { putBuyer } from './buyers/put.ts'
import { showBuyer } from './buyers/show.ts'
import { deleteCampaign } from './campaigns/delete.ts'
import { listCampaigns } from './campaigns/list.ts'
import { putCampaign } from './campaigns/put.ts'
import { showCampaign } from './campaigns/show.ts'
import { campaignSummary } from './campaigns/summary.ts'
import { deleteDelivery } from './deliveries/delete.ts'
import { listDeliveries } from './deliveries/list.ts'
import { putDelivery } from './deliveries/put.ts'
import { showDelivery } from './deliveries/show.ts'
import { testDelivery } from './deliveries/test.ts'
import { loadDemo } from './demo/load.ts'
import { removeDemo } from './demo/remove.ts'
import { showDemo } from './demo/show.ts'
import { showOpenApi } from './docs/openapi.ts'
import type { AnyEndpoint } from './endpoint.ts'
import { createKey } from './keys/create.ts'
import { listKeys } from './keys/list.ts'
import { revokeKey } from './keys/revoke.ts'
import { createLead } from './leads/create.ts'
import { createLeads } from './leads/createBatch.ts'
import { listLeads } from './leads/list.ts'
import { showLead } from './leads/show.ts'
import { updateLead } from './leads/update.ts'
import { deleteMapper } from './mappers/delete.ts'
import { listMappers } from './mappers/list.ts'
import { putMapper } from './mappers/put.ts'
import { showMapper } from './mappers/show.ts'
import { showMe } from './me/show.ts'
import { updateMe } from './me/update.ts'
import { deletePicklist } from './picklists/delete.ts'
import { listPicklists } from './picklists/list.ts'
import { putPicklist } from './picklists/put.ts'
import { showPicklist } from './picklists/show.ts'
import { createSession } from './session/create.ts'
import { endSession } from './session/end.ts'
import { deleteSupplier } from './suppliers/delete.ts'
import { listSuppliers } from './suppliers/list.ts'
import { putSupplier } from './suppliers/put.ts'
import { showSupplier } from './suppliers/show.ts'
import { addSuppressionEntries } from './suppression/addEntries.ts'
import { deleteSuppressionList } from './suppression/delete.ts'
import { listSuppressionLists } from './suppression/list.ts'
import { putSuppressionList } from './suppression/put.ts'
import { showSuppressionList } from './suppression/show.ts'
import { createUser } from './users/create.ts'
import { listUsers } from './users/list.ts'

export const catalogue: readonly AnyEndpoint[] = [
  createLead,
  createLeads,
  listLeads,
  showLead,
  updateLead,
  putCampaign,
  showCampaign,
  listCampaigns,
  deleteCampaign,
  campaignSummary,
  putDelivery,
  showDelivery,
  listDeliveries,
  deleteDelivery,
  testDelivery,
  putPicklist,
  showPicklist,
  listPicklists,
  deletePicklist,
  putMapper,
  showMapper,
  listMappers,
  deleteMapper,
  putSupplier,
  showSupplier,
  listSuppliers,
  deleteSupplier,
  putBuyer,
  showBuyer,
  listBuyers,
  deleteBuyer,
  putSuppressionList,
  showSuppressionList,
  listSuppressionLists,
  deleteSuppressionList,
  addSuppressionEntries,
  createKey,
  listKeys,
  revokeKey,
  createUser,
  listUsers,
  showMe,
  updateMe,
  createSession,
  endSession,
  loadDemo,
  showDemo,
  removeDemo,
  showOpenApi,
]
