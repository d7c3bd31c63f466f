import { endpoint, reading } from '../endpoint.ts'
import { storedMailAccount } from './mailAccount.ts'

export const showMailAccount = endpoint({
  name: 'mailAccount.show',
  method: 'GET',
  path: '/v1/mail-account',
  summary: 'Show by which mail server e-mails are sent',
  scopes: reading,
  status: 200,
  output: storedMailAccount,
  errors: [404],
})
