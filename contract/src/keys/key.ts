import { z } from 'zod'
import { scopes } from '../endpoint.ts'

const time = z.iso.datetime().nullable()

/** An API key as it is shown: never the key itself. */
export const apiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    scope: z.enum(scopes),
    supplier: z.string().nullable().describe('SID of an ingest key.'),
    buyer: z.string().nullable().describe('BID of a buyer key.'),
    prefix: z.string(),
    last4: z.string(),
    createdAt: z.iso.datetime(),
    createdBy: z.string().nullable(),
    lastUsedAt: time.describe('To the minute.'),
    expiresAt: time,
    revokedAt: time,
  })
  .meta({ id: 'ApiKey' })
