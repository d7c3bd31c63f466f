// What this process was asked to be: read from the environment once, checked, frozen.

import { resolve } from 'node:path'
import { isCidr } from './environment/cidr.ts'
import { loadSecretKey, secretFromText } from './environment/secretKey.ts'

export interface Config {
  readonly host: string
  /** 0 asks the system for a free port. */
  readonly port: number
  /** Null: the embedded PostgreSQL below `dataDir`. */
  readonly databaseUrl: string | null
  readonly dataDir: string
  /** What a new database is filled with. */
  readonly setup: 'demo' | 'empty'
  readonly role: Role
  /** The first admin user and admin key; they are only looked at while the account is new. */
  readonly adminEmail: string | null
  readonly adminPassword: string | null
  readonly adminKey: string | null
  /** CIDRs that deliveries may reach although they are private. */
  readonly allowHosts: readonly string[]
  /** 32 bytes that secrets at rest are sealed with. */
  readonly secret: Buffer
}

export type Role = 'all' | 'api' | 'worker'

/** All that is wrong at once, each line with the variable's name and the cure. Values are never repeated. */
export class ConfigError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration has ${problems.length === 1 ? 'a problem' : 'problems'}:\n${problems.join('\n')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** Makes the data folder's key file when no SWITCHYARD_SECRET is given. Refuses with a `ConfigError`. */
export async function loadConfig(environment: Environment): Promise<Config> {
  const { secretText, ...settings } = parseEnvironment(environment)
  const secret = secretText === null ? await loadSecretKey(settings.dataDir) : secretFromText(secretText)
  return Object.freeze({ ...settings, secret })
}

export type Settings = Omit<Config, 'secret'> & { readonly secretText: string | null }

/** The part that touches no file. Empty variables count as unset, as compose files write them. */
export function parseEnvironment(environment: Environment): Settings {
  const problems: string[] = []
  const text = (name: string): string | null => environment[name]?.trim() || null
  const oneOf = <T extends string>(name: string, values: readonly [T, ...T[]]): T => {
    const given = text(name)
    const found = values.find((value) => value === given)
    if (given !== null && found === undefined) problems.push(`${name} must be one of: ${values.join(', ')}.`)
    return found ?? values[0]
  }
  const settings: Settings = {
    host: text('HOST') ?? '127.0.0.1',
    port: port(text('PORT'), problems),
    databaseUrl: databaseUrl(text('DATABASE_URL'), problems),
    dataDir: resolve(text('SWITCHYARD_DATA') ?? 'data'),
    setup: oneOf('SWITCHYARD_SETUP', ['demo', 'empty']),
    role: oneOf('SWITCHYARD_ROLE', ['all', 'api', 'worker']),
    adminEmail: text('SWITCHYARD_ADMIN_EMAIL'),
    // Not trimmed: a password may begin or end with a space.
    adminPassword: environment['SWITCHYARD_ADMIN_PASSWORD'] || null,
    adminKey: text('SWITCHYARD_ADMIN_KEY'),
    allowHosts: cidrs(text('SWITCHYARD_ALLOW_HOSTS'), problems),
    secretText: secretText(text('SWITCHYARD_SECRET'), problems),
  }
  checkAdmin(settings, problems)
  if (problems.length > 0) throw new ConfigError(problems)
  return settings
}

function port(given: string | null, problems: string[]): number {
  if (given === null) return 8080
  const number = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN
  if (number <= 65_535) return number
  problems.push('PORT must be a number from 0 to 65535 (0 takes any free port).')
  return 0
}

function databaseUrl(given: string | null, problems: string[]): string | null {
  if (given === null) return null
  if (URL.canParse(given) && ['postgres:', 'postgresql:'].includes(new URL(given).protocol)) return given
  problems.push(
    'DATABASE_URL must look like postgres://user:password@host:5432/name (special characters in the password ' +
      'percent-encoded). Leave it unset to use the embedded PostgreSQL.',
  )
  return null
}

function cidrs(given: string | null, problems: string[]): readonly string[] {
  const parts = (given ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const wrong = parts.filter((part) => !isCidr(part))
  if (wrong.length > 0) {
    problems.push(
      `SWITCHYARD_ALLOW_HOSTS must list address ranges such as 10.0.0.0/8 or 127.0.0.1/32, separated by commas. ` +
        `Not a range: ${wrong.join(', ')}.`,
    )
  }
  return Object.freeze(parts.filter((part) => isCidr(part)))
}

const shortestSecret = 16

function secretText(given: string | null, problems: string[]): string | null {
  if (given !== null && given.length < shortestSecret) {
    problems.push(
      `SWITCHYARD_SECRET must have at least ${shortestSecret} characters; "openssl rand -hex 32" makes a good one.`,
    )
  }
  return given
}

function checkAdmin(settings: Settings, problems: string[]): void {
  // Each may stand alone: without an address the first admin is admin@example.com, without a password one is made and shown.
  const { adminEmail } = settings
  if (adminEmail !== null && !/^[^\s@]+@[^\s@]+$/.test(adminEmail)) {
    problems.push('SWITCHYARD_ADMIN_EMAIL must be an email address.')
  }
  if (settings.adminKey !== null && !/^[\x21-\x7e]+$/.test(settings.adminKey)) {
    problems.push('SWITCHYARD_ADMIN_KEY travels in a header: printable ASCII characters without spaces only.')
  }
}
