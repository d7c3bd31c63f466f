// Which addresses an outbound call may reach: public ones, and what the instance's operator allows by CIDR.

import { BlockList, isIP } from 'node:net'

export interface AddressGuard {
  /** `address`: IPv4 or IPv6 text, without brackets. Anything that is no address is not allowed. */
  allows(address: string): boolean
}

// IANA special-purpose registries (RFC 6890 and its updates): everything that is not a public host.
const forbidden = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // ::/96 holds the unspecified address, loopback and the old IPv4-compatible form.
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const

// Cloud metadata services. A wide range such as 0.0.0.0/0 does not open them; a CIDR must be at least this narrow.
const metadata = [
  { address: '169.254.169.254', narrowest: 16 },
  { address: '169.254.170.2', narrowest: 16 },
  { address: '100.100.100.200', narrowest: 24 },
  { address: '168.63.129.16', narrowest: 24 },
  { address: '192.0.0.192', narrowest: 24 },
  { address: 'fd00:ec2::254', narrowest: 32 },
  { address: 'fd20:ce::254', narrowest: 32 },
] as const

/**
 * @param allow CIDRs such as "127.0.0.0/8" that may be reached although they are not public
 * @throws Error for an entry that is no CIDR
 */
export function createAddressGuard(allow: readonly string[]): AddressGuard {
  const refused = new BlockList()
  for (const [network, prefix] of forbidden) refused.addSubnet(network, prefix, familyOf(network))
  const allowed = new BlockList()
  const meta = new BlockList()
  const metaAllowed = new BlockList()
  for (const { address } of metadata) meta.addAddress(address, familyOf(address))
  for (const cidr of allow) {
    const { network, prefix } = parseCidr(cidr)
    allowed.addSubnet(network, prefix, familyOf(network))
    for (const { address, narrowest } of metadata) {
      if (familyOf(address) === familyOf(network) && prefix >= narrowest)
        metaAllowed.addSubnet(network, prefix, familyOf(network))
    }
  }
  return {
    allows(given) {
      const address = unwrapped(given)
      if (isIP(address) === 0) return false
      const family = familyOf(address)
      if (meta.check(address, family)) return metaAllowed.check(address, family)
      return !refused.check(address, family) || allowed.check(address, family)
    },
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

function parseCidr(cidr: string): { network: string; prefix: number } {
  const [network = '', prefix = ''] = cidr.trim().split('/')
  const longest = isIP(network) === 6 ? 128 : 32
  if (isIP(network) === 0 || !/^\d{1,3}$/.test(prefix) || Number(prefix) > longest) {
    throw new Error(`'${cidr}' is not an address range such as 127.0.0.0/8`)
  }
  return { network, prefix: Number(prefix) }
}

/** Without zone; an IPv4 address written as IPv6 (::ffff:10.0.0.1) as IPv4, so that one table judges both spellings. */
function unwrapped(address: string): string {
  const bare = address.replace(/%.*$/, '')
  if (isIP(bare) !== 6) return bare
  const canonical = URL.parse(`http://[${bare}]`)?.hostname.slice(1, -1) ?? ''
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical)
  if (mapped === null) return canonical
  const words = [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)]
  return words.flatMap((word) => [word >> 8, word & 255]).join('.')
}
