import { endpoint, operating } from '../endpoint.ts'
import { alert, alertId } from './alert.ts'

export const acknowledgeAlert = endpoint({
  name: 'alerts.acknowledge',
  method: 'POST',
  path: '/v1/alerts/{id}/acknowledge',
  summary: 'Say that you look after an alert',
  description:
    'It stays open until its cause is gone, and is not counted on the bell any more. The first one to say so stays named.',
  scopes: operating,
  params: alertId,
  status: 200,
  output: alert,
  errors: [404],
})
