import type { CapSnapshot } from '../routing/decision.ts'
import { whenWords } from '../time/whenWords.ts'

/**
 * A cap as it stands, in words: "cap day 100 of 100, resets Mon 00:00 Europe/London"; "cap day money 490.00 of 500.00 (12.50 more
 * would pass it), resets …"; "cap rolling 24 h 10 of 10, next place Mon 14:20 Europe/London". `zone` is used when the cap was
 * recorded without its own.
 */
export function capWords(cap: CapSnapshot, now: Date, zone: string): string {
  const span = cap.hours === undefined ? '' : ` ${cap.hours} h`
  const unit = cap.unit === 'money' ? ' money' : ''
  const asks = cap.asks === undefined || cap.used === cap.limit ? '' : ` (${cap.asks} more would pass it)`
  const standing = `cap ${cap.period}${span}${unit} ${cap.used} of ${cap.limit}${asks}`
  const isRolling = cap.period === 'rolling'
  if (cap.resetsAt === null) return isRolling ? `${standing}, all in flight` : `${standing}, never resets`
  const when = whenWords(new Date(cap.resetsAt), now, cap.timezone ?? zone)
  return `${standing}, ${isRolling ? 'next place' : 'resets'} ${when}`
}
