import { endpoint } from '../endpoint.ts'

export const endSession = endpoint({
  name: 'session.end',
  method: 'DELETE',
  path: '/v1/session',
  summary: 'Sign out',
  description: 'Ends the session on the server and clears the cookie; without a session nothing happens.',
  scopes: 'public',
  status: 204,
  errors: [],
})
