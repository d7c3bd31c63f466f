import { adminOnly, endpoint } from '../endpoint.ts'

export const deleteMailAccount = endpoint({
  name: 'mailAccount.delete',
  method: 'DELETE',
  path: '/v1/mail-account',
  summary: 'Forget the mail server',
  description: 'E-mails that wait fail.',
  scopes: adminOnly,
  status: 204,
  errors: [404],
})
