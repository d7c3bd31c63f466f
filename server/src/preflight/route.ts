// POST /v1/campaigns/{reference}/preflight

import { runPreflight } from '@switchyard/contract/preflight/run.ts'
import { planPreflight } from '@switchyard/core/preflight/planPreflight.ts'

import { databaseNow } from '../db/clock.ts'
import type { Database } from '../db/database.ts'
import type { Connector } from '../delivery/send.ts'
import { notFound, Problem } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import type { LiveCampaign } from '../setup/compile.ts'
import type { LiveSetup } from '../setup/live.ts'
import { findSupplier } from './findSupplier.ts'
import { sendSample } from './sendSample.ts'
import { shownCase, type ShownCase } from './shownCase.ts'
import { tryCases } from './tryCases.ts'

export interface PreflightParts {
  readonly db: Database
  readonly live: LiveSetup
  readonly connector: Connector
  readonly random: () => number
}

export function preflightRoute({ db, live, connector, random }: PreflightParts): Route {
  return handle(runPreflight, async ({ caller: { accountId }, params, body, request }) => {
    const setup = await live.account(accountId)
    const known = setup.campaigns.get(params.reference)
    if (!known) throw notFound(`Campaign '${params.reference}'`)
    if (known.fault !== null) {
      throw new Problem(409, 'campaign_faulty', `Campaign '${params.reference}' cannot check leads: ${known.fault}`)
    }
    // A draft is tried as it will be.
    const campaign = { ...known, doc: { ...known.doc, status: 'active' as const } }
    const { supplier, fault } = findSupplier(setup, campaign, body.supplier)
    const own = [...setup.deliveries].filter(([, { doc }]) => doc.campaign === params.reference)
    const now = databaseNow()
    const plan = planPreflight({
      campaign: campaign.doc,
      screening: campaign.screening,
      picklists: setup.picklists,
      suppression: setup.suppression,
      deliveries: new Map(own.map(([key, { doc }]) => [key, doc])),
      supplier,
      now,
      nonce: Math.floor(random() * 2 ** 32).toString(36),
      given: body.fields,
    })
    const tried = await tryCases({ db, setup, campaign, supplier, now, draw: random() }, plan.cases)
    const pairs = plan.cases.flatMap((one, index) => {
      const found = tried[index]
      return found ? [{ one, tried: found }] : []
    })
    const cases = [
      ...(fault === null ? [] : [senderCase(fault)]),
      ...pairs.map(({ one, tried: { outcome } }) => shownCase(one, outcome)),
      ...(body.send ? await sendSample(connector, setup, request.id, pairs) : []),
    ]
    const failed = cases.filter(({ passed }) => !passed)
    return {
      campaign: params.reference,
      passed: cases.length - failed.length,
      failed: failed.length,
      leftOut: [...plan.leftOut, ...faultsOf(campaign)],
      sample: { ...plan.sample.fields },
      cases: [...failed, ...cases.filter(({ passed }) => passed)],
    }
  })
}

function senderCase(fault: string): ShownCase {
  return {
    name: 'A supplier sends a lead',
    about: 'suppliers',
    hop: 'receive',
    set: {},
    expected: 'a supplier may send',
    got: 'nobody may',
    passed: false,
    reason: fault,
  }
}

/** Deliveries whose set-up does not compile. */
function faultsOf({ routing }: LiveCampaign): string[] {
  return routing.candidates.flatMap(({ key, fault }) =>
    fault === null ? [] : [`Delivery ${key}: its set-up cannot be used: ${fault}`],
  )
}
