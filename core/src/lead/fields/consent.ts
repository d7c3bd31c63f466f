import { fold } from '../../text/fold.ts'
import { type Parsed, refused, taken } from './parsed.ts'
import { oneText, quoted } from './received.ts'
import { yesNo } from './yesNo.ts'

const given = new Set([
  'opt-in',
  'opt in',
  'optin',
  'opted in',
  'opted-in',
  'granted',
  'agree',
  'agreed',
  'i agree',
  'accepted',
  'subscribed',
])
const denied = new Set([
  'opt-out',
  'opt out',
  'optout',
  'opted out',
  'opted-out',
  'denied',
  'disagree',
  'refused',
  'withdrawn',
  'unsubscribed',
])

/** A consent as "yes", "no" or "unknown". A word that means none of them is refused, never taken for a yes. */
export function parseConsent(raw: unknown): Parsed<string> {
  const text = oneText(raw)
  if (!text.ok) return text
  const word = fold(text.value)
  if (word === 'unknown' || word === '') return taken('unknown')
  const answer = given.has(word) ? true : denied.has(word) ? false : yesNo(word)
  if (answer !== null) return taken(answer ? 'yes' : 'no')
  return refused('REJECT_LEAD_INVALID_FORMAT', `${quoted(text.value.trim())} is neither a yes nor a no`)
}
