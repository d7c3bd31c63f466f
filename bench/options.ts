// What the command line asks for.

import { parseArgs } from 'node:util'

import { engineFlags, engineUsage, readEngineOptions, type EngineOptions } from './engine/options.ts'

export const benchNames = ['floor', 'intake', 'e2e', 'start', 'engine', 'search', 'rejects'] as const
export type BenchName = (typeof benchNames)[number]

export interface BenchOptions {
  readonly kind: 'run'
  readonly benches: readonly BenchName[]
  /** How long leads are sent; the time until the last of them is booked comes on top. */
  readonly seconds: number
  readonly warmUpSeconds: number
  readonly connections: number
  readonly buyerDelayMs: number
  /** Folder for a CPU profile of each server under test; null: none is taken. Profiling costs some throughput. */
  readonly profileDir: string | null
  readonly engine: EngineOptions
  /** Leads that the search bench looks through. */
  readonly searchLeads: number
  /** Refused leads that go out as a file and are read back. */
  readonly rejectedLeads: number
}

export type ReadOptions = BenchOptions | { readonly kind: 'refused'; readonly reason: string }

export const usage = `Usage: npm run bench -- [${benchNames.join('|')}]... [--seconds 10] [--warm-up 2] [--connections 64]
       [--buyer-delay-ms 1] [--profile FOLDER]
${engineUsage}
       search: [--search-leads 200000]
       rejects: [--rejected-leads 100000]`

/** Without names: floor, intake and e2e. A name may stand more than once. */
export function readOptions(argv: readonly string[]): ReadOptions {
  const parsed = parse(argv)
  if ('reason' in parsed) return { kind: 'refused', reason: parsed.reason }
  const { values, positionals } = parsed
  const unknown = positionals.filter((name) => !isBenchName(name))
  if (unknown.length > 0) return { kind: 'refused', reason: `No such bench: ${unknown.join(', ')}.` }
  const numbers = {
    seconds: Number(values.seconds),
    warmUpSeconds: Number(values['warm-up']),
    connections: Number(values.connections),
    buyerDelayMs: Number(values['buyer-delay-ms']),
    searchLeads: Number(values['search-leads']),
    rejectedLeads: Number(values['rejected-leads']),
  }
  if (!inRange(numbers.seconds, 1, 600)) return { kind: 'refused', reason: '--seconds must be from 1 to 600.' }
  if (!inRange(numbers.warmUpSeconds, 0, 60))
    return { kind: 'refused', reason: '--warm-up must be from 0 to 60 seconds.' }
  if (!inRange(numbers.connections, 1, 1000))
    return { kind: 'refused', reason: '--connections must be from 1 to 1000.' }
  if (!inRange(numbers.buyerDelayMs, 0, 60_000)) {
    return { kind: 'refused', reason: '--buyer-delay-ms must be from 0 to 60000.' }
  }
  if (!inRange(numbers.searchLeads, 1000, 20_000_000)) {
    return { kind: 'refused', reason: '--search-leads must be from 1000 to 20000000.' }
  }
  if (!inRange(numbers.rejectedLeads, 1, 1_000_000)) {
    return { kind: 'refused', reason: '--rejected-leads must be from 1 to 1000000.' }
  }
  const engine = readEngineOptions(values, numbers.seconds)
  if (typeof engine === 'string') return { kind: 'refused', reason: engine }
  const names = positionals.filter(isBenchName)
  return {
    kind: 'run',
    benches: names.length > 0 ? names : ['floor', 'intake', 'e2e'],
    ...numbers,
    connections: Math.floor(numbers.connections),
    profileDir: values.profile ?? null,
    engine,
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        seconds: { type: 'string', default: '10' },
        'warm-up': { type: 'string', default: '2' },
        connections: { type: 'string', default: '64' },
        'buyer-delay-ms': { type: 'string', default: '1' },
        profile: { type: 'string' },
        'search-leads': { type: 'string', default: '200000' },
        'rejected-leads': { type: 'string', default: '100000' },
        ...engineFlags,
      },
    })
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

function isBenchName(name: string): name is BenchName {
  return benchNames.some((known) => known === name)
}

function inRange(value: number, from: number, to: number): boolean {
  return value >= from && value <= to
}
