// What the handlers of set-up documents work with.

import type { Database } from '../db/database.ts'
import type { LiveSetup } from './live.ts'
import type { Sealer } from './sealing.ts'

export interface SetupParts {
  readonly db: Database
  readonly live: Pick<LiveSetup, 'refresh' | 'account'>
  readonly sealer: Sealer
  /** CIDRs that deliveries may reach although they are private. */
  readonly allowHosts: readonly string[]
  /** Cancels a delivery's queued and held dispatches; answers how many. */
  readonly cancelWaiting: (accountId: string, delivery: string, reason: string) => Promise<number>
}
