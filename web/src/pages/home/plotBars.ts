// Where the bars of a plot stand, in a box of `barWidth` by bar and 100 high.

export interface PlotPoint {
  /** "09:00", "Mon 16 Nov". */
  readonly label: string
  /** ISO 8601; not the same for two of them. */
  readonly from: string
  /** What its leads are found with in the list: see the leads page's URL. */
  readonly search: Readonly<Record<string, string>>
  readonly received: number
  readonly accepted: number
  readonly sold: number
  /** Received a week before; left out where nothing is compared. */
  readonly lastWeek?: number | undefined
}

export interface PlotBar {
  readonly x: number
  readonly receivedY: number
  readonly soldY: number
  /** Null where nothing is compared, or with nothing. */
  readonly lastWeekY: number | null
}

export const barWidth = 10
export const plotHeight = 100

/** The height of the tallest bar: a round number at or above everything shown, one at least. */
export function plotTop(points: readonly PlotPoint[]): number {
  const most = Math.max(1, ...points.flatMap(({ received, lastWeek }) => [received, lastWeek ?? 0]))
  const step = 10 ** Math.floor(Math.log10(most))
  const round = [1, 2, 2.5, 5, 10].map((times) => times * step).find((one) => one >= most && Number.isInteger(one))
  return round ?? most
}

export function plotBars(points: readonly PlotPoint[], top: number): readonly PlotBar[] {
  const y = (count: number) => plotHeight * (1 - count / top)
  return points.map(({ received, sold, lastWeek }, index) => ({
    x: index * barWidth,
    receivedY: y(received),
    soldY: y(Math.min(sold, received)),
    lastWeekY: lastWeek === undefined || lastWeek === 0 ? null : y(lastWeek),
  }))
}
