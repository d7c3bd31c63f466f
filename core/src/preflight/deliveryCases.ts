// Each delivery that takes leads by itself: its rule both ways, and its hours.

import { compileSchedule } from '../schedule/schedule.ts'
import { deliveriesOf } from '../routing/plan.ts'
import type { Delivery } from '../setup/delivery.ts'
import type { PreflightCase, PreflightLead } from './preflightCase.ts'
import { isGood, type PreflightWorld } from './preflightWorld.ts'
import { assignmentsFor, type Assignment } from './solveRule.ts'
import { withFields } from './withFields.ts'

const hourMs = 3_600_000
const closesWithinMs = 15 * 24 * hourMs

interface Found {
  readonly cases: readonly PreflightCase[]
  readonly leftOut: readonly string[]
}

export function deliveryCases(world: PreflightWorld, sample: PreflightLead): Found {
  const { route } = world.campaign
  const inRoute = route === undefined ? null : new Set(deliveriesOf(route))
  const found = [...world.deliveries].map(([key, delivery]): Found => {
    const idle = whyIdle(key, delivery, inRoute)
    if (idle !== null) return { cases: [], leftOut: [`Delivery ${key}: ${idle}`] }
    return casesOf(world, sample, key, delivery)
  })
  const leftOut = found.flatMap((one) => one.leftOut)
  if (world.deliveries.size === 0) leftOut.push('There is no delivery: accepted leads stay where they are')
  return { cases: found.flatMap((one) => one.cases), leftOut }
}

function whyIdle(key: string, { status, trigger }: Delivery, inRoute: ReadonlySet<string> | null): string | null {
  if (status !== 'active') return `it is ${status === 'draft' ? 'a draft' : status}, so no lead goes to it`
  if (trigger === 'manual') return 'leads go to it by hand only'
  return inRoute !== null && !inRoute.has(key) ? 'it is not in the route of the campaign' : null
}

function casesOf(world: PreflightWorld, sample: PreflightLead, key: string, delivery: Delivery): Found {
  const about = `delivery ${key}`
  const taking = setFor(world, sample, delivery, true)
  if (taking === null) {
    return {
      cases: [],
      leftOut: [`Delivery ${key}: no lead was found that the campaign accepts and that its rule takes`],
    }
  }
  const lead = withFields(sample, taking)
  const one = (name: string, what: PreflightLead, set: Assignment, expect: PreflightCase['expect']): PreflightCase => ({
    name: `Delivery ${key}: ${name}`,
    about,
    hop: 'route',
    lead: what,
    set,
    expect,
  })
  const refusing = delivery.rules === undefined ? null : setFor(world, sample, delivery, false)
  return {
    cases: [
      ...hourCases(world, key, delivery, lead, (name, what, expect) => one(name, what, taking, expect)),
      ...(delivery.schedule === undefined
        ? [one('a lead that it takes', lead, taking, { kind: 'offered', delivery: key })]
        : []),
      ...(refusing === null
        ? []
        : [
            one('a lead that its rule does not take', withFields(sample, refusing), refusing, {
              kind: 'notOffered',
              delivery: key,
              why: 'rule',
            }),
          ]),
    ],
    leftOut: [],
  }
}

/** Changes of the sample after which the campaign accepts the lead and the rule says `wanted`; null when none was found. */
function setFor(world: PreflightWorld, sample: PreflightLead, { rules }: Delivery, wanted: boolean): Assignment | null {
  if (rules === undefined) return {}
  const rule = world.compile(rules)
  const ways = [{}, ...assignmentsFor(rules, wanted, world)]
  const found = ways.find((set) => {
    const screened = world.screen(withFields(sample, set))
    return isGood(screened) && rule.test(screened.facts) === wanted
  })
  return found ?? null
}

function hourCases(
  world: PreflightWorld,
  key: string,
  { schedule }: Delivery,
  lead: PreflightLead,
  one: (name: string, lead: PreflightLead, expect: PreflightCase['expect']) => PreflightCase,
): PreflightCase[] {
  if (schedule === undefined) return []
  const hours = compileSchedule(schedule)
  const opening = hours.nextOpening(world.now)
  if (opening === null) return [one('a lead at any time', lead, { kind: 'offered', delivery: key })]
  const closing = hours.nextClosing(opening, closesWithinMs)
  // A filter may look at the time: then there is nothing to be seen here.
  const stands = (at: Date) => isGood(world.screen({ ...lead, at }))
  const closed =
    schedule.outside === 'hold'
      ? ({ kind: 'held', delivery: key } as const)
      : ({ kind: 'notOffered', delivery: key, why: 'schedule' } as const)
  return [
    ...(stands(opening)
      ? [
          one(
            `a lead in its hours (${opening.toISOString()})`,
            { ...lead, at: opening },
            { kind: 'offered', delivery: key },
          ),
        ]
      : []),
    ...(closing !== null && stands(closing)
      ? [one(`a lead outside its hours (${closing.toISOString()})`, { ...lead, at: closing }, closed)]
      : []),
  ]
}
