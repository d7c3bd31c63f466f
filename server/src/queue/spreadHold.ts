import { evenDraw, spreadStart, standardSpreadMinutes } from '@switchyard/core/schedule/spreadStart.ts'

import type { AccountSetup } from '../setup/compile.ts'

/** When a lead begins that is held until `until`: a moment of its own soon after it, the same whenever it is asked for. */
export function spreadHold(
  { deliveries }: Pick<AccountSetup, 'deliveries'>,
  delivery: string,
  until: Date,
  leadId: string,
): Date {
  const live = deliveries.get(delivery)
  const spreadMs = (live?.doc.schedule?.spreadMinutes ?? standardSpreadMinutes) * 60_000
  return spreadStart(until, live?.closing(until, 2 * spreadMs) ?? null, spreadMs, evenDraw(BigInt(leadId)))
}
