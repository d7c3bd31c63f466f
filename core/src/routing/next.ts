// What to do next with a plan, given how far its offers have come.

import { assertNever } from '../assert.ts'
import type { NextStep, OfferState, Plan } from './decision.ts'
import { offersOf } from './plan.ts'

interface Progress {
  /** Deliveries to be offered the lead now. */
  readonly due: readonly string[]
  readonly waiting: boolean
  readonly sales: number
}

/**
 * `offers` holds every offer made so far; a delivery that is missing was not offered the lead yet. A broadcast offers at once
 * to all its members. A priority goes top down, one member at a time: it waits for a member to be decided before it asks the
 * next, and asks nobody after `maxSales` acceptances. `done` comes only when no offer is open any more.
 */
export function nextStep(plan: Plan, offers: ReadonlyMap<string, OfferState>): NextStep {
  const [first, ...rest] = progressOf(plan, offers).due
  if (first !== undefined) return { kind: 'offer', deliveries: [first, ...rest] }
  return offersOf(plan).some((delivery) => offers.get(delivery) === 'open') ? { kind: 'wait' } : { kind: 'done' }
}

function progressOf(plan: Plan, offers: ReadonlyMap<string, OfferState>): Progress {
  switch (plan.kind) {
    case 'offer':
      return offerProgress(plan.delivery, offers.get(plan.delivery))
    case 'all': {
      const members = plan.of.map((member) => progressOf(member, offers))
      return {
        due: members.flatMap(({ due }) => due),
        waiting: members.some(({ waiting }) => waiting),
        sales: salesOf(members),
      }
    }
    case 'first':
      return firstProgress(plan, offers)
    default:
      return assertNever(plan)
  }
}

function firstProgress(plan: Extract<Plan, { kind: 'first' }>, offers: ReadonlyMap<string, OfferState>): Progress {
  const members = plan.of.map((member) => progressOf(member, offers))
  const sales = salesOf(members)
  // Counted over all members: an acceptance that came late, after the route had moved on, is a sale too.
  if (sales >= plan.maxSales) return { due: [], waiting: members.some(({ waiting }) => waiting), sales }
  const undecided = members.find(({ due, waiting }) => due.length > 0 || waiting)
  return { due: undecided?.due ?? [], waiting: undecided !== undefined, sales }
}

function salesOf(members: readonly Progress[]): number {
  return members.reduce((sum, { sales }) => sum + sales, 0)
}

function offerProgress(delivery: string, state: OfferState | undefined): Progress {
  switch (state) {
    case undefined:
      return { due: [delivery], waiting: false, sales: 0 }
    case 'open':
      return { due: [], waiting: true, sales: 0 }
    case 'accepted':
      return { due: [], waiting: false, sales: 1 }
    case 'refused':
      return { due: [], waiting: false, sales: 0 }
    default:
      return assertNever(state)
  }
}
