import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { commaList, cursor, flag, limit } from '../query.ts'
import { strict } from '../strict.ts'
import { alert } from './alert.ts'

export const listAlerts = endpoint({
  name: 'alerts.list',
  method: 'GET',
  path: '/v1/alerts',
  summary: 'List alerts, newest first',
  scopes: reading,
  query: strict({
    open: flag('Open ones only, or ended ones only.'),
    acknowledged: flag('Only those that somebody looks after, or only those that nobody does.'),
    kind: commaList('Kinds of alerts.'),
    limit: limit(100),
    cursor,
  }),
  status: 200,
  output: z.object({
    alerts: z.array(alert),
    counts: z
      .object({
        open: z.int(),
        unacknowledged: z.int().describe('Open, not muted, and nobody looks after them: the number on the bell.'),
      })
      .describe('Of the whole account, whatever was asked for.'),
    nextCursor: z.string().nullable(),
  }),
  errors: [],
})
