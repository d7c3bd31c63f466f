// Routing one lead inside its batch: the pure decision, then the places it takes in cap windows the batch holds locked.

import { decideRoute } from '@switchyard/core/routing/decide.ts'
import type { Decision, OfferState, Waivers } from '@switchyard/core/routing/decision.ts'
import { nextStep } from '@switchyard/core/routing/next.ts'
import type { LeadFacts } from '@switchyard/core/lead/facts.ts'

import type { Counter, WindowRef } from '../caps/windows.ts'
import type { AccountSetup, LiveCampaign } from '../setup/compile.ts'
import { deliverySlots, snapshotIn, takePlaces } from '../caps/slots.ts'

/** A dispatch about to be made. */
export interface Offer {
  readonly delivery: string
  readonly buyer: string | null
  readonly holdUntil: Date | null
  readonly holdReason: string | null
  readonly reserved: readonly WindowRef[]
}

export interface RouteWorld {
  readonly now: Date
  readonly draw: number
  readonly counters: Map<string, Counter>
  readonly soldTo: ReadonlySet<string>
  readonly returnedBy: ReadonlySet<string>
}

export function route(
  setup: AccountSetup,
  campaign: LiveCampaign,
  facts: LeadFacts,
  world: RouteWorld,
  waivers: Waivers,
): { decision: Decision; offers: Offer[] } {
  const decision = decideRoute(
    campaign.routing,
    facts,
    {
      now: world.now,
      draw: world.draw,
      setupVersion: setup.version,
      caps: (delivery) =>
        deliverySlots(setup, campaign.doc, delivery, world.now, facts.test).map((slot) =>
          snapshotIn(world.counters, slot),
        ),
      soldTo: world.soldTo,
      returnedBy: world.returnedBy,
    },
    waivers,
  )
  return { decision, offers: takeOffers(setup, campaign, facts, decision, new Map(), world) }
}

/** The offers that are due next, with their cap places taken in `world.counters`. */
export function takeOffers(
  setup: AccountSetup,
  campaign: LiveCampaign,
  facts: Pick<LeadFacts, 'test'>,
  decision: Decision,
  made: ReadonlyMap<string, OfferState>,
  world: Pick<RouteWorld, 'now' | 'counters'>,
): Offer[] {
  const step = nextStep(decision.plan, made)
  if (step.kind !== 'offer') return []
  return step.deliveries.map((delivery) => {
    const considered = decision.considered.find((line) => line.delivery === delivery)
    const holdUntil = considered?.holdUntil ?? null
    // A held dispatch takes its places when it is released: in the window that is open then.
    const slots = holdUntil === null ? deliverySlots(setup, campaign.doc, delivery, world.now, facts.test) : []
    return {
      delivery,
      buyer: considered?.buyer ?? null,
      holdUntil: holdUntil === null ? null : new Date(holdUntil),
      holdReason: considered?.holdReason ?? null,
      reserved: takePlaces(slots, world.counters),
    }
  })
}
