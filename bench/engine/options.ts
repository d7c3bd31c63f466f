// What the command line says to the engine bench.

export const enginePartNames = ['redeliver', 'bulk', 'hanging', 'claim', 'caps', 'statements', 'xid', 'soak'] as const
export type EnginePartName = (typeof enginePartNames)[number]

export interface EngineOptions {
  readonly only: readonly EnginePartName[]
  /** Leads in the redelivery beside live traffic. */
  readonly leads: number
  /** How long the soak lasts, and how long a transaction is held. */
  readonly minutes: number
  /** How often the cap is filled by each kind of buyer. */
  readonly rounds: number
  /** Live leads a second of the soak and of the held transaction. */
  readonly perSecond: number
  /** How long each other thing is looked at. */
  readonly seconds: number
}

export const engineUsage = `       engine: [--only ${enginePartNames.join(',')}] [--leads 20000] [--minutes 0.5] [--rounds 1] [--per-second 300]`

export const engineFlags = {
  only: { type: 'string' },
  leads: { type: 'string', default: '20000' },
  minutes: { type: 'string', default: '0.5' },
  rounds: { type: 'string', default: '1' },
  'per-second': { type: 'string', default: '300' },
} as const

export interface EngineFlagValues {
  readonly only?: string | undefined
  readonly leads: string
  readonly minutes: string
  readonly rounds: string
  readonly 'per-second': string
}

/** A sentence when something of it cannot be. */
export function readEngineOptions(values: EngineFlagValues, seconds: number): EngineOptions | string {
  const names = values.only?.split(',').map((name) => name.trim()) ?? enginePartNames
  const only = enginePartNames.filter((name) => names.includes(name))
  const unknown = names.filter((name) => !enginePartNames.some((known) => known === name))
  if (unknown.length > 0) return `The engine bench has no part ${unknown.join(', ')}.`
  const numbers = {
    leads: Number(values.leads),
    minutes: Number(values.minutes),
    rounds: Number(values.rounds),
    perSecond: Number(values['per-second']),
  }
  if (!(numbers.leads >= 100 && numbers.leads <= 1_000_000)) return '--leads must be from 100 to 1000000.'
  if (!(numbers.minutes >= 0.1 && numbers.minutes <= 600)) return '--minutes must be from 0.1 to 600.'
  if (!(numbers.rounds >= 1 && numbers.rounds <= 1000)) return '--rounds must be from 1 to 1000.'
  if (!(numbers.perSecond >= 1 && numbers.perSecond <= 10_000)) return '--per-second must be from 1 to 10000.'
  return { only, ...numbers, seconds }
}
