// A limit on how many leads (or how much money) may pass in a window.

export const capPeriods = ['hour', 'day', 'week', 'month', 'total'] as const
export type CapPeriod = (typeof capPeriods)[number]

export interface Cap {
  readonly period: CapPeriod
  readonly limit: number
  /** IANA zone of day, week and month windows; the campaign's zone when left out. */
  readonly timezone?: string | undefined
  readonly whenFull: 'next' | 'hold' | 'reject'
  /** Intake caps may count one value of a picklist field only. */
  readonly field?: string | undefined
  readonly value?: string | undefined
}
