// The two ways into the database: the engine, which serves all accounts and names the account in every statement, and
// requests, which are fenced into one account by row level security.

import type { Socket } from 'node:net'

import postgres, { type Sql, type TransactionSql } from 'postgres'

import { followClock } from './clock.ts'
import { driverAddress } from './driverAddress.ts'
import { guardTransactions } from './guardTransactions.ts'
import { openSocket, openWatchedSocket } from './watchedSocket.ts'

export interface Database {
  /** As the owner, not bound by row level security. bigint comes as a string. Ten seconds a statement at most. */
  readonly engine: Sql
  /** The same for chores that may take minutes (exports, cleaning, the choice of a job's leads): three connections, opened when used. */
  readonly chores: Sql
  /** One transaction in which only this account's rows exist. Rolled back when `work` throws. */
  asAccount<T>(accountId: string, work: (tx: TransactionSql) => Promise<T>): Promise<T>
  /** The same over the chores' connections: for the few requests whose statements may take more than ten seconds. */
  asAccountPatiently<T>(accountId: string, work: (tx: TransactionSql) => Promise<T>): Promise<T>
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

interface Pool {
  readonly connections: number
  /** What the server allows a statement. */
  readonly statementMs: number
  /** How long a transaction waits for a free connection. */
  readonly waitMs: number
}

const enginePool: Pool = { connections: 10, statementMs: 10_000, waitMs: 5_000 }
const requestPool: Pool = { connections: 6, statementMs: 10_000, waitMs: 5_000 }
const chorePool: Pool = { connections: 3, statementMs: 300_000, waitMs: 60_000 }
/** How much longer than that a connection may be silent before it counts as dead: the server's own words should come first. */
const graceMs = 2_000

/** Connects once, so that a wrong address or password is known at start-up and not at the first lead. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const pool = (kind: Pool, connections = kind.connections) => connect(options, { ...kind, connections })
  const engine = pool(enginePool, options.engineConnections)
  const chores = pool(chorePool)
  const requests = pool(requestPool, options.requestConnections)
  const close = async () => {
    await Promise.all([engine, chores, requests].map((one) => one.end({ timeout: closeTimeoutSeconds })))
  }
  let fenced: boolean
  let clock: { stop(): void }
  try {
    fenced = await mayTakeRole(engine)
    clock = await followClock(engine)
  } catch (cause) {
    await close()
    throw unreachable(options.url, cause)
  }
  async function fencedInto<T>(
    connections: Sql,
    accountId: string,
    work: (tx: TransactionSql) => Promise<T>,
  ): Promise<T> {
    const result = await connections.begin(async (tx) => {
      // Set for the transaction alone: it cannot leak into the next one, whatever pooler is in between.
      if (fenced) {
        await tx`SELECT set_config('app.account', ${accountId}, true), set_config('role', ${requestRole}, true)`
      } else {
        await tx`SELECT set_config('app.account', ${accountId}, true)`
      }
      return { value: await work(tx) }
    })
    return result.value
  }

  return {
    engine,
    chores,
    asAccount: (accountId, work) => fencedInto(requests, accountId, work),
    asAccountPatiently: (accountId, work) => fencedInto(chores, accountId, work),
    close() {
      clock.stop()
      return close()
    },
  }
}

function connect({ url, applicationName }: DatabaseOptions, { connections, statementMs, waitMs }: Pool): Sql {
  const address = driverAddress(url)
  const driver = {
    ...address.options,
    max: connections,
    connect_timeout: connectTimeoutSeconds,
    // Idle lines are probed by the system, so that one nobody uses is found dead before it is needed.
    keep_alive: 10,
    connection: {
      application_name: applicationName,
      statement_timeout: statementMs,
      idle_in_transaction_session_timeout: 30_000,
    },
    // After a restart of the server everybody is back within two seconds, and not all in the same millisecond.
    // The driver's types know only a fixed number here, its code takes a function.
    backoff: ((retries: number) => (0.5 + Math.random() / 2) * Math.min(0.05 * 2 ** retries, 2)) as never,
    // Not in the driver's types either: it asks for a socket that is connected or about to be.
    socket: socketsFor(statementMs + graceMs),
    onnotice: () => {},
  }
  return guardTransactions(postgres(address.url, driver), waitMs)
}

interface Place {
  readonly host: readonly string[]
  readonly port: readonly number[]
  readonly path: string | false
  readonly ssl: unknown
}

/** Several hosts are tried in turn. */
function socketsFor(silentMs: number): (place: Place) => Socket {
  let tries = 0
  return ({ host: hosts, port: ports, path, ssl }) => {
    if (path) return openWatchedSocket({ path }, { silentMs })
    const turn = tries++ % hosts.length
    const to = { host: hosts[turn] ?? 'localhost', port: ports[turn] ?? 5432, noDelay: true }
    const socket = ssl ? openSocket(to) : openWatchedSocket(to, { silentMs })
    // The driver asks the socket for the name that a certificate has to bear, and names both in its errors.
    return Object.assign(socket, to)
  }
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
