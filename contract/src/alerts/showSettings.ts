import { endpoint, reading } from '../endpoint.ts'
import { storedAlertSettings } from './settings.ts'

export const showAlertSettings = endpoint({
  name: 'alerts.settings',
  method: 'GET',
  path: '/v1/alerts/settings',
  summary: 'Show what is watched, and who is told where and when',
  scopes: reading,
  status: 200,
  output: storedAlertSettings,
  errors: [],
})
