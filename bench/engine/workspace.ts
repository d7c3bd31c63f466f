// A product process on a database of its own, the buyers, and the sender with the clock: what most of the engine's benches need.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { driverAddress } from '@switchyard/server/db/driverAddress.ts'
import postgres, { type Sql } from 'postgres'

import type { BenchDatabases } from '../database.ts'
import { type Child, startChild } from '../process/child.ts'
import { startServer } from '../process/serverProcess.ts'
import { type Api, openApi } from '../switchyard/api.ts'
import { type Lane, setUpLanes } from './documents.ts'
import {
  engineBuyerPart,
  type EngineBuyerCount,
  type EngineBuyerOrder,
  pacedPart,
  type PacedOrder,
  type PacedReport,
} from './part.ts'
import type { Listening } from '../process/part.ts'

export interface EngineWorkspace {
  readonly origin: string
  readonly key: string
  readonly api: Api
  readonly sql: Sql
  readonly databaseUrl: string
  readonly serverPid: number
  readonly buyer: Child<Listening, EngineBuyerOrder, EngineBuyerCount>
  send(order: Partial<PacedOrder> & Pick<PacedOrder, 'campaigns' | 'firstNumber'>): Promise<PacedReport>
}

const key = 'sk_bench_0123456789abcdef0123456789abcdef'

/** `lanesOf`: the campaigns, given the buyers' origin. Everything is stopped when `work` is done or fails. */
export async function inEngineWorkspace<Outcome>(
  databases: BenchDatabases,
  name: string,
  lanesOf: (buyerOrigin: string) => readonly Lane[],
  work: (workspace: EngineWorkspace) => Promise<Outcome>,
  connections = 32,
): Promise<Outcome> {
  const databaseUrl = await databases.create(name)
  await using parts = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-bench-engine-'))
  parts.defer(() => rm(dataDir, { recursive: true, force: true }))
  const buyer = await startChild(engineBuyerPart, {})
  parts.defer(() => buyer.stop())
  const server = await startServer({
    DATABASE_URL: databaseUrl,
    SWITCHYARD_DATA: dataDir,
    SWITCHYARD_SETUP: 'empty',
    SWITCHYARD_ADMIN_KEY: key,
    SWITCHYARD_ALLOW_HOSTS: '127.0.0.0/8',
    LOG_LEVEL: 'error',
  })
  // A part that leaves endpoints hanging ends before they do: what it measured stands all the same.
  parts.defer(() => server.stop().catch((error: unknown) => void process.stderr.write(`${String(error)}\n`)))
  const sender = await startChild(pacedPart, { origin: server.origin, key, connections })
  parts.defer(() => sender.stop())
  const address = driverAddress(databaseUrl)
  const sql = postgres(address.url, { ...address.options, max: 2, onnotice: () => {} })
  parts.defer(() => sql.end())
  const api = openApi(server.origin, key)
  await setUpLanes(api, lanesOf(buyer.ready.origin))
  return await work({
    origin: server.origin,
    key,
    api,
    sql,
    databaseUrl,
    serverPid: server.pid,
    buyer,
    send: (order) => sender.ask({ seconds: 600, perSecond: null, count: null, ...order }),
  })
}
