import { parseMoney } from '../money/money.ts'
import type { Cap, CapLimit } from '../setup/caps.ts'
import { localTime } from '../time/localTime.ts'

/**
 * How much fits into a cap's window that starts at `start`: leads, or 1/10,000 of the currency unit. A day whose weekday (in
 * `zone`) has a figure of its own has that. Throws for an amount that is none: checkCapList refuses those before they are stored.
 */
export function capLimit(cap: Cap, start: Date, zone: string): number {
  const own = cap.weekdays && cap.period === 'day' ? cap.weekdays[localTime(start, zone).weekday] : undefined
  return unitsOf(cap, own ?? cap.limit)
}

function unitsOf({ unit }: Cap, limit: CapLimit): number {
  if (unit !== 'money') return Number(limit)
  const units = parseMoney(String(limit))
  if (units === null) throw new Error(`Not an amount: ${limit}`)
  // checkCapList keeps limits far below 2^53, so no digit is lost.
  return Number(units)
}
