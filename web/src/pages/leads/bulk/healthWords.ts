// How a delivery is doing, in a few words.

import type { DeliveryHealth } from '../../../data/deliveries.ts'
import { formatCount } from '../../../format/count.ts'
import { shortTime } from '../../../format/time.ts'
import type { Tone } from '../../../ui/tone.ts'

export interface HealthWords {
  readonly tone: Tone
  readonly words: string
  /** What waits and what came of the last hour. */
  readonly counts: string
}

export function healthWords(health: DeliveryHealth, zone: string, now: Date): HealthWords {
  const { breaker, pausedUntil, queued, held, inFlight, lastHour } = health
  const { accepted = 0, rejected = 0, duplicate = 0, ...others } = lastHour
  const refused = rejected + duplicate
  const unsuccessful = Object.values(others).reduce((sum, count) => sum + count, 0)
  const sent = accepted + refused + unsuccessful
  const waiting = [
    queued > 0 ? `${formatCount(queued)} waiting` : null,
    held > 0 ? `${formatCount(held)} held` : null,
    inFlight > 0 ? `${formatCount(inFlight)} under way` : null,
  ].filter((part) => part !== null)
  const hour =
    sent === 0
      ? 'nothing sent in the last hour'
      : `last hour: ${formatCount(accepted)} accepted, ${formatCount(refused)} refused, ${formatCount(unsuccessful)} without success`
  const counts = [...(waiting.length === 0 ? ['nothing waiting'] : waiting), hour].join(' · ')
  const at = (iso: string) => shortTime(iso, zone, now)
  if (breaker.state === 'open') {
    const until = breaker.until === null ? '' : `, next try ${at(breaker.until)}`
    return { tone: 'bad', words: `Failing, held back${until}`, counts }
  }
  if (pausedUntil !== null) return { tone: 'warn', words: `Asked for a pause until ${at(pausedUntil)}`, counts }
  if (breaker.state === 'probing') return { tone: 'warn', words: 'Being tried again', counts }
  if (sent > 0 && unsuccessful * 2 > sent) return { tone: 'warn', words: 'Mostly without success', counts }
  return sent === 0 ? { tone: 'neutral', words: 'Quiet', counts } : { tone: 'good', words: 'Healthy', counts }
}
