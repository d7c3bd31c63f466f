import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { streamTopics } from './topics.ts'

const topicList = z
  .string()
  .transform((text, context) => {
    const wanted = text.split(',').map((part) => part.trim())
    const known = streamTopics.filter((topic) => wanted.includes(topic))
    for (const word of wanted) {
      if (known.some((topic) => topic === word)) continue
      context.addIssue({ code: 'custom', message: `'${word}' is not one of: ${streamTopics.join(', ')}.` })
    }
    return known
  })
  .default([...streamTopics])
  .describe(`One or more of ${streamTopics.join(', ')}, separated by commas; left out, all of them.`)

export const openStream = endpoint({
  name: 'stream.open',
  method: 'GET',
  path: '/v1/stream',
  summary: 'Follow what happens',
  description:
    'Server-sent events. `event` is the topic, `data` JSON, `id` grows. Events are kept for an hour: with `Last-Event-ID` those ' +
    'that came after it are sent first. When some of them are gone already an event `gap` says so: read again what you show. ' +
    'A comment comes every 15 seconds. `jobs`: a job as it stands. `leads`: `{ "ids": […], "many": false }`, leads that changed; ' +
    'with `many` there were more than the ids that are named. `counters`: how many leads were `received`, `accepted`, `rejected`, ' +
    '`quarantined` and `sold` since the counters before; test leads do not count. A reader that does not keep up is cut off and ' +
    'may come back with its last id. 429 when an account has too many streams open.',
  scopes: reading,
  query: strict({
    topics: topicList,
    lastEventId: z
      .string()
      .max(100)
      .optional()
      .describe('For where the header cannot be set; the header counts when both are there.'),
  }),
  headers: [{ name: 'Last-Event-ID', description: 'The last `id` that was seen; browsers send it by themselves.' }],
  status: 200,
  produces: 'text/event-stream',
  output: z.string(),
  errors: [429],
})
