// The route goes on after a result: which delivery is offered the lead next, if it may still have it now.

import type { TransactionSql } from 'postgres'

import { assertNever } from '@switchyard/core/assert.ts'
import type { LeadFacts, FieldValues } from '@switchyard/core/lead/facts.ts'
import type { ConsentState, DispatchState, Method } from '@switchyard/core/lead/states.ts'
import { decideRoute } from '@switchyard/core/routing/decide.ts'
import { noWaivers, type LaterStep, type OfferState } from '@switchyard/core/routing/decision.ts'
import { nextStep } from '@switchyard/core/routing/next.ts'

import { databaseNow } from '../db/clock.ts'
import { reservePlace } from '../caps/places.ts'
import type { Counter, WindowDelta, WindowRef } from '../caps/windows.ts'
import { dispatchClass, type NewDispatch } from '../queue/dispatches.ts'
import { spreadHold } from '../queue/spreadHold.ts'
import { deliverySlots, snapshotIn, takePlaces } from '../caps/slots.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { LeadDispatch, OpenLead } from './write.ts'

export interface GoingOn {
  readonly offers: readonly Omit<NewDispatch, 'id'>[]
  readonly deltas: readonly WindowDelta[]
  readonly steps: readonly LaterStep[]
}

const nothing: GoingOn = { offers: [], deltas: [], steps: [] }

/** A lead whose route has something left to try, with what a decision about it looks at. */
export interface Continuing {
  readonly facts: LeadFacts
  readonly at: Date
  windows(setups: ReadonlyMap<string, AccountSetup>): WindowRef[]
}

/** The newest dispatch per delivery; `dispatches` come oldest first. */
export function newestOf<Dispatch extends Pick<LeadDispatch, 'delivery'>>(
  dispatches: readonly Dispatch[],
): ReadonlyMap<string, Dispatch> {
  return new Map(dispatches.map((dispatch) => [dispatch.delivery, dispatch]))
}

export function offerStateOf(state: DispatchState): OfferState {
  switch (state) {
    case 'accepted':
      return 'accepted'
    case 'queued':
    case 'held':
    case 'sending':
    case 'pending':
    case 'review':
      return 'open'
    case 'rejected':
    case 'failed':
    case 'skipped':
    case 'expired':
    case 'cancelled':
      return 'refused'
    default:
      return assertNever(state)
  }
}

/**
 * What a delivery has bought stays bought, also when it was sent there again and nothing came of that. Of a route that was begun
 * anew only the offers made since then count.
 */
function madeOf(lead: OpenLead): Map<string, OfferState> {
  const bought = new Set(keptOf(lead.dispatches).map(({ delivery }) => delivery))
  const { reroutedAt } = lead
  const counting = lead.dispatches.filter(
    ({ delivery, createdAt }) => reroutedAt === null || createdAt >= reroutedAt || bought.has(delivery),
  )
  return new Map(
    [...newestOf(counting)].map(([delivery, dispatch]) => [
      delivery,
      bought.has(delivery) ? 'accepted' : offerStateOf(dispatch.state),
    ]),
  )
}

/** Those whose delivery took the lead and has not given it back. */
export function keptOf<Dispatch extends Pick<LeadDispatch, 'state' | 'returnReason'>>(
  dispatches: readonly Dispatch[],
): Dispatch[] {
  return dispatches.filter(({ state, returnReason }) => state === 'accepted' && returnReason === null)
}

/** Buyers that took the lead once and gave it back. */
export function returnedByOf(dispatches: readonly Pick<LeadDispatch, 'buyer' | 'returnReason'>[]): Set<string> {
  return new Set(dispatches.flatMap(({ buyer, returnReason }) => (returnReason === null ? [] : (buyer ?? []))))
}

/** Reads values only of the leads whose route has a next step: most end with their first answer. */
export async function readFactsOf(
  tx: TransactionSql,
  leads: readonly OpenLead[],
): Promise<ReadonlyMap<OpenLead, Continuing>> {
  const going = leads.filter((lead) => lead.plan !== null && nextStep(lead.plan, madeOf(lead)).kind === 'offer')
  if (going.length === 0) return new Map()
  const wanted = going.map((l) => ({ account_id: l.accountId, id: l.leadId, received_at: l.receivedAt }))
  const rows = await tx<FactsRow[]>`
    SELECT l.account_id::text AS "accountId", l.id::text AS id, l.source, l.method, l.country, l.consent_email AS "consentEmail",
      l.consent_sms AS "consentSms", v.fields, v.raw
    FROM json_to_recordset(${JSON.stringify(wanted)}::text::json) AS r (account_id bigint, id bigint, received_at timestamptz)
    JOIN leads l ON l.account_id = r.account_id AND l.id = r.id AND l.received_at = r.received_at
    JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at`
  const byId = new Map(rows.map((row) => [`${row.accountId}:${row.id}`, row]))
  const now = databaseNow()
  return new Map(
    going.flatMap((lead) => {
      const row = byId.get(`${lead.accountId}:${lead.leadId}`)
      // Another machine's clock may be ahead: no offer may look older than the run of the route that it belongs to.
      const at = lead.reroutedAt !== null && lead.reroutedAt > now ? lead.reroutedAt : now
      return row ? [[lead, continuing(lead, row, at)] as const] : []
    }),
  )
}

