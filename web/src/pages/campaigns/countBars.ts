// Where the parts of each bar stand, in a box of `barWidth` by bar and `plotHeight` high.

import { barWidth, plotHeight, plotTop } from '../home/plotBars.ts'

type Counts = Readonly<Record<'received' | 'accepted' | 'rejected', number>>

export interface CountBar {
  readonly x: number
  /** From the bottom up, each on the one before. */
  readonly parts: readonly {
    readonly of: 'accepted' | 'rejected' | 'other'
    readonly y: number
    readonly height: number
  }[]
}

/** The height of the tallest bar: a round number at or above everything shown, one at least. */
export function countTop(points: readonly Counts[]): number {
  return plotTop(
    points.map(({ received, accepted }) => ({ received, accepted, sold: 0, label: '', from: '', search: {} })),
  )
}

export function countBars(points: readonly Counts[], top: number): readonly CountBar[] {
  return points.map(({ received, accepted, rejected }, index) => {
    const counts = [
      ['accepted', accepted],
      ['rejected', rejected],
      ['other', Math.max(0, received - accepted - rejected)],
    ] as const
    let below = 0
    const parts = counts.map(([of, count]) => {
      below += count
      return { of, y: plotHeight * (1 - below / top), height: (plotHeight * count) / top }
    })
    return { x: index * barWidth, parts: parts.filter(({ height }) => height > 0) }
  })
}
