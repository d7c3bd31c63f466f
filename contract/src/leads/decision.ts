// Why a lead went where it went: every delivery of the campaign with its reason.

import { z } from 'zod'

const text = z.string().nullable()

const capSnapshot = z.object({
  scope: z.string(),
  period: z.enum(['hour', 'day', 'week', 'month', 'total', 'rolling']),
  unit: z.literal('money').optional(),
  hours: z.number().optional().describe('Length of a rolling window.'),
  limit: z.union([z.number(), z.string()]).describe('Leads, or an amount of money as text.'),
  used: z.union([z.number(), z.string()]),
  asks: z.string().optional().describe('Money that this lead would take.'),
  resetsAt: text,
  whenFull: z.enum(['next', 'hold', 'reject']),
  timezone: z.string().optional(),
})

const plain = z.object({
  why: z.enum(['notActive', 'manual', 'buyerNotActive', 'rule', 'alreadySold', 'returned', 'notInRoute', 'faulty']),
  words: z.string(),
})
const exclusion = z
  .discriminatedUnion('why', [
    plain,
    z.object({ why: z.literal('cap'), words: z.string(), cap: capSnapshot }),
    z.object({ why: z.literal('schedule'), words: z.string(), opensAt: text }),
  ])
  .meta({ id: 'Exclusion' })

const considered = z.object({
  delivery: z.string(),
  buyer: text,
  excluded: exclusion.nullable().describe('Null: eligible.'),
  waived: z.array(exclusion),
  holdUntil: text,
  holdReason: text,
  waitsForPlace: z.boolean().optional(),
  caps: z.array(capSnapshot),
})

export type Plan =
  { kind: 'offer'; delivery: string } | { kind: 'all'; of: Plan[] } | { kind: 'first'; maxSales: number; of: Plan[] }

const plan: z.ZodType<Plan, Plan> = z
  .lazy(() =>
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('offer'), delivery: z.string() }),
      z.object({ kind: z.literal('all'), of: z.array(plan) }),
      z.object({ kind: z.literal('first'), maxSales: z.int(), of: z.array(plan) }),
    ]),
  )
  .meta({ id: 'RoutePlan' })

const laterStep = z.object({ at: z.string(), delivery: z.string(), excluded: exclusion.nullable() })

export const decision = z
  .object({
    decidedAt: z.string(),
    draw: z.number(),
    setupVersion: z.number(),
    plan,
    considered: z.array(considered),
    later: z.array(laterStep).optional(),
  })
  .meta({ id: 'RoutingDecision' })
