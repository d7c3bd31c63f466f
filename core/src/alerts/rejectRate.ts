// Whether leads of a campaign, or of a supplier in it, are rejected more than they usually are. Pure.

export interface Rejections {
  readonly received: number
  readonly rejected: number
}

export interface RejectBounds {
  /** 1 to 100: from which share on it is too much, whatever is usual. */
  readonly percent: number
  /** How many times the usual share is too much. */
  readonly times: number
  /** With fewer leads in the window nothing is said. */
  readonly least: number
}

export type RateVerdict =
  | { readonly kind: 'tooFew' }
  | { readonly kind: 'usual'; readonly percent: number }
  | {
      readonly kind: 'high'
      readonly why: 'bound' | 'unusual'
      readonly percent: number
      readonly usualPercent: number | null
    }

/** Fewer leads before the window say nothing about what is usual. */
const leastUsual = 100
/** A share below this is no trouble, however rare rejections were before. */
const leastPercent = 5
/** An alert that is open stays so until the share is well below where it began. */
const slack = 0.8

/**
 * Judges the leads of a window beside those of the days before it. A supplier that always sends as badly as this is no news: what is
 * above `percent` and no worse than usual by a quarter is told only when nothing is known of the days before.
 * @param isOpen an alert tells of it already
 */
export function judgeRejections(
  window: Rejections,
  usual: Rejections,
  { percent, times, least }: RejectBounds,
  isOpen: boolean,
): RateVerdict {
  if (window.received < least) return { kind: 'tooFew' }
  const share = (100 * window.rejected) / window.received
  const usualShare = usual.received >= leastUsual ? (100 * usual.rejected) / usual.received : null
  const ease = isOpen ? slack : 1
  const base = { percent: share, usualPercent: usualShare }
  const isNews = usualShare === null || share >= usualShare * 1.25 * ease
  if (share >= percent * ease && isNews) return { kind: 'high', why: 'bound', ...base }
  if (usualShare === null) return { kind: 'usual', percent: share }
  // Three standard errors: with few leads a share swings by itself.
  const error = Math.sqrt((usualShare * (100 - usualShare)) / window.received)
  const unusual = Math.max(leastPercent, usualShare * times, usualShare + 3 * error)
  return share >= unusual * ease ? { kind: 'high', why: 'unusual', ...base } : { kind: 'usual', percent: share }
}
