// A campaign with one delivery, server processes that are killed and started again, and a buyer that a test scripts: what most tests
// of recovery need.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres from 'postgres'

import { createClient, type Client } from '@switchyard/contract/client.ts'

import { addDelivery, deliveryDocument, goodLead, setUpAutoWarranty, type DeliveryInput } from './autoWarranty.ts'
import { startScriptedBuyer, type ScriptedBuyer } from './buyer/scriptedBuyer.ts'
import { createTestDatabase } from './database.ts'
import { sendMany, type LoadResult } from './load.ts'
import type { Sender } from './postLead.ts'
import { startServerProcess, type ServerProcess, type ServerProcessOptions } from './serverProcess.ts'

export interface RecoveryRig {
  readonly databaseUrl: string
  /** Shared by all of the rig's servers, as on one host. */
  readonly dataDir: string
  /** Past all servers. */
  readonly sql: postgres.Sql
  readonly buyer: ScriptedBuyer
  start(role?: ServerProcessOptions['role'], more?: Partial<ServerProcessOptions>): Promise<ServerProcess>
  sender(server: ServerProcess): Sender
  client(server: ServerProcess): Client
  /** The worked example without its duplicate rule, and the delivery "acme" to the rig's buyer. */
  setUp(server: ServerProcess, delivery?: Partial<DeliveryInput>): Promise<void>
  /** Sends until each lead is answered with 201. */
  load(to: () => ServerProcess, count: number, connections?: number): Promise<LoadResult>
  /** How many dispatches are in which state. */
  states(): Promise<Record<string, number>>
  /** How often the buyer got each dispatch, by dispatch id. */
  arrivals(): ReadonlyMap<string, number>
  /** Every lead that the database has, by whether it is sold. */
  soldIds(): Promise<ReadonlySet<string>>
  close(): Promise<void>
}

const adminKey = 'sy_test_recovery'

/** Knows a lead again that it has taken. */
export const acceptOnceAnswers: DeliveryInput['answers'] = [
  { when: { json: { path: 'status', is: 'accepted' } }, outcome: 'accepted' },
  { when: { json: { path: 'status', is: 'duplicate' } }, outcome: 'duplicate' },
]

/** `databaseUrl` left out: a database of its own on the run's server. */
export async function startRecoveryRig(
  answer: Parameters<typeof startScriptedBuyer>[0],
  given: { readonly databaseUrl?: string; readonly dataDir?: string } = {},
): Promise<RecoveryRig> {
  const own = given.databaseUrl === undefined ? await createTestDatabase() : null
  const databaseUrl = given.databaseUrl ?? own?.url ?? ''
  const dataDir = given.dataDir ?? (await mkdtemp(join(tmpdir(), 'switchyard-recovery-')))
  const sql = postgres(databaseUrl, { max: 3, onnotice: () => {} })
  const buyer = await startScriptedBuyer(answer)
  const running: ServerProcess[] = []
  const sender = (server: ServerProcess): Sender => ({ url: server.url, key: adminKey })
  const client = (server: ServerProcess) => createClient({ baseUrl: server.url, key: adminKey })

  return {
    databaseUrl,
    dataDir,
    sql,
    buyer,
    sender,
    client,
    async start(role = 'all', more = {}) {
      const server = await startServerProcess({ databaseUrl, dataDir, role, adminKey, ...more })
      running.push(server)
      return server
    },
    async setUp(server, delivery = {}) {
      await setUpAutoWarranty(client(server), { dedupe: [] })
      const document = deliveryDocument(buyer.url, { answers: acceptOnceAnswers, ...delivery })
      await addDelivery(client(server), 'acme', document)
    },
    load: (to, count, connections = 32) =>
      sendMany({
        campaign: 'auto-warranty',
        count,
        connections,
        to: () => sender(to()),
        fieldsOf: () => goodLead(),
      }),
    async states() {
      const rows = await sql<{ state: string; count: number }[]>`
        SELECT state, count(*)::int AS count FROM dispatches GROUP BY state`
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
    },
    arrivals() {
      const counts = new Map<string, number>()
      for (const { headers } of buyer.requests()) {
        const key = String(headers['idempotency-key'])
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      return counts
    },
    async soldIds() {
      const rows = await sql<{ id: string }[]>`SELECT id::text AS id FROM leads WHERE sold = 'sold'`
      return new Set(rows.map(({ id }) => id))
    },
    async close() {
      for (const server of running) {
        if (server.ended() !== null) continue
        // A stopped process hears of its end only when it goes on.
        server.thaw()
        await server.end('SIGKILL')
      }
      await buyer.close()
      await sql.end({ timeout: 1 })
      await own?.drop()
      if (given.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
