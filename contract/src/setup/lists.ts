// Picklists, mappers, suppliers, buyers and suppression lists.

import { z } from 'zod'
import { strict } from '../strict.ts'
import { caps } from './caps.ts'
import { fieldTypes } from './field.ts'
import { limitedRecord } from './limitedRecord.ts'
import { documentKey, documentName } from './parts.ts'

const value = z.string().min(1).max(500)

export const picklist = strict({
  name: documentName,
  caseSensitive: z.boolean().default(false),
  locked: z
    .boolean()
    .default(false)
    .describe(
      'Somebody else looks after its values: it takes no new ones and loses none; synonyms and labels may change.',
    ),
  lockReason: z.string().trim().max(300).optional().describe('Who looks after them, in words.'),
  values: z
    .array(
      strict({
        value,
        label: z.string().max(500).optional(),
        synonyms: z.array(value).max(1000).default([]).describe('Other spellings that mean this value on the way in.'),
      }),
    )
    .max(20_000)
    .default([]),
}).meta({ id: 'Picklist' })

export const mapper = strict({
  picklist: documentKey.optional(),
  pairs: limitedRecord(z.string().max(500), z.string().max(2000), 20_000).default({}),
  missing: z
    .union([z.enum(['pass', 'hold']), strict({ default: z.string().max(2000) })], {
      error: 'Expected "pass", "hold" or { "default": "…" }',
    })
    .default('pass')
    .describe('What becomes of a value without a pair.'),
}).meta({ id: 'Mapper' })

export const supplier = strict({
  name: documentName,
  active: z.boolean().default(true),
  valueMaps: limitedRecord(z.string().max(100), limitedRecord(z.string().max(500), z.string().max(2000), 20_000), 500)
    .default({})
    .describe('By field key: values that this supplier sends → values that we use.'),
}).meta({ id: 'Supplier' })

export const buyer = strict({
  name: documentName,
  active: z.boolean().default(true),
  caps,
}).meta({ id: 'Buyer' })

export const suppressionList = strict({
  name: documentName,
  matches: z
    .array(z.enum(fieldTypes))
    .min(1)
    .max(fieldTypes.length)
    .default(['email', 'phone'])
    .describe('Types of the fields whose values are looked up.'),
}).meta({ id: 'SuppressionList' })
