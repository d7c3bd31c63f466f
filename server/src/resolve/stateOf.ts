import type { CauseState } from '@switchyard/contract/causes/words.ts'
import type { Cause } from '@switchyard/core/causes/cause.ts'

import type { Said } from './said.ts'

/** `cause` null: no lead has it any more. Null: there is nothing to tell of it. A cured cause that has leads again is open. Pure. */
export function stateOf(cause: Pick<Cause, 'count'> | null, said: Pick<Said, 'state'> | undefined): CauseState | null {
  if (!cause) return said?.state === 'resolved' ? 'resolved' : null
  if (cause.count === 0) return 'kept'
  return said === undefined || said.state === 'resolved' ? 'open' : said.state
}
