import { endpoint, scopes } from '../endpoint.ts'
import { me } from './me.ts'

export const showMe = endpoint({
  name: 'me.show',
  method: 'GET',
  path: '/v1/me',
  summary: 'Who am I',
  scopes,
  status: 200,
  output: me,
  errors: [],
})
