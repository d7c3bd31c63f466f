// Takes made-up leads along the road of real ones, in transactions that are rolled back.

import type { TransactionSql } from 'postgres'

import { secretsOf } from '@switchyard/core/delivery/requestAuth.ts'
import { isRenderFailure } from '@switchyard/core/delivery/renderFailure.ts'
import { scopeOf } from '@switchyard/core/delivery/scope.ts'
import type { LeadFacts } from '@switchyard/core/lead/facts.ts'
import type { PreflightOutcome } from '@switchyard/core/preflight/judgeCase.ts'
import type { PreflightCase, PreflightLead } from '@switchyard/core/preflight/preflightCase.ts'
import type { WaivableCheck } from '@switchyard/core/screening/screened.ts'

import type { Counter } from '../caps/windows.ts'
import type { Database } from '../db/database.ts'
import { dryRun } from '../db/dryRun.ts'
import { decide } from '../decide.ts'
import type { Candidate } from '../intake/candidate.ts'
import { assign } from '../routing/assign.ts'
import { screenArrival } from '../screening/screenArrival.ts'
import type { AccountSetup, LiveCampaign, LiveDelivery } from '../setup/compile.ts'

export interface PreflightRoad {
  readonly db: Database
  readonly setup: AccountSetup
  /** Its document says `active`, whatever it is. */
  readonly campaign: LiveCampaign
  readonly supplier: string | null
  readonly now: Date
  readonly draw: number
}

export interface TriedCase {
  readonly outcome: PreflightOutcome
  readonly facts: LeadFacts
}

const atOnce = 200
/** Above every id that a stored lead has. */
const firstId = 900_000_000_000_000_000n

/** One per case, in order. Nothing is stored and no place in a cap is taken. */
export async function tryCases(road: PreflightRoad, cases: readonly PreflightCase[]): Promise<TriedCase[]> {
  const tried = new Map<PreflightCase, TriedCase>()
  const alone = cases.filter(({ hop }) => hop === 'dedupe' || hop === 'suppression')
  const together = cases.filter((one) => !alone.includes(one))
  for (let from = 0; from < together.length; from += atOnce) {
    const chunk = together.slice(from, from + atOnce)
    const candidates = chunk.map((one, index) => candidateOf(road, one.lead, index, ['dedupe', 'caps']))
    await dryRun(road.db, road.setup.accountId, (tx) => take(road, tx, candidates))
    for (const [index, one] of chunk.entries()) {
      const candidate = candidates[index]
      if (candidate) tried.set(one, triedOf(road, candidate))
    }
  }
  for (const one of alone) tried.set(one, await tryAlone(road, one))
  return cases.flatMap((one) => tried.get(one) ?? [])
}

async function tryAlone(road: PreflightRoad, one: PreflightCase): Promise<TriedCase> {
  const { expect, lead } = one
  const candidate = candidateOf(road, lead, 1, ['caps'])
  await dryRun(road.db, road.setup.accountId, async (tx) => {
    if (expect.kind === 'suppressed') await suppress(tx, road, candidate, expect.list)
    const first = 'first' in expect ? [candidateOf(road, expect.first, 0, ['caps'])] : []
    await take(road, tx, [...first, candidate])
  })
  return triedOf(road, candidate)
}

/** Each lead finds the caps as they stand: places that the one before took are no matter of it. */
async function take(road: PreflightRoad, tx: TransactionSql, candidates: readonly Candidate[]): Promise<void> {
  await decide(tx, candidates, false, (candidate, counters) => {
    const own = new Map([...counters].map(([key, counter]): [string, Counter] => [key, { ...counter }]))
    assign(candidate, own, road.draw)
  })
}

async function suppress(tx: TransactionSql, road: PreflightRoad, candidate: Candidate, list: string): Promise<void> {
  const digest = candidate.screened.suppression.find((probe) => probe.list === list)?.digests[0]
  if (digest === undefined) return
  await tx`
    INSERT INTO suppression_entries (account_id, list, digest)
    VALUES (${road.setup.accountId}, ${list}, decode(${digest}, 'hex')) ON CONFLICT DO NOTHING`
}

function candidateOf(
  { setup, campaign, supplier, now }: PreflightRoad,
  lead: PreflightLead,
  index: number,
  waive: readonly WaivableCheck[],
): Candidate {
  const incoming = {
    accountId: setup.accountId,
    campaign: campaign.reference,
    supplier,
    source: lead.source,
    externalId: null,
    method: 'api',
    test: true,
    receivedAt: lead.at ?? now,
    fields: lead.fields,
    consent: {},
    origin: { ip: null, userAgent: null, callbackUrl: null, requestId: null, consent: {} },
    waive: new Set(waive),
    idempotency: null,
    payloadHash: null,
    answerLater: false,
  } as const
  return screenArrival({ incoming, setup, campaign }, String(firstId + BigInt(index)))
}

function triedOf({ setup, now }: PreflightRoad, candidate: Candidate): TriedCase {
  const { failures, screened, decision } = candidate
  const considered = decision?.considered ?? null
  const requests = (considered ?? []).flatMap(({ delivery, excluded }) => {
    const live = setup.deliveries.get(delivery)
    // Full or closed at the moment: its request has to be good all the same.
    const takes = excluded === null || excluded.why === 'cap' || excluded.why === 'schedule'
    return takes && live ? [{ delivery, fault: requestFault(live, screened.facts, now) }] : []
  })
  const { quarantine, facts } = screened
  return { facts, outcome: { failures, quarantine, values: facts.values, considered, requests } }
}

/** Why the request of this lead cannot be made. A token is only got when something is sent, so one is made up. */
function requestFault({ doc, request }: LiveDelivery, facts: LeadFacts, now: Date): string | null {
  const { auth } = doc.request
  const names = auth.kind === 'token' ? Object.keys(auth.captures) : auth.kind === 'oauth2' ? ['access_token'] : null
  const token = names && Object.fromEntries(names.map((name) => [name, 'preflight']))
  const rendered = request.render(scopeOf(facts), { ...secretsOf(auth), token }, now)
  return isRenderFailure(rendered) ? rendered.message : null
}
