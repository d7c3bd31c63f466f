import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { NextStep, OfferState, Plan } from './decision.ts'
import { nextStep } from './next.ts'
import { offersOf } from './plan.ts'

const [a, b, c, d] = (['a', 'b', 'c', 'd'] as const).map((delivery): Plan => ({ kind: 'offer', delivery }))
if (!a || !b || !c || !d) throw new Error('four offers were made')

function first(maxSales: number, ...of: Plan[]): Plan {
  return { kind: 'first', maxSales, of }
}

function all(...of: Plan[]): Plan {
  return { kind: 'all', of }
}

function step(plan: Plan, states: Record<string, OfferState> = {}): string {
  const next: NextStep = nextStep(plan, new Map(Object.entries(states)))
  return next.kind === 'offer' ? next.deliveries.join(' ') : next.kind
}

describe('a broadcast', () => {
  test('offers to all at once, waits for all, then is done', () => {
    expect(step(all(a, b))).toBe('a b')
    expect(step(all(a, b), { a: 'accepted', b: 'open' })).toBe('wait')
    expect(step(all(a, b), { a: 'accepted', b: 'refused' })).toBe('done')
  })

  test('of nobody is done', () => {
    expect(step(all())).toBe('done')
  })
})

describe('a priority', () => {
  test('asks top down and stops at the first acceptance', () => {
    expect(step(first(1, a, b, c))).toBe('a')
    expect(step(first(1, a, b, c), { a: 'open' })).toBe('wait')
    expect(step(first(1, a, b, c), { a: 'refused' })).toBe('b')
    expect(step(first(1, a, b, c), { a: 'refused', b: 'accepted' })).toBe('done')
    expect(step(first(1, a, b), { a: 'refused', b: 'refused' })).toBe('done')
  })

  test('goes on until it has sold as often as it may', () => {
    expect(step(first(2, a, b, c), { a: 'accepted' })).toBe('b')
    expect(step(first(2, a, b, c), { a: 'accepted', b: 'refused' })).toBe('c')
    expect(step(first(2, a, b, c), { a: 'accepted', b: 'accepted' })).toBe('done')
  })

  test('asks nobody else after a late acceptance, but waits for what is open', () => {
    expect(step(first(1, a, b, c), { a: 'accepted', b: 'open' })).toBe('wait')
    expect(step(first(1, a, b, c), { a: 'accepted', b: 'refused' })).toBe('done')
  })
})

describe('a nested route', () => {
  test('tries a whole broadcast before the next member', () => {
    const plan = first(1, all(a, b), c)
    expect(step(plan)).toBe('a b')
    expect(step(plan, { a: 'refused', b: 'open' })).toBe('wait')
    expect(step(plan, { a: 'refused', b: 'refused' })).toBe('c')
  })

  test('runs the priorities of a broadcast side by side', () => {
    const plan = all(first(1, a, b), first(1, c, d))
    expect(step(plan)).toBe('a c')
    expect(step(plan, { a: 'refused', c: 'open' })).toBe('b')
    expect(step(plan, { a: 'refused', b: 'open', c: 'accepted' })).toBe('wait')
  })

  test('counts the sales of an inner priority in the outer one', () => {
    expect(step(first(2, first(1, a, b), c, d), { a: 'accepted', c: 'accepted' })).toBe('done')
  })
})

/** Plans over the deliveries d0, d1, … each once. */
const plans = fc
  .letrec<{ plan: Plan }>((tie) => ({
    plan: fc.oneof(
      { maxDepth: 3 },
      fc.constant<Plan>({ kind: 'offer', delivery: '' }),
      fc.record({ kind: fc.constant('all' as const), of: fc.array(tie('plan'), { maxLength: 3 }) }),
      fc.record({
        kind: fc.constant('first' as const),
        maxSales: fc.integer({ min: 1, max: 3 }),
        of: fc.array(tie('plan'), { maxLength: 3 }),
      }),
    ),
  }))
  .plan.map((plan) => named(plan, { next: 0 }))

function named(plan: Plan, counter: { next: number }): Plan {
  if (plan.kind !== 'offer') return { ...plan, of: plan.of.map((member) => named(member, counter)) }
  counter.next += 1
  return { kind: 'offer', delivery: `d${counter.next}` }
}

/** Plays a plan to its end; `accepts` says who takes the lead. */
function play(plan: Plan, accepts: (delivery: string) => boolean): { asked: string[]; sold: string[] } {
  const offers = new Map<string, OfferState>()
  for (let next = nextStep(plan, offers); next.kind === 'offer'; next = nextStep(plan, offers)) {
    for (const delivery of next.deliveries) {
      if (offers.has(delivery)) throw new Error(`${delivery} was asked twice`)
      offers.set(delivery, accepts(delivery) ? 'accepted' : 'refused')
    }
  }
  expect(nextStep(plan, offers).kind).toBe('done')
  return {
    asked: [...offers.keys()],
    sold: [...offers].filter(([, state]) => state === 'accepted').map(([key]) => key),
  }
}

describe('any plan, played to its end', () => {
  test('asks each delivery at most once, and every one of them when all refuse', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(play(plan, () => false).asked.toSorted()).toEqual(offersOf(plan).toSorted())
      }),
    )
  })

  test('a priority of deliveries sells to the first that take it, and never to more than it may', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 8 }), fc.integer({ min: 1, max: 4 }), (takes, maxSales) => {
        const of = takes.map((_, index): Plan => ({ kind: 'offer', delivery: String(index) }))
        const takers = takes.flatMap((take, index) => (take ? [String(index)] : []))
        const { sold } = play({ kind: 'first', maxSales, of }, (delivery) => takes[Number(delivery)] === true)
        expect(sold).toEqual(takers.slice(0, maxSales))
      }),
    )
  })

  test('waits as long as anything is open and nothing else is due', () => {
    fc.assert(
      fc.property(
        plans,
        fc.infiniteStream(fc.constantFrom<OfferState>('open', 'accepted', 'refused')),
        (plan, states) => {
          const offers = new Map(offersOf(plan).map((delivery) => [delivery, states.next().value]))
          const isOpen = [...offers.values()].includes('open')
          expect(nextStep(plan, offers).kind).toBe(isOpen ? 'wait' : 'done')
        },
      ),
    )
  })
})
