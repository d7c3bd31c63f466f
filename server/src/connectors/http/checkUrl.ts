import { isIP } from 'node:net'

import { createAddressGuard } from './addresses.ts'

/**
 * Judges the URL of an outbound call when it is saved; it is judged again, after DNS, whenever a connection is made.
 * Placeholders (`{{ … }}`) may stand in it after the host.
 * @param allow CIDRs that may be reached although they are not public
 * @returns null, or a sentence that says why the URL is refused
 */
export function checkUrl(url: string, allow: readonly string[]): string | null {
  const parsed = URL.parse(url.trim().replace(/\{\{.*?\}\}|\{%.*?%\}/gs, 'x'))
  if (parsed === null) return `'${url}' is not a URL.`
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return 'The URL must begin with https:// or http://.'
  if (parsed.username !== '' || parsed.password !== '') return 'The URL must not hold a user name or password.'
  const host = parsed.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (host === '' || hostHasPlaceholder(url)) return 'The host of the URL must be written out.'
  const address = isLocalName(host) ? '127.0.0.1' : host
  if (isIP(address) === 0 || createAddressGuard(allow).allows(address)) return null
  return `${host} is not a public address. The instance's operator can allow it with SWITCHYARD_ALLOW_HOSTS.`
}

/** "localhost" and all below it mean this machine (RFC 6761). */
export function isLocalName(host: string): boolean {
  return /^(.+\.)?localhost\.?$/i.test(host)
}

function hostHasPlaceholder(url: string): boolean {
  return /^\s*\w+:\/\/[^/?#]*\{[{%]/.test(url)
}
