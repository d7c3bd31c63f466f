// May this delivery have the lead? If not, why; if so, now or at which instant.

import { isFull } from '../caps/caps.ts'
import { capWords } from '../caps/capWords.ts'
import type { LeadFacts } from '../lead/facts.ts'
import { closedWords } from '../schedule/closedWords.ts'
import type { Candidate } from './compile.ts'
import type { CapSnapshot, Considered, Exclusion, Waivers } from './decision.ts'

export interface RoutingWorld {
  readonly now: Date
  /** The caps of a delivery and of its buyer, as they stand. May be stale: the reservation is the authority. */
  readonly caps: (delivery: string) => readonly CapSnapshot[]
  /** Buyers that have bought this lead and keep it. */
  readonly soldTo: ReadonlySet<string>
  /** Buyers that gave this lead back. */
  readonly returnedBy: ReadonlySet<string>
  /** Deliveries that took this lead earlier, for a route that is run again; none when left out. */
  readonly takenBy?: ReadonlySet<string> | undefined
}

interface Hold {
  readonly until: Date
  readonly reason: string
}

/** An objection says no unless it is waived; a hold says not yet. */
interface Findings {
  readonly objections: readonly Exclusion[]
  readonly holds: readonly Hold[]
}

/** `inRoute`: keys the route names; null when the campaign has no route and every delivery counts. */
export function consider(
  candidate: Candidate,
  inRoute: ReadonlySet<string> | null,
  facts: LeadFacts,
  world: RoutingWorld,
  waivers: Waivers,
): Considered {
  const caps = world.caps(candidate.key)
  const capped = capFindings(caps, facts, world.now, waivers)
  const closed = hourFindings(candidate, capped.holds, world.now, waivers)
  const objections = [
    ...standing(candidate, inRoute, waivers),
    ...history(candidate, world),
    ...wishes(candidate, facts),
    ...capped.objections,
    ...closed.objections,
  ]
  const excluded = objections.find((objection) => !isWaived(objection, waivers)) ?? null
  const hold = excluded === null ? joined([...capped.holds, ...closed.holds]) : null
  return {
    delivery: candidate.key,
    buyer: candidate.buyer,
    excluded,
    waived: excluded === null ? objections.filter((objection) => isWaived(objection, waivers)) : [],
    holdUntil: hold?.until.toISOString() ?? null,
    holdReason: hold?.reason ?? null,
    ...(hold !== null && capped.holds.length > 0 ? { waitsForPlace: true } : {}),
    caps,
  }
}

function isWaived({ why }: Exclusion, waivers: Waivers): boolean {
  return (
    (why === 'rule' && waivers.rules) || (why === 'cap' && waivers.caps) || (why === 'schedule' && waivers.schedule)
  )
}

function standing(candidate: Candidate, inRoute: ReadonlySet<string> | null, waivers: Waivers): Exclusion[] {
  const { key, status, trigger, buyer, buyerActive, fault } = candidate
  const { onlyDelivery } = waivers
  const found: Exclusion[] = []
  if (onlyDelivery !== null && onlyDelivery !== key) {
    return [{ why: 'notInRoute', words: `not asked: only ${onlyDelivery} was chosen` }]
  }
  if (onlyDelivery === null && inRoute !== null && !inRoute.has(key)) {
    found.push({ why: 'notInRoute', words: 'not in the route of the campaign' })
  }
  if (status !== 'active') found.push({ why: 'notActive', words: `not active: ${statusWords[status]}` })
  if (trigger === 'manual' && onlyDelivery === null) {
    found.push({ why: 'manual', words: 'only sent by hand' })
  }
  if (!buyerActive) found.push({ why: 'buyerNotActive', words: `buyer ${buyer} is not active` })
  if (fault !== null) found.push({ why: 'faulty', words: `its set-up cannot be used: ${fault}` })
  return found
}

const statusWords: Readonly<Record<Exclude<Candidate['status'], 'active'>, string>> = {
  draft: 'a draft',
  tested: 'tested, not switched on yet',
  paused: 'paused',
}

function history({ key, buyer }: Candidate, { soldTo, returnedBy, takenBy }: RoutingWorld): Exclusion[] {
  if (buyer === null) return takenBy?.has(key) ? [{ why: 'alreadySold', words: 'has taken this lead already' }] : []
  return [
    ...(soldTo.has(buyer) ? [{ why: 'alreadySold' as const, words: `already sold to ${buyer}` }] : []),
    ...(returnedBy.has(buyer) ? [{ why: 'returned' as const, words: `${buyer} returned this lead` }] : []),
  ]
}

function wishes({ wants }: Candidate, facts: LeadFacts): Exclusion[] {
  return wants === null || wants.test(facts) ? [] : [{ why: 'rule', words: wants.explain(facts) }]
}

const inFlightMs = 60_000

function capFindings(caps: readonly CapSnapshot[], facts: LeadFacts, now: Date, waivers: Waivers): Findings {
  const full = caps.filter(isFull)
  const objecting = waivers.caps
    ? full
    : full.filter(
        ({ whenFull, resetsAt, period }) => whenFull !== 'hold' || (resetsAt === null && period !== 'rolling'),
      )
  // One that ends the route says more than one that only lets it go on.
  const told = objecting.toSorted((one, other) => rank(one) - rank(other))
  const holding = objecting.length > 0 ? [] : full
  const words = (cap: CapSnapshot): string => capWords(cap, now, facts.timezone)
  return {
    objections: told.map((cap) => ({
      why: 'cap',
      words: cap.whenFull === 'reject' ? `${words(cap)}; refused when full` : words(cap),
      cap,
    })),
    // A rolling cap that is full of leads in flight has a place again when one of them is refused; till then it is looked at.
    holds: holding.map((cap) => ({
      until: cap.resetsAt === null ? new Date(now.getTime() + inFlightMs) : new Date(cap.resetsAt),
      reason: words(cap),
    })),
  }
}

function rank({ whenFull }: CapSnapshot): number {
  return whenFull === 'reject' ? 0 : 1
}

/** Closed now, or closed at the instant until which a full cap holds the lead. */
function hourFindings({ hours }: Candidate, capHolds: readonly Hold[], now: Date, waivers: Waivers): Findings {
  if (hours === null) return { objections: [], holds: [] }
  const openNow = hours.openAt(now)
  const opening = hours.nextOpening(now)
  const words = closedWords(opening, now, hours.timezone)
  if (!openNow && (waivers.schedule || hours.outside === 'skip' || opening === null)) {
    return { objections: [{ why: 'schedule', words, opensAt: opening?.toISOString() ?? null }], holds: [] }
  }
  if (waivers.schedule) return { objections: [], holds: [] }
  const release = joined(capHolds)?.until ?? now
  const due = hours.nextOpening(release)
  if (due === null || due <= now || due <= release) return { objections: [], holds: [] }
  return { objections: [], holds: [{ until: due, reason: closedWords(due, now, hours.timezone) }] }
}

/** Several holds end with the last of them; all are told. */
function joined(holds: readonly Hold[]): Hold | null {
  if (holds.length === 0) return null
  return {
    until: new Date(Math.max(...holds.map(({ until }) => until.getTime()))),
    reason: holds.map(({ reason }) => reason).join('; '),
  }
}
