import { adminOnly, endpoint } from '../endpoint.ts'
import { readOnly } from '../setup/documents.ts'
import { strict } from '../strict.ts'
import { alertSettings, storedAlertSettings } from './settings.ts'

export const putAlertSettings = endpoint({
  name: 'alerts.putSettings',
  method: 'PUT',
  path: '/v1/alerts/settings',
  summary: 'Write what is watched, and who is told where and when',
  scopes: adminOnly,
  body: strict({ ...alertSettings.shape, ...readOnly }),
  example: {
    muted: ['capFull'],
    bounds: { rejectPercent: 40 },
    email: ['ops@example.com'],
    webhooks: [{ key: 'chat', url: 'https://crm.example/alerts' }],
    quietHours: { from: '22:00', to: '07:00', timezone: 'Europe/London', except: ['breakerOpen'] },
    linksTo: 'https://crm.example',
  },
  status: 200,
  output: storedAlertSettings,
  errors: [422],
})
