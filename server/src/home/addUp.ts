// Spans added up: to the figures of a day, and to the points of a plot.

import { formatMoney } from '@switchyard/core/money/money.ts'

import type { SpanCounts } from './readCounts.ts'

export interface Counts {
  readonly received: number
  readonly accepted: number
  readonly sold: number
}

export interface Figures extends Counts {
  readonly from: string
  readonly to: string
  readonly rejected: number
  readonly money: readonly { readonly currency: string; readonly revenue: string; readonly payout: string }[]
}

export function figuresOf(spans: readonly SpanCounts[], from: Date, to: Date): Figures {
  const inside = between(spans, from, to)
  const currencies = [...new Set(inside.map(({ currency }) => currency))].toSorted()
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    ...countsOf(inside, from, to),
    rejected: inside.reduce((sum, { rejected }) => sum + rejected, 0),
    money: currencies.map((currency) => {
      const own = inside.filter((span) => span.currency === currency)
      const sum = (of: 'revenue' | 'payout') => formatMoney(own.reduce((total, span) => total + span[of], 0n))
      return { currency, revenue: sum('revenue'), payout: sum('payout') }
    }),
  }
}

/** Of the spans that begin in [from, to). */
export function countsOf(spans: readonly SpanCounts[], from: Date, to: Date): Counts {
  const inside = between(spans, from, to)
  const sum = (of: keyof Counts) => inside.reduce((total, span) => total + span[of], 0)
  return { received: sum('received'), accepted: sum('accepted'), sold: sum('sold') }
}

function between(spans: readonly SpanCounts[], from: Date, to: Date): readonly SpanCounts[] {
  return spans.filter((span) => span.from >= from && span.from < to)
}
