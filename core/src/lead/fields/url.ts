import { cleanLine } from '../../text/cleanText.ts'
import { type Parsed, refused, taken } from './parsed.ts'
import { oneText, quoted } from './received.ts'

const bad = 'REJECT_LEAD_INVALID_FORMAT'
const longest = 2048

/**
 * A web address (http or https) in the writing of the URL standard. "www.example.com/x" gets https in front. Refused: other
 * schemes, user names and passwords in it, hosts without a dot, more than 2,048 characters.
 */
export function parseUrl(raw: unknown): Parsed<string> {
  const text = oneText(raw)
  if (!text.ok) return text
  const received = cleanLine(text.value)
  const shown = quoted(received)
  const bareHost = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[:/?#]|$)/u.test(received)
  const written = bareHost ? `https://${received}` : received
  if (/\s/.test(written) || !URL.canParse(written)) return refused(bad, `${shown} is not a web address`)
  const url = new URL(written)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refused(bad, `${shown} is not a web address: it begins with ${url.protocol}, not with https: or http:`)
  }
  if (url.username !== '' || url.password !== '') return refused(bad, `${shown} holds a user name or password`)
  if (!url.hostname.includes('.') && !url.hostname.startsWith('[')) {
    return refused(bad, `${shown} is not a web address: '${url.hostname}' is not a whole domain`)
  }
  if (url.href.length > longest)
    return refused(bad, `the address has ${url.href.length} characters, at most ${longest} are possible`)
  return taken(url.href)
}
