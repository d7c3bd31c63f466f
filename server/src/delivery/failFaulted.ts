// Work for a delivery whose set-up cannot be used, as an older release may have left it: nobody could ever send it, so it ends with
// the fault as its reason instead of waiting for ever.

import type { Sql } from 'postgres'

import { streams } from '@switchyard/core/delivery/streams.ts'

import type { LiveSetup } from '../setup/live.ts'
import { claim, type Claimed, type Want } from './claim.ts'

const atOnce = 50

/** `send` finds no usable set-up and so makes the failure into the result. Answers how many dispatches ended. */
export async function failFaulted(
  engine: Sql,
  workerId: string,
  live: LiveSetup,
  send: (work: Claimed) => Promise<unknown>,
): Promise<number> {
  const wants = live
    .known()
    .flatMap(({ accountId, deliveryFaults, sealedDeliveries }) =>
      [...deliveryFaults.keys()]
        .filter((delivery) => !sealedDeliveries.has(delivery))
        .flatMap((delivery) => streams.map((_, stream): Want => ({ accountId, delivery, stream, count: atOnce }))),
    )
  if (wants.length === 0) return 0
  const claimed = await claim(engine, workerId, wants)
  await Promise.all(claimed.map(send))
  return claimed.length
}
