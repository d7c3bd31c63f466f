// Every endpoint there is, in the order of the documentation.

import { acknowledgeAlert } from './alerts/acknowledge.ts'
import { listAlerts } from './alerts/list.ts'
import { listAlertMessages } from './alerts/messages.ts'
import { putAlertSettings } from './alerts/putSettings.ts'
import { resolveAlert } from './alerts/resolve.ts'
import { showAlertSettings } from './alerts/showSettings.ts'
import { testAlertWebhook } from './alerts/testWebhook.ts'
import { deleteBuyer } from './buyers/delete.ts'
import { listBuyers } from './buyers/list.ts'
import { pauseBuyer } from './buyers/pause.ts'
import { putBuyer } from './buyers/put.ts'
import { resumeBuyer } from './buyers/resume.ts'
import { showBuyer } from './buyers/show.ts'
import { campaignCounts } from './campaigns/counts.ts'
import { deleteCampaign } from './campaigns/delete.ts'
import { downloadLeads } from './campaigns/download.ts'
import { listCampaigns } from './campaigns/list.ts'
import { putCampaign } from './campaigns/put.ts'
import { showCampaign } from './campaigns/show.ts'
import { campaignSummary } from './campaigns/summary.ts'
import { listCaps } from './caps/list.ts'
import { acknowledgeCause } from './causes/acknowledge.ts'
import { showAffected } from './causes/affected.ts'
import { cureCause } from './causes/cure.ts'
import { keepCause } from './causes/keep.ts'
import { listCauseLeads } from './causes/leads.ts'
import { listCauses } from './causes/list.ts'
import { previewCure } from './causes/preview.ts'
import { recheckAffected } from './causes/recheck.ts'
import { reopenCause } from './causes/reopen.ts'
import { showCause } from './causes/show.ts'
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
import { checkDraft } from './drafts/check.ts'
import { createDraft } from './drafts/create.ts'
import { deleteDraft } from './drafts/delete.ts'
import { listDrafts } from './drafts/list.ts'
import { runDraft } from './drafts/run.ts'
import { showDraft } from './drafts/show.ts'
import { updateDraft } from './drafts/update.ts'
import type { AnyEndpoint } from './endpoint.ts'
import { showCampaigns } from './home/campaigns.ts'
import { showHome } from './home/show.ts'
import { createImport } from './imports/create.ts'
import { deleteImport } from './imports/delete.ts'
import { showImportFile } from './imports/file.ts'
import { listImports } from './imports/list.ts'
import { listImportRows } from './imports/rows.ts'
import { runImport } from './imports/run.ts'
import { showImport } from './imports/show.ts'
import { undoImport } from './imports/undo.ts'
import { updateImport } from './imports/update.ts'
import { cancelJob } from './jobs/cancel.ts'
import { createJob } from './jobs/create.ts'
import { showJobFile } from './jobs/file.ts'
import { listJobItems } from './jobs/items.ts'
import { listJobs } from './jobs/list.ts'
import { pauseJob } from './jobs/pause.ts'
import { planJob } from './jobs/plan.ts'
import { listJobReasons } from './jobs/reasons.ts'
import { showJobResults } from './jobs/results.ts'
import { resumeJob } from './jobs/resume.ts'
import { retryJob } from './jobs/retry.ts'
import { showJob } from './jobs/show.ts'
import { undoJob } from './jobs/undo.ts'
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
import { listsOverview } from './lists/overview.ts'
import { deleteMapper } from './mappers/delete.ts'
import { listMappers } from './mappers/list.ts'
import { putMapper } from './mappers/put.ts'
import { showMapper } from './mappers/show.ts'
import { mapperUsage } from './mappers/usage.ts'
import { showMe } from './me/show.ts'
import { updateMe } from './me/update.ts'
import { deleteMailAccount } from './notify/deleteMailAccount.ts'
import { putMailAccount } from './notify/putMailAccount.ts'
import { showMailAccount } from './notify/showMailAccount.ts'
import { testMailAccount } from './notify/testMailAccount.ts'
import { deletePicklist } from './picklists/delete.ts'
import { listPicklists } from './picklists/list.ts'
import { putPicklist } from './picklists/put.ts'
import { showPicklist } from './picklists/show.ts'
import { listUnknownValues } from './picklists/unknown.ts'
import { picklistUsage } from './picklists/usage.ts'
import { runPreflight } from './preflight/run.ts'
import { putReturnReasons } from './returns/put.ts'
import { showReturnReasons } from './returns/show.ts'
import { createSession } from './session/create.ts'
import { endSession } from './session/end.ts'
import { historyOf } from './setup/history/list.ts'
import { restoreOf } from './setup/history/restore.ts'
import { versionOf } from './setup/history/show.ts'
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
import { tellFeedback } from './feedback/tell.ts'
import { acceptPairing } from './pairings/accept.ts'
import { createPairing } from './pairings/create.ts'
import { endPairing } from './pairings/end.ts'
import { joinPairing } from './pairings/join.ts'
import { listPairings } from './pairings/list.ts'
import { showPairing } from './pairings/show.ts'
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
  undoJob,
  showJobFile,
  showJobResults,
  listCauses,
  showAffected,
  recheckAffected,
  showCause,
  listCauseLeads,
  previewCure,
  cureCause,
  acknowledgeCause,
  keepCause,
  reopenCause,
  createDraft,
  listDrafts,
  showDraft,
  updateDraft,
  checkDraft,
  runDraft,
  deleteDraft,
  createImport,
  listImports,
  showImport,
  updateImport,
  listImportRows,
  showImportFile,
  runImport,
  undoImport,
  deleteImport,
  showReturnReasons,
  putReturnReasons,
  listDispatches,
  resolveDispatch,
  openStream,
  showHome,
  showCampaigns,
  listAlerts,
  acknowledgeAlert,
  resolveAlert,
  showAlertSettings,
  putAlertSettings,
  testAlertWebhook,
  listAlertMessages,
  showMailAccount,
  putMailAccount,
  deleteMailAccount,
  testMailAccount,
  putCampaign,
  showCampaign,
  listCampaigns,
  deleteCampaign,
  campaignSummary,
  downloadLeads,
  campaignCounts,
  runPreflight,
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
  picklistUsage,
  listUnknownValues,
  putMapper,
  showMapper,
  listMappers,
  deleteMapper,
  mapperUsage,
  listsOverview,
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
  ...Object.values(historyOf),
  ...Object.values(versionOf),
  ...Object.values(restoreOf),
  createKey,
  listKeys,
  revokeKey,
  createPairing,
  acceptPairing,
  joinPairing,
  listPairings,
  showPairing,
  endPairing,
  tellFeedback,
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
