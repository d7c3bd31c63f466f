// Everything a storm rages on: a PostgreSQL of its own with the product's durable settings behind a network that can fail, one
// process that takes leads in, several that deliver them, and the buyers.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres, { type Sql } from 'postgres'

import { createClient, type Client } from '@switchyard/contract/client.ts'
import { startEmbedded } from '@switchyard/server/db/embedded.ts'

import { databaseControl, type DatabaseControl } from '../databaseControl.ts'
import type { Sender } from '../postLead.ts'
import { startTcpProxy, type TcpProxy } from '../tcpProxy.ts'
import { keepProcess, type KeptProcess } from './keptProcess.ts'
import { startStormBuyer, type StormBuyer } from './stormBuyer.ts'
import { stormManners } from './stormSetup.ts'

export interface World {
  /** Where leads are sent to now. */
  sender(): Sender
  client(): Client
  readonly api: KeptProcess
  readonly workers: readonly KeptProcess[]
  readonly buyer: StormBuyer
  readonly proxy: TcpProxy
  readonly database: DatabaseControl
  /** A connection past the proxy; it is made anew after each restart of the server. */
  readonly sql: Sql
  close(): Promise<void>
}

const adminKey = 'sy_storm_0123456789abcdef'

export async function openWorld(options: {
  readonly seed: number
  readonly workers: number
  readonly signal: AbortSignal
}): Promise<World> {
  await using parts = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-storm-'))
  parts.defer(() => rm(dataDir, { recursive: true, force: true }))
  const embedded = await startEmbedded({ dataDir, onNotice: () => {} })
  parts.defer(async () => void (await embedded.stop()))
  const proxy = await startTcpProxy(embedded.url)
  parts.defer(() => proxy.close())
  const sql = postgres(embedded.url, { max: 2, onnotice: () => {}, connection: { application_name: 'storm' } })
  parts.defer(() => sql.end({ timeout: 1 }))
  const buyer = await startStormBuyer(stormManners, options.seed)
  parts.defer(() => buyer.close())

  const databaseUrl = proxy.through(embedded.url)
  const keep = async (name: string, role: 'api' | 'worker') => {
    const kept = await keepProcess(name, { databaseUrl, dataDir, role, adminKey }, options.signal)
    parts.defer(() => kept.end())
    return kept
  }
  const api = await keep('api', 'api')
  const workers: KeptProcess[] = []
  for (let place = 0; place < options.workers; place += 1) workers.push(await keep(`worker ${place}`, 'worker'))

  const opened = parts.move()
  const sender = () => ({ url: api.current.url, key: adminKey })
  return {
    sender,
    client() {
      const { url, key } = sender()
      return createClient({ baseUrl: url, key })
    },
    api,
    workers,
    buyer,
    proxy,
    database: databaseControl(embedded),
    sql,
    close: () => opened.disposeAsync(),
  }
}
