import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { strict } from '../strict.ts'

/** What became of one lead at the side that took it. */
export const feedbackItem = z
  .object({
    id: z.string().min(1).max(100).describe('The same over repetitions: a result is taken once.'),
    lead: z
      .string()
      .regex(/^\d{1,18}$/)
      .describe('Our id of the lead, as it was sent: `externalId` there.'),
    reference: z.string().min(1).max(255).describe('Its id at the other side.'),
    state: z.enum(['sold', 'unsold', 'returned']),
    price: z
      .string()
      .regex(/^\d{1,12}(\.\d{1,4})?$/)
      .nullable()
      .describe('What the other side pays; null unless sold.'),
    currency: z.string().nullable(),
    reason: z
      .string()
      .max(500)
      .nullable()
      .describe('In words; null where the other side does not understand its buyer.'),
    at: z.iso.datetime().describe('When it happened there.'),
  })
  .meta({ id: 'FeedbackItem' })

export const mostFeedbackItems = 500

export const feedbackBody = z.object({
  type: z.literal('lead.feedback'),
  data: z.union([feedbackItem, z.array(feedbackItem).min(1).max(mostFeedbackItems)]),
})

export const tellFeedback = endpoint({
  name: 'feedback.tell',
  method: 'POST',
  path: '/v1/feedback/{token}',
  summary: 'Results of leads that another Switchyard has taken',
  description:
    'Called by the other side of a pairing. Signed as the Standard Webhooks specification says (`webhook-id`, `webhook-timestamp`, ' +
    '`webhook-signature`), 401 when the signature is wrong or more than five minutes old. Repetitions are answered alike and change ' +
    'nothing; a result that comes before our own sending is written is kept and joined.',
  scopes: 'public',
  params: strict({ token: z.string().min(1).max(200) }),
  body: feedbackBody,
  bodyLimit: 1024 * 1024,
  example: {
    type: 'lead.feedback',
    data: {
      id: 'fb_10423_1',
      lead: '4711',
      reference: '10423',
      state: 'sold',
      price: '12.50',
      currency: 'GBP',
      reason: null,
      at: '2026-11-22T10:00:00.000Z',
    },
  },
  status: 200,
  output: z.object({
    taken: z.int().describe('Results that are known now, those of earlier calls among them.'),
    unknown: z.array(z.string()).describe('Leads that were never sent there.'),
  }),
  errors: [404],
})
