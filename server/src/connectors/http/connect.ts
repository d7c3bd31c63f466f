// Makes connections, to vetted addresses only: the address that was judged is the address that is connected to.

import { isIP, type LookupFunction } from 'node:net'
import { callbackify } from 'node:util'

import { buildConnector } from 'undici'

import type { AddressGuard } from './addresses.ts'
import type { Resolve, ResolvedAddress } from './resolve.ts'

/** Nothing of the host may be reached. */
export class ForbiddenAddress extends Error {
  readonly code = 'address_forbidden'

  constructor(host: string, addresses: readonly string[]) {
    const where = addresses.length === 0 || addresses.includes(host) ? host : `${host} (${addresses.join(', ')})`
    super(`${where} is not a public address; the instance's operator can allow it with SWITCHYARD_ALLOW_HOSTS`)
  }
}

export interface ClientCertificate {
  readonly cert: string
  readonly key: string
  readonly ca?: string | undefined
}

const connectTimeoutMs = 10_000

/** A connect function for undici. Several addresses are tried side by side (RFC 8305). */
export function createConnect(
  guard: AddressGuard,
  resolve: Resolve,
  certificate: ClientCertificate | undefined,
): buildConnector.connector {
  const connect = buildConnector({
    lookup: vettedLookup(guard, resolve),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 250,
    timeout: connectTimeoutMs,
    allowH2: false,
    ...certificate,
  })
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '')
    // The lookup is not asked for a literal address.
    if (isIP(host) !== 0 && !guard.allows(host)) {
      process.nextTick(callback, new ForbiddenAddress(host, [host]), null)
      return
    }
    connect(options, (...result) => {
      const [error, socket] = result
      const address = socket?.remoteAddress
      if (error === null && socket !== null && address !== undefined && !guard.allows(address)) {
        socket.destroy()
        callback(new ForbiddenAddress(host, [address]), null)
      } else callback(...result)
    })
  }
}

function vettedLookup(guard: AddressGuard, resolve: Resolve): LookupFunction {
  const vetted = callbackify(async (host: string) => {
    const found = await resolve(host)
    const allowed = found.filter(({ address }) => guard.allows(address))
    const [first] = allowed
    if (first === undefined) throw new ForbiddenAddress(host, addressesOf(found))
    return { first, allowed }
  })
  return (host, options, callback) =>
    vetted(host, (error, result) => {
      if (error !== null) callback(error, '')
      else if (options.all === true) callback(null, [...result.allowed])
      else callback(null, result.first.address, result.first.family)
    })
}

function addressesOf(found: readonly ResolvedAddress[]): readonly string[] {
  return found.map(({ address }) => address)
}
