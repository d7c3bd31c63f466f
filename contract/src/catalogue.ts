// Every endpoint there is, in the order of the documentation.

import { listAlerts } from './alerts/list.ts'
import { resolveAlert } from './alerts/resolve.ts'
import { deleteBuyer } from './buyers/delete.ts'
import { listBuyers } from './buyers/list.ts'
import { pauseBuyer } from './buyers/pause.ts'
import { putBuyer } from './buyers/put.ts'
import { resumeBuyer } from './buyers/resume.ts'
import { showBuyer } from './buyers/show.ts'
import { deleteCampaign } from './campaigns/delete.ts'
import { listCampaigns } from './campaigns/list.ts'
import { putCampaign } from './campaigns/put.ts'
import { showCampaign } from './campaigns/show.ts'
import { campaignSummary } from './campaigns/summary.ts'
import { listCaps } from './caps/list.ts'
import { acknowledgeCause } from './causes/acknowledge.ts'
import { cureCause } from './causes/cure.ts'
import { keepCause } from './causes/keep.ts'
import { listCauseLeads } from './causes/leads.ts'
import { listCauses } from './causes/list.ts'
import { previewCure } from './causes/preview.ts'
import { reopenCause } from './causes/reopen.ts'
import { deleteDelivery } from './deliveries/delete.ts'
import { showDeliveryHealth } from './deliveries/health.ts'
import { listDeliveries } from './deliveries/list.ts'
import { pauseDelivery } from './deliveries/pause.ts'
import { putDelivery } from './deliveries/put.ts'
import { resumeDelivery } from './deliveries/resume.ts'
import { showDelivery } from './deliveries/show.ts'
import { testDelivery } from './deliveries/test.ts'
import { loadDemo } from './demo/load.ts'
import { removeDemo } from './demo/remove.ts'
import { showDemo } from './demo/show.ts'
import { listDispatches } from './dispatches/list.ts'
import { resolveDispatch } from './dispatches/resolve.ts'
import { showOpenApi } from './docs/openapi.ts'
import type { AnyEndpoint } from './endpoint.ts'
import { showHome } from './home/show.ts'
import { cancelJob } from './jobs/cancel.ts'
import { createJob } from './jobs/create.ts'
import { showJobFile } from './jobs/file.ts'
import { listJobItems } from './jobs/items.ts'
import { listJobs } from './jobs/list.ts'
import { pauseJob } from './jobs/pause.ts'
import { planJob } from './jobs/plan.ts'
import { listJobReasons } from './jobs/reasons.ts'
import { resumeJob } from './jobs/resume.ts'
import { retryJob } from './jobs/retry.ts'
import { showJob } from './jobs/show.ts'
import { createKey } from './keys/create.ts'
import { listKeys } from './keys/list.ts'
import { revokeKey } from './keys/revoke.ts'
import { checkLead } from './leads/check.ts'
import { createLead } from './leads/create.ts'
import { createLeads } from './leads/createBatch.ts'
import { deleteLead } from './leads/delete.ts'
import { listLeads } from './leads/list.ts'
import { previewLead } from './leads/preview.ts'
import { showLead } from './leads/show.ts'
import { leadTotals } from './leads/totals.ts'
import { updateLead } from './leads/update.ts'
import { leadValues } from './leads/values.ts'
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
import { putReturnReasons } from './returns/put.ts'
import { showReturnReasons } from './returns/show.ts'
import { createSession } from './session/create.ts'
import { endSession } from './session/end.ts'
import { openStream } from './stream/open.ts'
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
import { deleteView } from './views/delete.ts'
import { listViews } from './views/list.ts'
import { putView } from './views/put.ts'
import { showView } from './views/show.ts'

export const catalogue: readonly AnyEndpoint[] = [
  createLead,
  createLeads,
  listLeads,
  leadTotals,
  leadValues,
  showLead,
  updateLead,
  checkLead,
  previewLead,
  deleteLead,
  planJob,
  createJob,
  listJobs,
  showJob,
  listJobItems,
  listJobReasons,
  pauseJob,
  resumeJob,
  cancelJob,
  retryJob,
  showJobFile,
  listCauses,
  listCauseLeads,
  previewCure,
  cureCause,
  acknowledgeCause,
  keepCause,
  reopenCause,
  showReturnReasons,
  putReturnReasons,
  listDispatches,
  resolveDispatch,
  openStream,
  showHome,
  listAlerts,
  resolveAlert,
  putCampaign,
  showCampaign,
  listCampaigns,
  deleteCampaign,
  campaignSummary,
  listCaps,
  putDelivery,
  showDelivery,
  listDeliveries,
  deleteDelivery,
  testDelivery,
  pauseDelivery,
  resumeDelivery,
  showDeliveryHealth,
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
  pauseBuyer,
  resumeBuyer,
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
  putView,
  showView,
  listViews,
  deleteView,
  showMe,
  updateMe,
  createSession,
  endSession,
  loadDemo,
  showDemo,
  removeDemo,
  showOpenApi,
]
