import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { referenceParams } from '../setup/documents.ts'
import { documentKey } from '../setup/parts.ts'
import { strict } from '../strict.ts'

export const preflightHops = [
  'receive',
  'clean',
  'check',
  'filter',
  'suppression',
  'dedupe',
  'route',
  'render',
  'send',
] as const

export const preflightCase = z
  .object({
    name: z.string().describe('In words: "Vehicle make: Ford", "Email without @".'),
    about: z.string().describe('The field, filter, rule or delivery it is made for.'),
    hop: z.enum(preflightHops).describe('Where on its way the lead is looked at.'),
    set: z.record(z.string(), z.unknown()).describe('What was sent otherwise than in the sample; null: left out.'),
    expected: z.string(),
    got: z.string(),
    passed: z.boolean(),
    reason: z.string().nullable().describe('What is wrong and where it is mended, when it has not passed.'),
  })
  .meta({ id: 'PreflightCase' })

export const runPreflight = endpoint({
  name: 'campaigns.preflight',
  method: 'POST',
  path: '/v1/campaigns/{reference}/preflight',
  summary: 'Try a campaign with made-up leads',
  description:
    'Makes a lead for each option and edge case of the campaign and takes each one through every hop, up to the request that ' +
    'each delivery would send. Nothing is stored, counted or billed; nothing is sent unless `send` is true: then the sample ' +
    'alone goes to each delivery, as its test does.',
  scopes: operating,
  params: referenceParams,
  body: strict({
    fields: z
      .record(z.string(), z.unknown())
      .default({})
      .describe('Values of the sample lead that cannot be guessed, such as one that fits a pattern.'),
    supplier: documentKey.optional().describe('Left out: the first supplier that may send.'),
    send: z.boolean().default(false),
  }),
  example: { fields: { policy_number: 'AB-1234' }, send: false },
  status: 200,
  output: z.object({
    campaign: z.string(),
    passed: z.int(),
    failed: z.int(),
    leftOut: z.array(z.string()).describe('What could not be tried, each with the reason.'),
    sample: z.record(z.string(), z.unknown()).describe('The lead that all others are made from.'),
    cases: z.array(preflightCase).describe('Failed ones first, then in the order of the way.'),
  }),
  errors: [404, 409],
})
