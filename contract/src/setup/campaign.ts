import { z } from 'zod'
import { strict } from '../strict.ts'
import { caps, intakeCaps } from './caps.ts'
import { field } from './field.ts'
import { limitedRecord } from './limitedRecord.ts'
import { amount, country, currency, documentKey, documentName, longText, timezone } from './parts.ts'
import { route } from './route.ts'
import { rule } from './rule.ts'

const dedupeRule = strict({
  fields: z.array(z.string().min(1)).min(1).max(20).describe('Must match together.'),
  days: z.int().min(1).max(36_500),
  scope: z
    .union([z.enum(['campaign', 'account']), strict({ campaigns: z.array(documentKey).min(1).max(500) })], {
      error: 'Expected "campaign", "account" or { "campaigns": ["…"] }',
    })
    .default('campaign'),
}).meta({ id: 'DedupeRule' })

const filter = strict({
  action: z.enum(['accept', 'reject', 'quarantine']),
  when: rule,
  reason: z.string().max(500).default(''),
}).meta({ id: 'Filter' })

const campaignSupplier = strict({
  active: z.boolean().default(true),
  payout: amount.optional().describe("In place of the campaign's amount."),
  caps,
}).meta({ id: 'CampaignSupplier' })

const payout = z
  .union(
    [
      strict({ on: z.literal('accept'), amount }),
      strict({ on: z.literal('sale'), amount }),
      strict({ on: z.literal('sale'), percent: z.number().min(0).max(100) }),
    ],
    { error: 'Expected { "on": "accept" or "sale", "amount": "1.50" } or { "on": "sale", "percent": 40 }' },
  )
  .meta({ id: 'Payout' })

export const campaign = strict({
  name: documentName,
  status: z.enum(['draft', 'active', 'paused']).default('active'),
  country: country.describe('Where its leads are at home: how phones, postcodes and numbers are read.'),
  currency: currency.describe('Of every amount in it.'),
  timezone: timezone.default('UTC').describe('Where its days and weeks begin.'),
  fields: z.array(field).max(500).default([]),
  dedupe: z.array(dedupeRule).max(20).default([]),
  suppression: z.array(documentKey).max(100).default([]).describe('Keys of suppression lists.'),
  filters: z.array(filter).max(200).default([]).describe('In order; the first that matches decides.'),
  caps: intakeCaps,
  suppliers: limitedRecord(documentKey, campaignSupplier, 5000)
    .default({})
    .describe('By SID. Empty: every active supplier of the account may send.'),
  payout: payout.optional(),
  summary: longText.optional().describe('Template of the record summary.'),
  route: route.optional().describe("Left out: broadcast to the campaign's active automatic deliveries."),
  rejectOnRefusal: z.boolean().default(false).describe('True: a lead that every buyer refuses becomes rejected.'),
}).meta({ id: 'Campaign' })
