import { z } from 'zod'
import { scopes } from '../endpoint.ts'

export const roles = ['admin', 'operator', 'viewer'] as const

/** Who is calling. Parts about a person are null for API keys. */
export const me = z
  .object({
    account: z.object({ id: z.string(), name: z.string() }),
    actor: z.string().describe('As it stands in audit rows: "ann@example.com" or "key form".'),
    scope: z.enum(scopes),
    party: z.string().nullable().describe('The supplier of an ingest key, the buyer of a buyer key.'),
    userId: z.string().nullable(),
    keyId: z.string().nullable(),
    email: z.string().nullable(),
    name: z.string().nullable(),
    role: z.enum(roles).nullable(),
    timezone: z.string().nullable().describe('The zone in which this person reads times; null until it is chosen.'),
    locale: z.string().nullable(),
  })
  .meta({ id: 'Me' })
