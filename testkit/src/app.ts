// A whole server in this process, with a database of its own: real routes, real pipeline, real engine.

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { pino } from 'pino'

import { createClient, type Client } from '@switchyard/contract/client.ts'
import { createKey, ensureFirstAccount } from '@switchyard/server/access/accounts.ts'
import { createAccount } from '@switchyard/server/access/accounts.ts'
import { parseEnvironment, type Config } from '@switchyard/server/config.ts'
import { createContext, type Context } from '@switchyard/server/context.ts'
import { openDatabase, type Database } from '@switchyard/server/db/database.ts'

import { createTestDatabase } from './database.ts'

export interface TestApp {
  /** "http://127.0.0.1:40123" */
  readonly url: string
  /** Admin key of the first account, whose id is `accountId`. */
  readonly key: string
  readonly accountId: string
  /** Calls as the first account's admin. */
  readonly client: Client
  readonly db: Database
  readonly context: Context
  /** Connection string of this app's database. */
  readonly databaseUrl: string
  /** Resolves when no lead and no dispatch is under way any more. */
  idle(): Promise<void>
  /** Another account with an admin key of its own. */
  otherAccount(): Promise<{ readonly accountId: string; readonly key: string; readonly client: Client }>
  close(): Promise<void>
}

/** `allowHosts`: loopback unless a test of the address guard says otherwise. `logLevel`: "silent" unless a test is looked into. */
export async function startTestApp(
  options: { readonly allowHosts?: string; readonly role?: Config['role']; readonly logLevel?: string } = {},
): Promise<TestApp> {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-test-'))
  const key = `sy_test_${randomBytes(8).toString('hex')}`
  const { secretText: _, ...settings } = parseEnvironment({
    SWITCHYARD_DATA: dataDir,
    DATABASE_URL: database.url,
    SWITCHYARD_SETUP: 'empty',
    SWITCHYARD_ADMIN_EMAIL: 'admin@example.com',
    SWITCHYARD_ADMIN_PASSWORD: 'correct horse battery',
    SWITCHYARD_ADMIN_KEY: key,
    SWITCHYARD_ALLOW_HOSTS: options.allowHosts ?? '127.0.0.0/8',
    SWITCHYARD_ROLE: options.role ?? 'all',
  })
  const config: Config = Object.freeze({ ...settings, secret: randomBytes(32) })
  const db = await openDatabase({ url: database.url, applicationName: 'switchyard-test' })
  const first = await ensureFirstAccount(db.engine, config)
  if (!first) throw new Error('The template database is not empty')
  const context = await createContext(config, db, pino({ level: options.logLevel ?? 'silent' }))
  const url = context.http ? await context.http.listen({ port: 0, host: '127.0.0.1' }) : ''
  return {
    url,
    key,
    accountId: first.accountId,
    client: createClient({ baseUrl: url, key }),
    db,
    context,
    databaseUrl: database.url,
    idle: () => context.idle(),
    async otherAccount() {
      const accountId = await createAccount(db.engine, 'Other')
      const made = await createKey(db.engine, { accountId, name: 'Other', scope: 'admin', party: null, actor: 'test' })
      return { accountId, key: made.text, client: createClient({ baseUrl: url, key: made.text }) }
    },
    async close() {
      await context.close()
      await db.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
