// A lead as it is sent to us.

import { z } from 'zod'
import { strict } from '../strict.ts'
import { consentStates, methods } from './words.ts'

const shortText = z.string().max(255).nullable().optional()
const evidence = z.string().max(4000).optional()

const consent = strict({
  email: z.enum(consentStates).optional(),
  sms: z.enum(consentStates).optional(),
  text: evidence.describe('What the person agreed to.'),
  url: evidence,
  at: evidence.refine(
    (at) => at === undefined || !Number.isNaN(Date.parse(at)),
    'Expected a time such as 2026-11-22T09:00:00Z',
  ),
  ip: evidence,
}).meta({ id: 'ConsentEvidence' })

export const incomingLead = strict({
  campaign: z.string().min(1).max(255).describe("The campaign's reference."),
  supplier: shortText.describe('SID. May be left out with an ingest key, which belongs to one supplier.'),
  source: shortText.describe("The supplier's own sub-id."),
  externalId: shortText.describe("The supplier's own id of the lead."),
  test: z.boolean().nullable().optional().describe('Test leads are never counted and never billed.'),
  fields: z
    .record(z.string(), z.unknown())
    .refine((fields) => Object.keys(fields).length <= 500, 'A lead may have at most 500 fields')
    .describe('Values by field key, as the person gave them. At most 500.'),
  consent: consent.nullable().optional(),
  callbackUrl: z
    .union([z.url({ protocol: /^https?$/ }).max(2000), z.literal('')])
    .nullable()
    .optional()
    .describe('Kept with the lead; nothing is sent there yet.'),
  method: z
    .enum([...methods, ''])
    .nullable()
    .optional()
    .describe('How the lead came in; `api` when left out.'),
  idempotencyKey: shortText.describe('In a batch: what the Idempotency-Key header is for a lead alone.'),
}).meta({ id: 'IncomingLead' })
