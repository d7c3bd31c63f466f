// What an account wants to be told of, where and when.

import { z } from 'zod'
import { stored } from '../setup/documents.ts'
import { documentKey, timezone } from '../setup/parts.ts'
import { strict } from '../strict.ts'
import { alertKinds } from './words.ts'

const kinds = z.array(z.enum(alertKinds)).max(alertKinds.length)
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Expected a time of day such as 22:00')

/** What e-mail programs and servers take without quoting: no line breaks, no display name. */
export const mailAddress = z
  .string()
  .max(254)
  .regex(
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
    'Expected an e-mail address such as ops@example.com',
  )

export const alertBounds = strict({
  rejectPercent: z
    .number()
    .min(1)
    .max(100)
    .default(60)
    .describe('Share of rejected leads in the window from which on it is told, whatever is usual.'),
  rejectTimes: z
    .number()
    .min(1.2)
    .max(100)
    .default(3)
    .describe('How many times the usual share (of the seven days before) is too much.'),
  rejectLeast: z.int().min(5).max(100_000).default(20).describe('With fewer leads in the window nothing is said.'),
  rejectWindowMinutes: z.int().min(5).max(1440).default(60),
  stuckMinutes: z.int().min(2).max(1440).default(10).describe('How long work may stand still.'),
}).meta({ id: 'AlertBounds' })
export type AlertBounds = z.output<typeof alertBounds>

export const alertWebhook = strict({
  key: documentKey,
  url: z.string().min(1).max(2000),
  secret: z
    .string()
    .max(200)
    .optional()
    .describe(
      'Standard Webhooks secret, "whsec_" and base64 of 24 to 64 bytes. Left out for a new webhook: one is made, and shown in this answer alone. Read as ••••, and written back so it stays.',
    ),
  active: z.boolean().default(true),
}).meta({ id: 'AlertWebhook' })

export const alertSettings = strict({
  muted: kinds.default([]).describe('Kinds that are listed and of which nobody is told.'),
  bounds: alertBounds.prefault({}),
  email: z
    .array(mailAddress)
    .max(20)
    .default([])
    .describe('Who gets an e-mail, by the account of PUT /v1/mail-account.'),
  webhooks: z.array(alertWebhook).max(10).default([]),
  tellClosed: z.boolean().default(true).describe('Also tell when an alert is over that was told.'),
  quietHours: strict({
    from: clock,
    to: clock.describe('The same as `from`: all day.'),
    timezone,
    except: kinds.default([]).describe('Kinds that are told at any hour.'),
  })
    .nullable()
    .default(null)
    .describe('Nothing is sent between these times; what came up is told in one message afterwards.'),
  linksTo: z
    .string()
    .max(300)
    .regex(/^https?:\/\/[^\s/?#@]+$/, 'Expected the address of this server without a path, such as https://crm.example')
    .nullable()
    .default(null)
    .describe('Address under which people open this server: messages then hold links.'),
})
  .refine(({ webhooks }) => new Set(webhooks.map(({ key }) => key)).size === webhooks.length, {
    error: 'Each webhook has a key of its own',
    path: ['webhooks'],
  })
  .meta({ id: 'AlertSettings' })
export type AlertSettings = z.output<typeof alertSettings>

/** `version` 0 and no writer: nobody has changed them. */
export const storedAlertSettings = z
  .object({
    ...alertSettings.shape,
    version: stored.version,
    updatedAt: stored.updatedAt.nullable(),
    updatedBy: stored.updatedBy.nullable(),
  })
  .meta({ id: 'StoredAlertSettings' })
