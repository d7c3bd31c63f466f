// Brings a database to this release's schema. Any number of processes may start at once: one migrates, the others wait.

import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { advisoryLocks } from './advisoryLocks.ts'
import { driverAddress } from './driverAddress.ts'
import { grantRequestRole } from './grants.ts'
import { type MigrationFile, readMigrations } from './migrationFiles.ts'
import { type AppliedMigration, pendingMigrations } from './pendingMigrations.ts'

export interface MigrateOptions {
  readonly url: string
  /** Told what could not be done and how to cure it. */
  readonly onNotice: (sentence: string) => void
  /** Our own migrations unless a test brings others. */
  readonly folder?: string
}

export interface MigrationReport {
  /** Names of the files that ran now; empty when the database was up to date. */
  readonly ran: readonly string[]
}

const waitLimitMs = 120_000
/** A statement that queues for a table lock makes every later reader queue behind it, so it gives up after this long. */
const lockTimeoutMs = 2_000
const lockTries = 5
const oldestServer = 150_000

/** Refuses on a PostgreSQL before 15, on a database newer than the code, and when a file that ran was edited. */
export async function migrate(options: MigrateOptions): Promise<MigrationReport> {
  const files = await readMigrations(options.folder ?? join(import.meta.dirname, 'migrations'))
  const address = driverAddress(options.url)
  const sql = postgres(address.url, {
    ...address.options,
    max: 1,
    max_lifetime: null,
    connect_timeout: 5,
    connection: { application_name: 'switchyard-migrate' },
    onnotice: () => {},
  })
  try {
    await checkServerVersion(sql)
    await takeLock(sql)
    const applied = await readApplied(sql)
    const plan = pendingMigrations(files, applied)
    if (plan.kind === 'refused') throw new Error(plan.reason)
    for (const file of plan.files) await apply(sql, file)
    await grantRequestRole(sql, options.onNotice)
    return { ran: plan.files.map((file) => file.name) }
  } finally {
    // The advisory lock goes with the connection.
    await sql.end({ timeout: 5 })
  }
}

async function checkServerVersion(sql: Sql): Promise<void> {
  const [row] = await sql<{ number: number; name: string }[]>`
    SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name`
  if (row !== undefined && row.number < oldestServer) {
    throw new Error(`PostgreSQL 15 or later is needed, and DATABASE_URL leads to ${row.name}. Upgrade that server, or leave
DATABASE_URL unset to use the embedded one.`)
  }
}

/** Polled, so that a wait that never ends becomes an error that says what to look for. */
async function takeLock(sql: Sql): Promise<void> {
  const deadline = Date.now() + waitLimitMs
  for (;;) {
    const [row] = await sql<{ got: boolean }[]>`SELECT pg_try_advisory_lock(${advisoryLocks.migration}::bigint) AS got`
    if (row?.got === true) return
    if (Date.now() > deadline) {
      throw new Error(
        `Another process has been migrating this database for ${waitLimitMs / 1000} s. ` +
          "Look for application_name 'switchyard-migrate' in pg_stat_activity.",
      )
    }
    await delay(50)
  }
}

async function readApplied(sql: Sql): Promise<AppliedMigration[]> {
  await sql`
    CREATE TABLE IF NOT EXISTS migrations (
      id          integer PRIMARY KEY,
      name        text NOT NULL,
      hash        text NOT NULL,
      applied_at  timestamptz NOT NULL DEFAULT now()
    )`
  return [...(await sql<AppliedMigration[]>`SELECT m.id, m.name, m.hash FROM migrations m ORDER BY m.id`)]
}

/** The file and its row commit together, so a kill in the middle leaves nothing half done. */
async function apply(sql: Sql, file: MigrationFile): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await sql.begin(async (tx) => {
        await tx`SELECT set_config('lock_timeout', ${`${lockTimeoutMs}ms`}, true), set_config('TimeZone', 'UTC', true)`
        await tx`INSERT INTO migrations (id, name, hash) VALUES (${file.id}, ${file.name}, ${file.hash})`
        await tx.unsafe(file.sql)
      })
      return
    } catch (error) {
      const blocked = error instanceof postgres.PostgresError && error.code === '55P03'
      if (!blocked || attempt === lockTries) throw failed(file, error)
      await delay(500 * attempt)
    }
  }
}

function failed(file: MigrationFile, cause: unknown): Error {
  const words = cause instanceof Error ? cause.message : String(cause)
  return new Error(`Migration ${file.name} failed and was rolled back: ${words}`, { cause })
}
