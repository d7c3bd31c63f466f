import { mailAddress } from '../alerts/settings.ts'
import { adminOnly, endpoint } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { tried } from './tried.ts'

export const testMailAccount = endpoint({
  name: 'mailAccount.test',
  method: 'POST',
  path: '/v1/mail-account/test',
  summary: 'Send a test e-mail',
  description: 'Sent once, now; it stands among the messages of alerts.',
  scopes: adminOnly,
  body: strict({ to: mailAddress }),
  example: { to: 'ops@example.com' },
  status: 200,
  output: tried,
  errors: [404],
})
