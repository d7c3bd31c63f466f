// A limit on how many leads (or how much money) may pass in a window.

import type { Weekday } from './weekday.ts'

/** Periods whose windows follow each other in the calendar; a total never ends. */
export const windowPeriods = ['hour', 'day', 'week', 'month', 'total'] as const
export type WindowPeriod = (typeof windowPeriods)[number]

export const capPeriods = [...windowPeriods, 'rolling'] as const
export type CapPeriod = (typeof capPeriods)[number]

/** Leads, or a decimal string of the campaign's currency where the unit is money. */
export type CapLimit = number | string

export interface Cap {
  readonly period: CapPeriod
  /** Left out: leads are counted. Money: prices on a delivery or buyer, payouts on a campaign or supplier. */
  readonly unit?: 'count' | 'money' | undefined
  readonly limit: CapLimit
  /** Length of a rolling window; one of the two. A day here is 24 hours. */
  readonly hours?: number | undefined
  readonly days?: number | undefined
  /** In place of `limit`, for windows of a day that begin on that weekday. */
  readonly weekdays?: Readonly<Partial<Record<Weekday, CapLimit | undefined>>> | undefined
  /** IANA zone of day, week and month windows; the campaign's zone when left out. */
  readonly timezone?: string | undefined
  readonly whenFull: 'next' | 'hold' | 'reject'
  /** Intake caps may count one value of a picklist field only. */
  readonly field?: string | undefined
  readonly value?: string | undefined
}
