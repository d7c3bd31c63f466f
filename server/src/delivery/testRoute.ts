// POST /v1/deliveries/{key}/test: renders the request for given values or a stored lead, sends it as a test if wanted, and says
// which answer rule fired. Nothing is stored, counted or billed.

import { testDelivery } from '@switchyard/contract/deliveries/test.ts'
import { readSent } from '@switchyard/core/delivery/sent.ts'
import type { FieldValues, LeadFacts } from '@switchyard/core/lead/facts.ts'

import type { Database } from '../db/database.ts'
import { invalid, notFound } from '../http/problem.ts'
import { handle, type Caller, type Route } from '../http/route.ts'
import type { AccountSetup, LiveCampaign } from '../setup/compile.ts'
import type { LiveSetup } from '../setup/live.ts'
import type { Connector } from './send.ts'

export function testDeliveryRoute(
  db: Database,
  live: LiveSetup,
  connector: Connector,
  markTested: (tested: { key: string; caller: Caller; requestId: string }) => Promise<unknown>,
): Route {
  return handle(testDelivery, async ({ caller, params, body, request }) => {
    const setup = await live.account(caller.accountId)
    const delivery = setup.deliveries.get(params.key)
    if (!delivery) throw notFound(`Delivery '${params.key}'`)
    const campaign = setup.campaigns.get(delivery.doc.campaign)
    if (!campaign) throw notFound(`Campaign '${delivery.doc.campaign}'`)
    const facts =
      body.leadId === undefined
        ? factsOfFields(campaign, body.fields ?? {})
        : await factsOfLead(db, setup, campaign, body.leadId)
    const { request: sentRequest, sent } = await connector.send({
      dispatchId: `test-${request.id}`,
      attemptNumber: 1,
      delivery,
      facts,
      beforeBytes: () => body.send,
    })
    const understood = body.send || sent.kind === 'not_rendered' ? readSent(sent, delivery.understand) : null
    const passed = understood !== null && understood.rule !== null
    if (passed) await markTested({ key: params.key, caller, requestId: request.id })
    return {
      request: sentRequest,
      response: sent.kind === 'answer' ? sent.answer : null,
      durationMs: body.send ? Math.round(sent.durationMs) : null,
      outcome: understood?.outcome ?? null,
      rule: understood?.rule ?? null,
      reason: understood?.reason ?? null,
      price: understood?.price ?? null,
      reference: understood?.reference ?? null,
      redirectUrl: understood?.redirectUrl ?? null,
      passed,
    }
  })
}

function factsOfFields(campaign: LiveCampaign, fields: Readonly<Record<string, unknown>>): LeadFacts {
  const screened = campaign.screening.screen({
    id: null,
    supplier: null,
    source: null,
    method: 'manual',
    test: true,
    receivedAt: new Date(),
    raw: fields,
    consent: {},
    waive: new Set(['filters', 'dedupe', 'caps']),
  })
  if (screened.failures.length > 0) {
    throw invalid(
      screened.failures.map(({ field, code, message }) => ({ path: `fields.${field ?? ''}`, code, message })),
      422,
      'invalid_lead',
    )
  }
  return screened.facts
}

async function factsOfLead(db: Database, setup: AccountSetup, campaign: LiveCampaign, id: string): Promise<LeadFacts> {
  const [lead] = await db.asAccount(
    setup.accountId,
    (tx) => tx<(Omit<LeadFacts, 'timezone' | 'values' | 'invalid'> & { values: FieldValues })[]>`
      SELECT l.id::text AS id, l.campaign, l.supplier, l.source, l.method, true AS test, l.received_at AS "receivedAt", l.country,
        v.fields AS values, v.raw, jsonb_build_object('email', l.consent_email, 'sms', l.consent_sms) AS consent
      FROM leads l JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
      WHERE l.account_id = current_account() AND l.id = ${id}::bigint`,
  )
  if (!lead || lead.campaign !== campaign.reference) throw notFound(`Lead ${id} of campaign '${campaign.reference}'`)
  return { ...lead, timezone: campaign.doc.timezone, invalid: [] }
}
