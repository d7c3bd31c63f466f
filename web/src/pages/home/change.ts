import { formatCount } from '../../format/count.ts'

export interface Change {
  /** "+12 %", "−3 %"; null where a share says nothing. */
  readonly share: string | null
  /** "120 a week ago". */
  readonly before: string
}

/** Today beside a week ago. A share of nothing is none, and of a handful is noise. */
export function changeOf(now: number, before: number): Change {
  const words = `${formatCount(before)} a week ago`
  if (before < 10) return { share: null, before: words }
  const percent = Math.round(((now - before) / before) * 100)
  if (percent === 0) return { share: '±0 %', before: words }
  return { share: `${percent > 0 ? '+' : '−'}${formatCount(Math.abs(percent))} %`, before: words }
}