interface FactsRow {
  readonly accountId: string
  readonly id: string
  readonly source: string | null
  readonly method: Method
  readonly country: string | null
  readonly consentEmail: ConsentState
  readonly consentSms: ConsentState
  readonly fields: FieldValues
  readonly raw: Readonly<Record<string, unknown>>
}

function continuing(lead: OpenLead, row: FactsRow, at: Date): Continuing {
  const facts: LeadFacts = {
    id: lead.leadId,
    campaign: lead.campaign,
    supplier: lead.supplier,
    source: row.source,
    method: row.method,
    test: lead.test,
    receivedAt: lead.receivedAt,
    checkedAt: lead.reroutedAt ?? undefined,
    timezone: 'UTC',
    country: row.country,
    values: row.fields,
    raw: row.raw,
    invalid: [],
    consent: { email: row.consentEmail, sms: row.consentSms },
  }
  return {
    facts,
    at,
    windows(setups) {
      const setup = setups.get(lead.accountId)
      const campaign = setup?.campaigns.get(lead.campaign)
      if (!setup || !campaign) return []
      return campaign.routing.deliveries
        .flatMap((key) => deliverySlots(setup, campaign.doc, key, at, lead.test))
        .map((slot) => slot.ref)
    },
  }
}

export function goOn(
  lead: OpenLead,
  going: Continuing | undefined,
  setup: AccountSetup | undefined,
  counters: Map<string, Counter>,
): GoingOn {
  const campaign = setup?.campaigns.get(lead.campaign)
  if (!going || !setup || !campaign || lead.plan === null) return nothing
  const { at } = going
  const facts: LeadFacts = { ...going.facts, timezone: campaign.doc.timezone }
  const soldTo = new Set(keptOf(lead.dispatches).flatMap(({ buyer }) => buyer ?? []))
  // Made anew for each: a lead that goes to two deliveries of one buyer takes two places in the buyer's caps.
  const decide = () =>
    decideRoute(
      campaign.routing,
      facts,
      {
        now: at,
        draw: 0,
        setupVersion: setup.version,
        caps: (key) => deliverySlots(setup, campaign.doc, key, at, lead.test).map((slot) => snapshotIn(counters, slot)),
        soldTo,
        returnedBy: returnedByOf(lead.dispatches),
        asked: new Set(lead.dispatches.map(({ delivery }) => delivery)),
      },
      noWaivers,
    )
  const made = madeOf(lead)
  const offers: Omit<NewDispatch, 'id'>[] = []
  const deltas: WindowDelta[] = []
  const steps: LaterStep[] = []
  // A delivery that may not have the lead any more counts as a refusal, and the route goes on behind it.
  for (let step = nextStep(lead.plan, made); step.kind === 'offer'; step = nextStep(lead.plan, made)) {
    for (const delivery of step.deliveries) {
      const line = decide().considered.find((considered) => considered.delivery === delivery)
      const excluded = line ? line.excluded : { why: 'notActive' as const, words: 'the delivery is not there any more' }
      steps.push({ at: at.toISOString(), delivery, excluded })
      made.set(delivery, excluded ? 'refused' : 'open')
      if (excluded || !line) continue
      const holdUntil =
        line.holdUntil === null ? null : spreadHold(setup, delivery, new Date(line.holdUntil), lead.leadId)
      const reserved = takePlaces(
        holdUntil ? [] : deliverySlots(setup, campaign.doc, delivery, at, lead.test),
        counters,
      )
      deltas.push(...reserved.map(reservePlace))
      const maxAgeMs = (setup.deliveries.get(delivery)?.doc.retry.maxAgeHours ?? 24) * 3_600_000
      offers.push({
        accountId: lead.accountId,
        leadId: lead.leadId,
        leadReceivedAt: lead.receivedAt,
        campaign: lead.campaign,
        delivery,
        buyer: line.buyer,
        class: dispatchClass.live,
        holdUntil,
        holdReason: line.holdReason,
        waitsForPlace: line.waitsForPlace,
        expiresAt: new Date((holdUntil ?? at).getTime() + maxAgeMs),
        reserved,
        test: lead.test,
        createdAt: at,
        claimed: null,
      })
    }
  }
  return { offers, deltas, steps }
}
