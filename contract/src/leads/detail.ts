// Everything that is known about one lead.

import { z } from 'zod'
import { consentChange } from '../consent/change.ts'
import { decision } from './decision.ts'
import { listedLead } from './lead.ts'
import { attemptOutcomes, consentStates, dispatchStates } from './words.ts'

const time = z.iso.datetime()
const text = z.string().nullable()
const headers = z.record(z.string(), z.string())

const attempt = z
  .object({
    id: z.string(),
    number: z.int(),
    at: time,
    durationMs: z.int().nullable(),
    outcome: z.enum(attemptOutcomes).nullable().describe('Null while it is under way.'),
    reason: text,
    rule: z.int().nullable().describe('Index of the answer rule that matched; null when none did.'),
    leadRevision: z.int().describe('The revision of the lead that was sent.'),
    late: z
      .object({ outcome: z.enum(attemptOutcomes), reason: text, at: time })
      .nullable()
      .describe('An answer that came after the attempt had been given up.'),
    request: z.object({ method: z.string(), url: z.string(), headers, body: text }).nullable(),
    response: z.object({ status: z.int(), headers, body: z.string(), truncated: z.boolean() }).nullable(),
  })
  .meta({ id: 'Attempt' })

const dispatch = z
  .object({
    id: z.string(),
    delivery: z.string(),
    buyer: text,
    state: z.enum(dispatchStates),
    reason: text,
    price: text,
    reference: text.describe("The buyer's own id for the lead."),
    tries: z.int(),
    createdAt: time,
    dueAt: time.nullable().describe('When it goes next; null unless queued or held.'),
    settledAt: time.nullable(),
    returnedAt: time
      .nullable()
      .describe('When its buyer gave the lead back; it stays accepted, and is no sale any more.'),
    returnReason: text,
    jobId: text.describe('The job that made it.'),
    overCap: z.boolean().describe("Sent beside the delivery's caps, by a person's choice."),
    skipRules: z.boolean().describe("Sent past the delivery's filter rules, by a person's choice."),
    attempts: z.array(attempt),
  })
  .meta({ id: 'Dispatch' })

const money = z.object({
  at: time,
  kind: z.string(),
  debit: z.string(),
  credit: z.string(),
  amount: z.string(),
  currency: z.string(),
  buyer: text,
  supplier: text,
  dispatch: text,
  note: text,
})

const revision = z.object({
  revision: z.int(),
  at: time,
  actor: z.string(),
  reason: z.string(),
  changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
})

const timelineEntry = z.object({
  at: time,
  kind: z.string(),
  actor: z.string(),
  text: z.string(),
  detail: z.array(z.string()),
})

const origin = z.object({
  ip: text,
  userAgent: text,
  callbackUrl: text,
  requestId: text,
  consent: z.object({
    email: z.enum(consentStates).optional(),
    sms: z.enum(consentStates).optional(),
    text: z.string().optional(),
    url: z.string().optional(),
    at: z.string().optional(),
    ip: z.string().optional(),
  }),
})

export const leadDetail = z
  .object({
    ...listedLead.shape,
    raw: z.record(z.string(), z.unknown()).describe('Values as received; never changed.'),
    origin: origin.describe('What is known about the way in.'),
    decision: decision.nullable().describe('The routing decision; null until the lead was routed.'),
    dispatches: z.array(dispatch),
    money: z.array(money),
    revisions: z.array(revision),
    consentHistory: z
      .array(consentChange)
      .describe('Oldest first; channels of which nothing was ever known are not in it.'),
    keptAt: time
      .nullable()
      .describe('When a person decided that the rejected lead stays as it is; null again once it is checked again.'),
    timeline: z.array(timelineEntry),
  })
  .meta({ id: 'Lead' })
