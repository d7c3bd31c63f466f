import { z } from 'zod'

/** How far back leads are looked at. */
export function daysBack(standard: number) {
  return z.coerce
    .number<number | string>()
    .int()
    .min(1)
    .max(366)
    .default(standard)
    .describe('Leads received in so many days before now.')
}
