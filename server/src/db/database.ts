// The two ways into the database: the engine, which serves all accounts and names the account in every statement, and
// requests, which are fenced into one account by row level security.

import postgres, { type Sql, type TransactionSql } from 'postgres'

import { guardTransactions } from './guardTransactions.ts'

export interface Database {
  /** As the owner, not bound by row level security. bigint comes as a string. */
  readonly engine: Sql
  /** One transaction in which only this account's rows exist. Rolled back when `work` throws. */
  asAccount<T>(accountId: string, work: (tx: TransactionSql) => Promise<T>): Promise<T>
  /** Waits for running statements, five seconds at most. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly url: string
  /** Shown in pg_stat_activity, "switchyard-api" for example. */
  readonly applicationName: string
  readonly engineConnections?: number
  readonly requestConnections?: number
}

/** The role that requests take on inside their transaction; made and granted by the migrations. */
export const requestRole = 'switchyard_app'

const connectTimeoutSeconds = 5
const closeTimeoutSeconds = 5

/** Connects once, so that a wrong address or password is known at start-up and not at the first lead. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const engine = connect(options.url, options.engineConnections ?? 10, {
    application_name: options.applicationName,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 30_000,
  })
  const requests = connect(options.url, options.requestConnections ?? 6, {
    application_name: options.applicationName,
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
  })
  const close = async () => {
    await Promise.all([engine.end({ timeout: closeTimeoutSeconds }), requests.end({ timeout: closeTimeoutSeconds })])
  }
  let fenced: boolean
  try {
    fenced = await mayTakeRole(engine)
  } catch (cause) {
    await close()
    throw unreachable(options.url, cause)
  }
  return {
    engine,
    async asAccount<T>(accountId: string, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
      const result = await requests.begin(async (tx) => {
        // Set for the transaction alone: it cannot leak into the next one, whatever pooler is in between.
        if (fenced) {
          await tx`SELECT set_config('app.account', ${accountId}, true), set_config('role', ${requestRole}, true)`
        } else {
          await tx`SELECT set_config('app.account', ${accountId}, true)`
        }
        return { value: await work(tx) }
      })
      return result.value
    },
    close,
  }
}

function connect(url: string, connections: number, settings: Record<string, string | number>): Sql {
  const client = postgres(url, {
    max: connections,
    connect_timeout: connectTimeoutSeconds,
    connection: settings,
    // After a restart of the server everybody is back within two seconds, and not all in the same millisecond.
    // The driver's types know only a fixed number here, its code takes a function.
    backoff: ((retries: number) => (0.5 + Math.random() / 2) * Math.min(0.05 * 2 ** retries, 2)) as never,
    onnotice: () => {},
  })
  return guardTransactions(client)
}

/** False where the migrations could not make the role (they said so): then only the statements' own account fences. */
async function mayTakeRole(engine: Sql): Promise<boolean> {
  const [row] = await engine<{ may: boolean }[]>`
    SELECT coalesce((SELECT pg_has_role(r.oid, 'MEMBER') FROM pg_roles r WHERE r.rolname = ${requestRole}), false) AS may`
  return row?.may === true
}

/** Names the server without the password. */
function unreachable(url: string, cause: unknown): Error {
  const words = cause instanceof Error ? cause.message : String(cause)
  let place = 'the address in DATABASE_URL'
  if (URL.canParse(url)) {
    const { host, pathname } = new URL(url)
    place = `${host}${pathname}`
  }
  return new Error(
    `No connection to the database ${place}: ${words}. Check DATABASE_URL and that the server is running.`,
    {
      cause,
    },
  )
}
