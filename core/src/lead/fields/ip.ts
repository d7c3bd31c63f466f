import { type Parsed, refused, taken } from './parsed.ts'
import { oneText, quoted } from './received.ts'

const v4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/

/** An IP address, version 4 or 6; version 6 in its shortest writing (RFC 5952, as the URL standard serialises it). */
export function parseIp(raw: unknown): Parsed<string> {
  const text = oneText(raw)
  if (!text.ok) return text
  const received = text.value.trim()
  if (v4.test(received)) return taken(received)
  if (received.includes(':') && /^[0-9a-f:.]+$/i.test(received) && URL.canParse(`http://[${received}]/`)) {
    return taken(new URL(`http://[${received}]/`).hostname.slice(1, -1))
  }
  return refused('REJECT_LEAD_INVALID_FORMAT', `${quoted(received)} is not an IP address`)
}
