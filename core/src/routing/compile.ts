// A campaign's set-up made ready for routing: one candidate for each of its deliveries, rules and hours compiled.

import { compileRule, type CompiledRule } from '../rules/compile.ts'
import { compileSchedule, type CompiledSchedule } from '../schedule/schedule.ts'
import type { Campaign, Route } from '../setup/campaign.ts'
import type { Delivery, Schedule } from '../setup/delivery.ts'
import type { Buyer } from '../setup/lists.ts'

export interface Candidate {
  readonly key: string
  readonly status: Delivery['status']
  readonly trigger: Delivery['trigger']
  /** Null: the lead is forwarded without being sold. */
  readonly buyer: string | null
  /** False also for a buyer that is not set up. */
  readonly buyerActive: boolean
  readonly wants: CompiledRule | null
  readonly hours: (CompiledSchedule & { readonly timezone: string; readonly outside: Schedule['outside'] }) | null
}

export interface Routing {
  /** Null: broadcast to every candidate that is active and automatic. */
  readonly route: Route | null
  /** Keys of all candidates. */
  readonly deliveries: readonly string[]
  readonly candidates: readonly Candidate[]
}

/**
 * `deliveries` are the campaign's own, by key, in the order in which they are told; `buyers` are the account's. Throws for a
 * rule or a schedule that checkRule or checkSchedule finds fault with.
 */
export function compileRouting(
  campaign: Campaign,
  deliveries: ReadonlyMap<string, Delivery>,
  buyers: ReadonlyMap<string, Buyer>,
): Routing {
  const types = new Map(campaign.fields.map((field) => [field.key, field.type]))
  const candidates = [...deliveries].map(([key, delivery]): Candidate => {
    const { buyer, rules, schedule, status, trigger } = delivery
    return {
      key,
      status,
      trigger,
      buyer: buyer ?? null,
      buyerActive: buyer === undefined || buyers.get(buyer)?.active === true,
      wants: rules === undefined ? null : compileRule(rules, types),
      hours:
        schedule === undefined
          ? null
          : { ...compileSchedule(schedule), timezone: schedule.timezone, outside: schedule.outside },
    }
  })
  return { route: campaign.route ?? null, deliveries: [...deliveries.keys()], candidates }
}
