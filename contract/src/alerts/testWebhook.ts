import { adminOnly, endpoint } from '../endpoint.ts'
import { documentKey } from '../setup/parts.ts'
import { strict } from '../strict.ts'
import { tried } from '../notify/tried.ts'

export const testAlertWebhook = endpoint({
  name: 'alerts.testWebhook',
  method: 'POST',
  path: '/v1/alerts/webhooks/{key}/test',
  summary: 'Send a test message to a webhook of the alert settings',
  description: 'Sent once, now, signed as every other; it stands among the messages.',
  scopes: adminOnly,
  params: strict({ key: documentKey }),
  status: 200,
  output: tried,
  errors: [404],
})
