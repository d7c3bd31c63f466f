// GET /v1/campaigns/{ref}/summary

import { campaignSummary as summaryEndpoint } from '@switchyard/contract/campaigns/summary.ts'

import type { Database } from '../db/database.ts'
import { notFound } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import type { LiveSetup } from '../setup/live.ts'
import { campaignSummary } from './campaignSummary.ts'

export function summaryRoute(db: Database, live: LiveSetup): Route {
  return handle(summaryEndpoint, async ({ caller, params, query }) => {
    const setup = await live.account(caller.accountId)
    const campaign = setup.campaigns.get(params.ref)
    if (!campaign) throw notFound(`Campaign '${params.ref}'`)
    const frame = { from: query.from ?? null, to: query.to ?? null }
    const summary = await db.asAccount(caller.accountId, (tx) => campaignSummary(tx, params.ref, frame))
    return { ...summary, currency: campaign.doc.currency }
  })
}
