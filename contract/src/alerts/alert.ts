// Something that needs a person.

import { z } from 'zod'
import { strict } from '../strict.ts'

const time = z.iso.datetime()

export const alert = z
  .object({
    id: z.string(),
    kind: z
      .string()
      .describe('newCause, rejectRate, stuck, divergence, capFull, breakerOpen, unknownOutcomes, doubleAccept, …'),
    title: z.string().describe('The kind in words.'),
    subject: z.string().describe('What it is about: "delivery acme", "lead 10423 delivery acme".'),
    message: z.string().describe('In words.'),
    detail: z.record(z.string(), z.unknown()),
    link: z
      .object({ path: z.string(), words: z.string() })
      .nullable()
      .describe('Where in the browser it is cured; null where nothing there cures it.'),
    count: z.int().describe('How often it came up while it was open.'),
    firstAt: time,
    lastAt: time,
    acknowledgedAt: time.nullable().describe('When somebody said that they look after it.'),
    acknowledgedBy: z.string().nullable(),
    resolvedAt: time.nullable().describe('Null while it is open.'),
    resolvedBy: z.string().nullable().describe('Null: it is open, or it closed by itself when its cause was gone.'),
    muted: z.boolean().describe('Nobody is told of alerts of its kind.'),
  })
  .meta({ id: 'Alert' })

export const alertId = strict({ id: z.string().regex(/^\d{1,18}$/, 'Expected the id of an alert, such as 17') })
