// Something that needs a person.

import { z } from 'zod'
import { strict } from '../strict.ts'

const time = z.iso.datetime()

export const alert = z
  .object({
    id: z.string(),
    kind: z.string().describe('doubleAccept, lateAccept, unknownOutcomes, capFull, breakerOpen, tlsFailure, …'),
    subject: z.string().describe('What it is about: "delivery acme", "lead 10423 delivery acme".'),
    message: z.string().describe('In words.'),
    detail: z.record(z.string(), z.unknown()),
    count: z.int().describe('How often it came up while it was open.'),
    firstAt: time,
    lastAt: time,
    resolvedAt: time.nullable().describe('Null while it is open.'),
  })
  .meta({ id: 'Alert' })

export const alertId = strict({ id: z.string().regex(/^\d{1,18}$/, 'Expected the id of an alert, such as 17') })
