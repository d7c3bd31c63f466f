import type { LeadDispatch } from './write.ts'

/** "Returned by ACME: Wrong number"; null when nobody gave the lead back. */
export function returnWords(dispatches: readonly Pick<LeadDispatch, 'buyer' | 'returnReason'>[]): string | null {
  const words = dispatches.flatMap(({ buyer, returnReason }) =>
    returnReason === null || buyer === null ? [] : [`Returned by ${buyer}: ${returnReason}`],
  )
  return words.length === 0 ? null : [...new Set(words)].join('; ')
}
