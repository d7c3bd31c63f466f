import { adminOnly, endpoint } from '../endpoint.ts'
import { readOnly } from '../setup/documents.ts'
import { strict } from '../strict.ts'
import { mailAccount, storedMailAccount } from './mailAccount.ts'

export const putMailAccount = endpoint({
  name: 'mailAccount.put',
  method: 'PUT',
  path: '/v1/mail-account',
  summary: 'Write by which mail server e-mails are sent',
  scopes: adminOnly,
  body: strict({ ...mailAccount.shape, ...readOnly }),
  example: { host: 'smtp.example.com', port: 587, user: 'leads', password: 'secret', from: 'leads@example.com' },
  status: 200,
  output: storedMailAccount,
  errors: [422],
})
