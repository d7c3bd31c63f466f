import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { cursor, limit } from '../query.ts'
import { strict } from '../strict.ts'
import { channelKinds, messageEvents, messageStates } from './words.ts'

const time = z.iso.datetime()

export const alertMessage = z
  .object({
    id: z.string(),
    channel: z.enum(channelKinds),
    to: z.string().describe('The addresses of an e-mail; the key of a webhook.'),
    event: z.enum(messageEvents),
    subject: z.string(),
    alerts: z.array(z.string()).describe('Ids of the alerts it tells of.'),
    state: z
      .enum(messageStates)
      .describe(
        'unknown: an e-mail that may or may not have left; it is not sent again, so that nobody gets it twice.',
      ),
    reason: z.string().nullable().describe('Why it failed, or what the last try came to.'),
    tries: z.int(),
    createdAt: time,
    dueAt: time.nullable().describe('When it is tried next; null when there is nothing left to do.'),
    endedAt: time.nullable(),
  })
  .meta({ id: 'AlertMessage' })

export const listAlertMessages = endpoint({
  name: 'alerts.messages',
  method: 'GET',
  path: '/v1/alerts/messages',
  summary: 'List the messages that alerts have sent, newest first',
  description: 'Kept for 30 days.',
  scopes: reading,
  query: strict({ limit: limit(50), cursor }),
  status: 200,
  output: z.object({ messages: z.array(alertMessage), nextCursor: z.string().nullable() }),
  errors: [],
})
