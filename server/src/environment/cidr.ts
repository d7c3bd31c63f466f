import { isIP } from 'node:net'

/** True for "10.0.0.0/8" and "fd00::/8": an address of either family and a prefix length that fits it. */
export function isCidr(text: string): boolean {
  const match = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(text)
  if (match === null) return false
  const family = isIP(match[1] ?? '')
  return family !== 0 && Number(match[2]) <= (family === 4 ? 32 : 128)
}
