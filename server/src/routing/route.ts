// Routing one lead inside its batch: the pure decision, then the places it takes in cap windows the batch holds locked.

import { decideRoute } from '@switchyard/core/routing/decide.ts'
import type { Considered, Decision, Waivers } from '@switchyard/core/routing/decision.ts'
import { nextStep } from '@switchyard/core/routing/next.ts'
import type { LeadFacts } from '@switchyard/core/lead/facts.ts'

import type { Counter, WindowRef } from '../caps/windows.ts'
import type { AccountSetup, LiveCampaign } from '../setup/compile.ts'
import { deliverySlots, firstFull, snapshotIn, takePlaces, type AccountSlot } from '../caps/slots.ts'

/** A dispatch about to be made. */
export interface Offer {
  readonly delivery: string
  readonly buyer: string | null
  readonly holdUntil: Date | null
  readonly holdReason: string | null
  /** Held because a cap is full. */
  readonly waitsForPlace: boolean
  readonly reserved: readonly WindowRef[]
}

export interface RouteWorld {
  readonly now: Date
  readonly draw: number
  readonly counters: Map<string, Counter>
  readonly soldTo: ReadonlySet<string>
  readonly returnedBy: ReadonlySet<string>
  /** Deliveries that took the lead when its route was run before. */
  readonly takenBy: ReadonlySet<string>
}

export function route(
  setup: AccountSetup,
  campaign: LiveCampaign,
  facts: LeadFacts,
  world: RouteWorld,
  waivers: Waivers,
): { decision: Decision; offers: Offer[] } {
  const slotsOf = (delivery: string) => deliverySlots(setup, campaign.doc, delivery, world.now, facts.test)
  const decide = () =>
    decideRoute(
      campaign.routing,
      facts,
      {
        now: world.now,
        draw: world.draw,
        setupVersion: setup.version,
        caps: (delivery) => slotsOf(delivery).map((slot) => snapshotIn(world.counters, slot)),
        soldTo: world.soldTo,
        returnedBy: world.returnedBy,
        takenBy: world.takenBy,
      },
      waivers,
    )
  const decision = decide()
  const step = nextStep(decision.plan, new Map([...world.takenBy].map((key) => [key, 'accepted'])))
  if (step.kind !== 'offer') return { decision, offers: [] }
  const considered = new Map(decision.considered.map((line) => [line.delivery, line]))
  const offers: Offer[] = []
  for (const delivery of step.deliveries) {
    // This lead itself may have taken the last place: another delivery of the same buyer was a moment quicker.
    const isLate = offers.length > 0 && firstFull(slotsOf(delivery), world.counters) !== null
    const line = isLate ? decide().considered.find((one) => one.delivery === delivery) : considered.get(delivery)
    if (!line) continue
    considered.set(delivery, line)
    if (line.excluded === null) offers.push(offerOf(line, slotsOf(delivery), world.counters))
  }
  return { decision: { ...decision, considered: [...considered.values()] }, offers }
}

function offerOf(line: Considered, slots: readonly AccountSlot[], counters: ReadonlyMap<string, Counter>): Offer {
  const { delivery, buyer, holdUntil, holdReason } = line
  return {
    delivery,
    buyer,
    holdUntil: holdUntil === null ? null : new Date(holdUntil),
    holdReason,
    waitsForPlace: line.waitsForPlace === true,
    // A held dispatch takes its places when it is released: in the window that is open then.
    reserved: holdUntil === null ? takePlaces(slots, counters) : [],
  }
}
