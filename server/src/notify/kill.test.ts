// The process dies while it sends. An e-mail is never sent a second time; a webhook is, and its receiver knows it by its id.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { listAlertMessages } from '@switchyard/contract/alerts/messages.ts'
import { putAlertSettings } from '@switchyard/contract/alerts/putSettings.ts'
import { createClient } from '@switchyard/contract/client.ts'
import { putMailAccount } from '@switchyard/contract/notify/putMailAccount.ts'
import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'
import { startMailServer, type MailServer } from '@switchyard/testkit/mailServer.ts'
import { startServerProcess, type ServerProcess } from '@switchyard/testkit/serverProcess.ts'
import { startWebhookReceiver, type WebhookReceiver } from '@switchyard/testkit/webhookReceiver.ts'

import { raise } from '../alerts/raise.ts'

const adminKey = 'sy_test_notify_kill'
const wait = { timeout: 60_000 }
let database: TestDatabase
let dataDir: string
let sql: postgres.Sql
let mails: MailServer
let hook: WebhookReceiver
const running: ServerProcess[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'switchyard-notify-'))
  sql = postgres(database.url, { max: 2 })
  ;[mails, hook] = await Promise.all([startMailServer(), startWebhookReceiver()])
})

afterAll(async () => {
  for (const server of running) if (server.ended() === null) await server.end('SIGKILL')
  await Promise.all([mails.close(), hook.close()])
  await sql.end()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(): Promise<ServerProcess> {
  const server = await startServerProcess({ databaseUrl: database.url, dataDir, adminKey })
  running.push(server)
  return server
}

test('A kill in the middle of a mail leaves it in doubt and never sends it again; the webhook comes again under its id', async () => {
  const first = await start()
  const client = createClient({ baseUrl: first.url, key: adminKey })
  const mailServer = { host: '127.0.0.1', port: mails.port, security: 'none', from: 'leads@example.com' } as const
  await client.call(putMailAccount, { body: mailServer })
  await client.call(putAlertSettings, {
    body: { email: ['ops@example.com'], webhooks: [{ key: 'chat', url: hook.url }] },
  })
  mails.answer = 'hang'
  hook.status = 0
  const [account] = await sql<{ id: string }[]>`SELECT id::text AS id FROM accounts`
  await raise(sql, { accountId: account?.id ?? '', kind: 'stuck', subject: 'job 1', message: 'It stands still' })
  await expect.poll(() => [mails.seen, hook.received.length], wait).toEqual([1, 1])
  await first.end('SIGKILL')

  mails.answer = null
  hook.status = 204
  const second = createClient({ baseUrl: (await start()).url, key: adminKey })
  const states = async () =>
    (await second.call(listAlertMessages, {})).messages.map(({ channel, state }) => `${channel} ${state}`).toSorted()
  await expect.poll(states, wait).toEqual(['email unknown', 'webhook sent'])
  expect(hook.received.map(({ headers }) => headers['webhook-id'])).toEqual(
    Array(2).fill(hook.received[0]?.headers['webhook-id']),
  )
  expect([mails.seen, mails.received.length]).toEqual([1, 0])
}, 150_000)
