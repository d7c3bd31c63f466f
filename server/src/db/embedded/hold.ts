// Every process that uses the embedded server holds a shared advisory lock on it. The last one out gets the exclusive lock
// and stops the server; a process that comes in at that moment waits on the lock, loses its connection and starts a new one.

import postgres, { type Sql } from 'postgres'
import { advisoryLocks } from '../advisoryLocks.ts'
import { superuser } from './cluster.ts'

export interface Hold {
  /** Lets go. True when nobody else holds on, and until `end` nobody else can. */
  release(): Promise<boolean>
  end(): Promise<void>
}

export interface HoldOptions {
  readonly port: number
  readonly password: string
  /** Called once when the server went away without being asked to by `end`. */
  readonly onLost: () => void
}

/** Refuses with the driver's error when the server does not take connections (57P03: not yet, or no longer). */
export async function takeHold(options: HoldOptions): Promise<Hold> {
  let ending = false
  let held = false
  const sql: Sql = postgres(serverUrl(options.port, options.password, 'postgres'), {
    max: 1,
    max_lifetime: null,
    connect_timeout: 5,
    fetch_types: false,
    connection: { application_name: 'switchyard-hold' },
    onnotice: () => {},
    onclose: () => {
      if (held && !ending) options.onLost()
      held = false
    },
  })
  try {
    await createDatabase(sql)
    await sql`SELECT pg_advisory_lock_shared(${advisoryLocks.embeddedServer}::bigint)`
    held = true
  } catch (error) {
    ending = true
    await sql.end({ timeout: 1 })
    throw error
  }
  return {
    async release() {
      ending = true
      await sql`SELECT pg_advisory_unlock_shared(${advisoryLocks.embeddedServer}::bigint)`
      const [row] = await sql<
        { alone: boolean }[]
      >`SELECT pg_try_advisory_lock(${advisoryLocks.embeddedServer}::bigint) AS alone`
      return row?.alone === true
    },
    async end() {
      ending = true
      await sql.end({ timeout: 1 })
    },
  }
}

export const databaseName = 'switchyard'

async function createDatabase(sql: Sql): Promise<void> {
  const found = await sql`SELECT 1 FROM pg_database WHERE datname = ${databaseName}`
  if (found.length > 0) return
  await sql`CREATE DATABASE ${sql(databaseName)}`.catch((error: unknown) => {
    // Another process made it in between: as a finished row (42P04) or in the same instant (23505).
    if (!(error instanceof postgres.PostgresError && ['42P04', '23505'].includes(error.code))) throw error
  })
}

/** Contains the password: for drivers, never for logs. */
export function serverUrl(port: number, password: string, database: string): string {
  return `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
}
