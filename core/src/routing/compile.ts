// A campaign's set-up made ready for routing: one candidate for each of its deliveries, rules and hours compiled.

import { compileRule, type CompiledRule } from '../rules/compile.ts'
import { compileSchedule, type CompiledSchedule } from '../schedule/schedule.ts'
import type { Campaign, FieldType, Route } from '../setup/campaign.ts'
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
  /** Why its set-up cannot be used, in words; null when all is well. */
  readonly fault: string | null
}

export interface Routing {
  /** Null: broadcast to every candidate that is active and automatic. */
  readonly route: Route | null
  /** Keys of all candidates. */
  readonly deliveries: readonly string[]
  readonly candidates: readonly Candidate[]
}

/**
 * `deliveries` are the campaign's own, by key, in the order in which they are told; `buyers` are the account's. Never throws: a
 * delivery whose rule or schedule does not compile becomes a candidate with a fault, so that every decision tells of it and no
 * lead is lost. `faults` are those found elsewhere, by delivery: a request or a secret that cannot be used.
 */
export function compileRouting(
  campaign: Campaign,
  deliveries: ReadonlyMap<string, Delivery>,
  buyers: ReadonlyMap<string, Buyer>,
  faults: ReadonlyMap<string, string> = new Map(),
): Routing {
  const types = new Map(campaign.fields.map((field) => [field.key, field.type]))
  const candidates = [...deliveries].map(([key, delivery]): Candidate => {
    const { buyer, status, trigger } = delivery
    const buyerActive = buyer === undefined || buyers.get(buyer)?.active === true
    const conditions = compileConditions(delivery, types)
    const fault = faults.get(key) ?? conditions.fault
    return { key, status, trigger, buyer: buyer ?? null, buyerActive, ...conditions, fault }
  })
  return { route: campaign.route ?? null, deliveries: [...deliveries.keys()], candidates }
}

function compileConditions(
  { rules, schedule }: Delivery,
  types: ReadonlyMap<string, FieldType>,
): Pick<Candidate, 'wants' | 'hours' | 'fault'> {
  try {
    const wants = rules === undefined ? null : compileRule(rules, types)
    if (schedule === undefined) return { wants, hours: null, fault: null }
    const { timezone, outside } = schedule
    return { wants, hours: { ...compileSchedule(schedule), timezone, outside }, fault: null }
  } catch (error) {
    return { wants: null, hours: null, fault: error instanceof Error ? error.message : String(error) }
  }
}
