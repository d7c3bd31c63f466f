import { z } from 'zod'
import { strict } from '../strict.ts'
import { longText } from './parts.ts'

export const fieldTypes = [
  'text',
  'longText',
  'firstName',
  'lastName',
  'email',
  'phone',
  'postcode',
  'country',
  'date',
  'dateOfBirth',
  'number',
  'integer',
  'money',
  'boolean',
  'url',
  'ip',
  'picklist',
  'picklistAny',
  'picklistAll',
  'consent',
  'hidden',
] as const

const bound = z.union([z.number(), z.string().max(40)], { error: 'Expected a number or an ISO date' }).optional()
const age = z.int().min(0).max(150).optional()
const choices = z.array(z.union([z.string().max(500), z.number()])).max(5000)

export const field = strict({
  key: z.string().min(1).max(100).describe('Used in API, files and templates.'),
  label: z.string().max(200).optional(),
  type: z.enum(fieldTypes),
  required: z.boolean().default(false),
  min: bound.describe('Length of text, value of numbers and money, ISO date of dates.'),
  max: bound,
  minAge: age,
  maxAge: age,
  pattern: z.string().max(1000).optional().describe('RE2 syntax, matched against the whole value.'),
  allowed: choices.optional(),
  disallowed: choices.default([]),
  profanity: z.boolean().default(false).describe('True: values with profane words are refused.'),
  equalTo: z.string().optional().describe('Key of a field that must have the same value.'),
  notEqualTo: z.string().optional(),
  picklist: z.string().optional(),
  allowFree: z.boolean().default(true).describe('Email fields: false refuses addresses of free mail services.'),
  allowDisposable: z.boolean().default(false),
  phoneTypes: z
    .array(z.enum(['mobile', 'landline', 'voip', 'tollFree', 'premium', 'other']))
    .default([])
    .describe('Phone fields: line types that pass; empty means all.'),
  dateOrder: z.enum(['dayFirst', 'monthFirst']).optional(),
  channel: z.enum(['email', 'sms']).optional().describe('Consent fields: the channel that they set.'),
  aliases: z.array(z.string().min(1).max(100)).max(50).default([]).describe('Other names under which it is sent.'),
  default: z.union([z.string().max(1000), z.number(), z.boolean()]).optional(),
  blankWords: z
    .array(z.string().max(100))
    .max(50)
    .default([])
    .describe('Words that count as nothing, such as "Select".'),
  compute: longText.optional().describe('Template that computes the value from the other fields.'),
}).meta({ id: 'Field' })
