// What the command line does on the database itself, before anybody can sign in: `node admin.ts COMMAND` with the options
// as JSON on standard input (so that nothing secret stands in the list of processes), the result as JSON on standard output.

import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { scopes } from '@switchyard/contract/endpoint.ts'
import { createAccount, createKey, createUser } from './access/accounts.ts'
import { shortestPassword } from './access/passwords.ts'
import { loadConfig } from './config.ts'
import { type Database, openDatabase } from './db/database.ts'
import { startEmbedded } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'

const account = z.string().regex(/^\d+$/, 'An account is named by its number').optional()
const email = z
  .string()
  .trim()
  .regex(/^[^\s@]+@[^\s@]+$/, 'Expected an email address')
const password = z.string().min(shortestPassword, `A password has at least ${shortestPassword} characters`)
const actor = 'command line'

/** Each takes the options as they were given and answers what is shown. */
const commands: Readonly<Record<string, (database: Database, options: unknown) => Promise<object>>> = {
  async 'account create'(database, options) {
    const wanted = z.strictObject({ name: z.string().min(1), email, password: password.optional() }).parse(options)
    const secret = wanted.password ?? newPassword()
    return await database.engine.begin(async (tx) => {
      const accountId = await createAccount(tx, wanted.name)
      const user = { accountId, email: wanted.email, name: 'Admin', role: 'admin', password: secret, actor } as const
      await createUser(tx, user)
      const key = await createKey(tx, { accountId, name: 'First admin key', scope: 'admin', party: null, actor })
      return { account: accountId, email: wanted.email, ...shown(wanted.password, secret), key: key.text }
    })
  },

  async 'user create'(database, options) {
    const role = z.enum(['admin', 'operator', 'viewer']).default('operator')
    const wanted = z
      .strictObject({ account, email, name: z.string().default(''), role, password: password.optional() })
      .parse(options)
    const secret = wanted.password ?? newPassword()
    const accountId = await chooseAccount(database, wanted.account)
    const { name, role: granted } = wanted
    const id = await createUser(database.engine, {
      accountId,
      email: wanted.email,
      name,
      role: granted,
      password: secret,
      actor,
    })
    return { id, account: accountId, email: wanted.email, role: granted, ...shown(wanted.password, secret) }
  },

  async 'key create'(database, options) {
    const wanted = z
      .strictObject({
        account,
        name: z.string().min(1).default('API key'),
        scope: z.enum(scopes),
        supplier: z.string().min(1).optional(),
        buyer: z.string().min(1).optional(),
      })
      .refine(
        (key) => (key.scope === 'ingest') === (key.supplier !== undefined),
        'A key of scope ingest, and no other, names its supplier',
      )
      .refine(
        (key) => (key.scope === 'buyer') === (key.buyer !== undefined),
        'A key of scope buyer, and no other, names its buyer',
      )
      .parse(options)
    const accountId = await chooseAccount(database, wanted.account)
    const party = wanted.supplier ?? wanted.buyer ?? null
    const key = await createKey(database.engine, { accountId, name: wanted.name, scope: wanted.scope, party, actor })
    return { id: key.id, account: accountId, name: wanted.name, scope: wanted.scope, party, key: key.text }
  },
}

/** A password that was made here is shown, once; one that was given is not repeated. */
function shown(given: string | undefined, secret: string): { password?: string } {
  return given === undefined ? { password: secret } : {}
}

function newPassword(): string {
  return randomBytes(12).toString('base64url')
}

async function chooseAccount(database: Database, wanted: string | undefined): Promise<string> {
  const accounts = await database.engine<{ id: string; name: string }[]>`
    SELECT a.id::text AS id, a.name FROM accounts a ORDER BY a.id`
  const list = accounts.map(({ id, name }) => `${id} (${name})`).join(', ')
  if (wanted !== undefined) {
    if (accounts.some(({ id }) => id === wanted)) return wanted
    throw new Error(`There is no account ${wanted}. There ${accounts.length === 1 ? 'is' : 'are'}: ${list || 'none'}.`)
  }
  const [first, second] = accounts
  if (first === undefined) throw new Error('There is no account yet: start the server once, or run "account create".')
  if (second !== undefined) throw new Error(`There are several accounts; name one with --account: ${list}.`)
  return first.id
}

async function main(): Promise<void> {
  const name = process.argv[2] ?? ''
  const config = await loadConfig(process.env)
  const onNotice = (sentence: string) => void process.stderr.write(`${sentence}\n`)
  const embedded = config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, onNotice }) : null
  try {
    const url = config.databaseUrl ?? embedded?.url ?? ''
    const { ran } = await migrate({ url, onNotice })
    const command = commands[name]
    if (name === 'migrate') return print({ ran })
    if (command === undefined) throw new Error(`Unknown command "${name}".`)
    const database = await openDatabase({
      url,
      applicationName: 'switchyard-admin',
      engineConnections: 1,
      requestConnections: 1,
    })
    try {
      print(await command(database, JSON.parse((await text(process.stdin)) || '{}')))
    } finally {
      await database.close()
    }
  } finally {
    await embedded?.stop()
  }
}

function print(result: object): void {
  process.stdout.write(`${JSON.stringify(result)}\n`)
}

function explained(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues
      .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
      .join('\n')
  }
  if (error instanceof Error && 'constraint_name' in error && error.constraint_name === 'users_account_id_email_key') {
    return 'The account has a user with this email address already.'
  }
  return error instanceof Error ? error.message : String(error)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${explained(error)}\n`)
  process.exitCode = 1
}
