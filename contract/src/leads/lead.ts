// A lead as lists show it, and what its own page has besides.

import { z } from 'zod'
import { disposition } from './disposition.ts'
import { consentStates, deliveryStatuses, dispatchStates, leadStatuses, methods, soldStates } from './words.ts'

/** Normalised values by field key. */
export const fieldValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))

const listedBuyer = z.object({
  buyer: z.string().nullable().describe('BID; null for a delivery without a buyer.'),
  delivery: z.string(),
  state: z.enum(dispatchStates),
  reason: z.string().nullable().describe("In words; the buyer's own words where an answer rule captured them."),
  returnReason: z.string().nullable().describe('Why the buyer gave the lead back; null when it has not.'),
})

export const listedLead = z
  .object({
    id: z.string(),
    receivedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    revision: z.int().describe('Counts edits; 1 as received.'),
    campaign: z.string(),
    supplier: z.string().nullable(),
    source: z.string().nullable(),
    externalId: z.string().nullable(),
    method: z.enum(methods),
    country: z.string().nullable().describe('ISO 3166 alpha-2.'),
    summary: z.string().describe('Plain text, at most 200 characters.'),
    fields: fieldValues,
    status: z.enum(leadStatuses),
    disposition,
    sold: z.enum(soldStates).nullable().describe('Null: never routed, or sent only to deliveries without a buyer.'),
    soldReason: z.string().nullable().describe('Why nobody has bought it, in words.'),
    deliveryStatus: z.enum(deliveryStatuses),
    buyers: z.array(listedBuyer).describe("Each delivery's newest dispatch."),
    revenue: z.string().nullable().describe('Decimal; only once sold.'),
    payout: z.string().nullable(),
    currency: z.string(),
    consent: z.object({ email: z.enum(consentStates), sms: z.enum(consentStates) }),
    duplicateOf: z.string().nullable(),
    test: z.boolean(),
    erased: z.boolean().describe('It was erased: status, sale and amounts are left, and nothing about anybody.'),
  })
  .meta({ id: 'ListedLead' })
