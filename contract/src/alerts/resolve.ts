import { endpoint, operating } from '../endpoint.ts'
import { alert, alertId } from './alert.ts'

export const resolveAlert = endpoint({
  name: 'alerts.resolve',
  method: 'POST',
  path: '/v1/alerts/{id}/resolve',
  summary: 'Close an alert',
  description:
    'It opens anew when its cause comes up again; where it tells of something that lasts, when that was over once. One that is closed ' +
    'already stays as it is.',
  scopes: operating,
  params: alertId,
  status: 200,
  output: alert,
  errors: [404],
})
