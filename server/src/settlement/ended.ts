import type { DispatchState } from '@switchyard/core/lead/states.ts'

import type { SettledDispatch } from './write.ts'

/** A dispatch that is no longer on its way, as it stands now. */
export interface Ended {
  readonly dispatch: SettledDispatch
  readonly state: DispatchState
  readonly price: bigint | null
  readonly redirectUrl: string | null
}
