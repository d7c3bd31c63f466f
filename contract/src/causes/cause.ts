// What many leads were refused for, as the API tells it.

import { z } from 'zod'
import { dispositionCodes } from '../leads/words.ts'
import { causeKinds, causeStates, cureKinds } from './words.ts'

const count = z.int()

export const cause = z
  .object({
    id: z.string().describe('Stays the same as long as leads are refused for the same.'),
    kind: z.enum(causeKinds).describe('`check`: refused by a check of ours. `destination`: refused by a buyer.'),
    state: z.enum(causeStates),
    campaign: z.string(),
    code: z.enum(dispositionCodes).nullable().describe('Null for refusals of buyers.'),
    field: z.string().nullable(),
    value: z
      .string()
      .nullable()
      .describe('The most frequent spelling, a mail domain, or null where the leads have no value in common.'),
    spellings: z.array(z.object({ value: z.string(), count })).describe('What counts as this value; 50 at most.'),
    delivery: z.string().nullable(),
    message: z.string().describe('In words, as the newest lead was told.'),
    count: count.describe('Leads that wait; when it is kept, those that are kept.'),
    kept: count.describe('Leads that somebody has decided to keep rejected.'),
    suppliers: z.array(z.object({ supplier: z.string().nullable(), count })).describe('Most leads first.'),
    firstAt: z.iso.datetime(),
    lastAt: z.iso.datetime(),
    trend: z.array(z.object({ day: z.iso.date(), count })).describe('The last 14 days (UTC), oldest first.'),
    examples: z.array(z.object({ leadId: z.string(), value: z.string().nullable(), message: z.string() })),
    suggestions: z
      .array(z.object({ value: z.string(), confidence: z.enum(['high', 'medium', 'low']), why: z.string() }))
      .describe('What the value may have been meant to be. Nothing is changed by itself.'),
    cures: z.array(z.enum(cureKinds)).describe('What `POST /v1/causes/cure` can do about it.'),
    skip: z.string().nullable().describe('The check that the cure `skip` would have to name.'),
    relax: z
      .object({
        words: z.string().describe('What the rule says today.'),
        now: z.union([z.string(), z.number()]).nullable().describe('Its operand; null: it can only be taken away.'),
        proposed: z
          .union([z.string(), z.number()])
          .nullable()
          .describe('The nearest operand with which these leads would pass it, where that can be told.'),
      })
      .nullable()
      .describe('The rule of the campaign that the leads fell at, for the cure `relaxRule`.'),
    picklist: z
      .object({
        key: z.string(),
        name: z.string(),
        locked: z.boolean().describe('It takes no new values; a synonym of one that it has helps.'),
        mappers: z.array(z.string()).describe('Mappers of that list: each needs a cell for a new value.'),
        campaigns: z.array(z.string()).describe('Other campaigns that use that list.'),
      })
      .nullable(),
    atStake: z
      .object({ amount: z.string(), currency: z.string() })
      .nullable()
      .describe(
        'What so many leads bring at the mean of the accepted ones among the newest 2,000 of the campaign; null where there is none.',
      ),
    said: z
      .object({
        state: z.enum(causeStates),
        at: z.iso.datetime(),
        actor: z.string(),
        reason: z.string().nullable(),
        cure: z.enum(cureKinds).nullable(),
        leads: count.describe('Leads that were cured.'),
        jobId: z.string().nullable(),
      })
      .nullable()
      .describe('What was last said or done about it.'),
  })
  .meta({ id: 'Cause' })
