import type { CapSnapshot } from '../routing/decision.ts'
import { whenWords } from '../time/whenWords.ts'

/**
 * A cap as it stands, in words: "cap day 100 of 100, resets Mon 00:00 Europe/London". `zone` is used when the cap was
 * recorded without its own.
 */
export function capWords(cap: CapSnapshot, now: Date, zone: string): string {
  const standing = `cap ${cap.period} ${cap.used} of ${cap.limit}`
  if (cap.resetsAt === null) return `${standing}, never resets`
  return `${standing}, resets ${whenWords(new Date(cap.resetsAt), now, cap.timezone ?? zone)}`
}
