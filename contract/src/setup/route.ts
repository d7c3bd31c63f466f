// How a campaign chooses among its deliveries: a tree of routes.

import { z } from 'zod'
import { strict } from '../strict.ts'
import { documentKey } from './parts.ts'

export interface RouteMember {
  delivery?: string | undefined
  route?: Route | undefined
}
export type Route =
  { kind: 'broadcast'; members: RouteMember[] } | { kind: 'priority'; maxSales: number; members: RouteMember[] }

export interface RouteMemberInput {
  delivery?: string | undefined
  route?: RouteInput | undefined
}
export type RouteInput =
  | { kind: 'broadcast'; members: RouteMemberInput[] }
  | { kind: 'priority'; maxSales?: number | undefined; members: RouteMemberInput[] }

const later = ['weighted', 'roundRobin', 'auction', 'split']

const members = z.lazy(() => z.array(routeMember).min(1, 'A route needs at least one member').max(500))

export const route: z.ZodType<Route, RouteInput> = z
  .lazy(() =>
    z.discriminatedUnion(
      'kind',
      [
        strict({ kind: z.literal('broadcast'), members }),
        strict({
          kind: z.literal('priority'),
          maxSales: z.int().min(1).max(100).default(1).describe('How many buyers may have the lead.'),
          members,
        }),
      ],
      { error: kindFault },
    ),
  )
  .meta({ id: 'Route' })

const routeMember: z.ZodType<RouteMember, RouteMemberInput> = strict({
  delivery: documentKey.optional(),
  route: route.optional(),
}).meta({ id: 'RouteMember' })

function kindFault(issue: { readonly code?: string | undefined; readonly input?: unknown }): string | undefined {
  if (issue.code !== 'invalid_union') return undefined
  const kind =
    typeof issue.input === 'object' && issue.input !== null && 'kind' in issue.input ? issue.input.kind : null
  return typeof kind === 'string' && later.includes(kind)
    ? `Routes of kind '${kind}' are not built yet; use broadcast or priority`
    : 'A route is of kind broadcast or priority'
}
