// Host name -> addresses, through the machine's name servers without using up the thread pool (as dns.lookup would).

import { Resolver } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'

import { isLocalName } from './checkUrl.ts'

export interface ResolvedAddress {
  readonly address: string
  readonly family: 4 | 6
}

/** All addresses of a host. Rejects with DnsFailure. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>

export class DnsFailure extends Error {
  readonly code: 'dns_not_found' | 'dns_timeout' | 'dns_failed'

  constructor(code: DnsFailure['code'], message: string) {
    super(message)
    this.code = code
  }
}

interface Cached {
  readonly answer: Promise<readonly ResolvedAddress[]>
  readonly untilMs: number
}

const shortestCacheMs = 5_000
const longestCacheMs = 60_000
const mostHosts = 5_000

/**
 * A resolver with a cache of 5 to 60 seconds (the records' own TTL between them), one question at a time per host and 3 s
 * of patience. The hosts file goes first, and "localhost" is this machine. `servers`: other name servers than the machine's,
 * "address:port".
 */
export function createResolve(servers?: readonly string[]): Resolve {
  const resolver = new Resolver({ timeout: 3000, tries: 1 })
  if (servers !== undefined) resolver.setServers(servers)
  const cache = new Map<string, Cached>()
  return (host) => {
    const now = performance.now()
    const known = cache.get(host)
    if (known !== undefined && known.untilMs > now) return known.answer
    if (cache.size >= mostHosts) cache.clear()
    // Kept for as long as the question is open, so that everybody waits for the same answer.
    let untilMs = Number.POSITIVE_INFINITY
    const keepFor = (ms: number) => (untilMs = performance.now() + ms)
    const answer = ask(resolver, host, keepFor)
    cache.set(host, {
      answer,
      get untilMs() {
        return untilMs
      },
    })
    answer.catch(() => keepFor(shortestCacheMs))
    return answer
  }
}

async function ask(
  resolver: Resolver,
  host: string,
  keepFor: (ms: number) => unknown,
): Promise<readonly ResolvedAddress[]> {
  if (isLocalName(host)) {
    return [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ]
  }
  const fixed = await fromHostsFile(host)
  if (fixed.length > 0) {
    keepFor(shortestCacheMs)
    return fixed
  }
  const [four, six] = await Promise.allSettled([
    resolver.resolve4(host, { ttl: true }),
    resolver.resolve6(host, { ttl: true }),
  ])
  const found = [
    ...(four.status === 'fulfilled' ? four.value.map((record) => ({ ...record, family: 4 as const })) : []),
    ...(six.status === 'fulfilled' ? six.value.map((record) => ({ ...record, family: 6 as const })) : []),
  ]
  if (found.length === 0) throw dnsFailure(host, [four, six])
  const ttlMs = Math.min(...found.map((record) => record.ttl)) * 1000
  keepFor(Math.min(Math.max(ttlMs, shortestCacheMs), longestCacheMs))
  return found.map(({ address, family }) => ({ address, family }))
}

function dnsFailure(host: string, results: readonly PromiseSettledResult<unknown>[]): DnsFailure {
  const codes = results.map((result) => {
    const error: unknown = result.status === 'rejected' ? result.reason : null
    return error instanceof Error && 'code' in error ? String(error.code) : ''
  })
  if (codes.includes('ETIMEOUT')) return new DnsFailure('dns_timeout', `The name servers did not answer for ${host}`)
  if (codes.some((code) => code === 'ENOTFOUND' || code === 'ENODATA')) {
    return new DnsFailure('dns_not_found', `There is no host ${host}`)
  }
  return new DnsFailure('dns_failed', `The name servers could not be asked for ${host} (${codes.join(', ')})`)
}

/** Operators name machines in it; the name servers do not know those. A machine without the file has no such names. */
async function fromHostsFile(host: string): Promise<readonly ResolvedAddress[]> {
  const text = await readFile('/etc/hosts', 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    if (!names.some((name) => name.toLowerCase() === host.toLowerCase())) return []
    return [{ address, family: address.includes(':') ? (6 as const) : (4 as const) }]
  })
}
