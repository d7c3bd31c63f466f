// Join auto-responder: refused until an account can have responders.

import type { JoinResponderOptions } from '@switchyard/contract/jobs/actions/joinResponder.ts'

import { invalid } from '../../http/problem.ts'
import type { JobAction } from '../action.ts'

const none = 'No responder is set up in this account'

export const joinResponderAction: JobAction<JoinResponderOptions> = {
  name: 'joinResponder',
  chunk: 1000,
  check() {
    throw invalid([{ path: 'options.responder', code: 'no_responder', message: none }], 422, 'invalid_job')
  },
  consider: (_tx, _scope, _options, leads) => Promise.resolve(leads.map(() => none)),
  run: (_tx, _scope, _options, leads) => Promise.resolve(leads.map(() => ({ kind: 'leftOut', reason: none }))),
}
