import { fold } from '../../text/fold.ts'
import { type Parsed, refused, taken } from './parsed.ts'
import { oneText, quoted } from './received.ts'
import { yesNo } from './yesNo.ts'

/** Yes or no by the words of a form: yes, y, true, 1, on, checked; no, n, false, 0, off and the empty text. */
export function parseBoolean(raw: unknown): Parsed<boolean> {
  const text = oneText(raw)
  if (!text.ok) return text
  const answer = yesNo(fold(text.value))
  if (answer !== null) return taken(answer)
  return refused('REJECT_LEAD_INVALID_FORMAT', `${quoted(text.value.trim())} is neither yes nor no`)
}
