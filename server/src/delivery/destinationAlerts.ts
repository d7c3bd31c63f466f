// Tells people when a destination does not work, and takes the word back when it works again.

import type { Sql } from 'postgres'

import { assertNever } from '@switchyard/core/assert.ts'

import { raise } from '../alerts/raise.ts'
import { resolve } from '../alerts/resolve.ts'
import type { Destination } from './dispatcher.ts'
import type { GateEvent } from './gate.ts'

export async function tellDestinationEvent(engine: Sql, destination: Destination, event: GateEvent): Promise<void> {
  const { accountId, delivery } = destination
  const subject = `delivery ${delivery}`
  switch (event.kind) {
    case 'breakerOpen': {
      const message =
        `Half or more of what was sent to delivery '${delivery}' in the last minute failed (${event.code}). ` +
        `Nothing is sent for ${Math.round(event.forMs / 1000)} s, then it is tried carefully; its leads wait.`
      await raise(engine, { accountId, kind: 'breakerOpen', subject, message, detail: { code: event.code } })
      return
    }
    case 'tlsFailure': {
      const message =
        `Three calls in a row of delivery '${delivery}' found no trusted connection (${event.code}): nothing was sent. ` +
        `Its buyer has to mend the certificate, or the delivery needs the buyer's own authority.`
      await raise(engine, { accountId, kind: 'tlsFailure', subject, message, detail: { code: event.code } })
      return
    }
    case 'works':
      await resolve(engine, { accountId, kind: 'breakerOpen', subject })
      await resolve(engine, { accountId, kind: 'tlsFailure', subject })
      return
    default:
      assertNever(event)
  }
}
