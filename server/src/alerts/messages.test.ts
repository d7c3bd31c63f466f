import { createHmac } from 'node:crypto'

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { acknowledgeAlert } from '@switchyard/contract/alerts/acknowledge.ts'
import { listAlerts } from '@switchyard/contract/alerts/list.ts'
import { listAlertMessages } from '@switchyard/contract/alerts/messages.ts'
import { putAlertSettings } from '@switchyard/contract/alerts/putSettings.ts'
import { showAlertSettings } from '@switchyard/contract/alerts/showSettings.ts'
import { testAlertWebhook } from '@switchyard/contract/alerts/testWebhook.ts'
import type { BodyInput } from '@switchyard/contract/endpoint.ts'
import { deleteMailAccount } from '@switchyard/contract/notify/deleteMailAccount.ts'
import { putMailAccount } from '@switchyard/contract/notify/putMailAccount.ts'
import { showMailAccount } from '@switchyard/contract/notify/showMailAccount.ts'
import { testMailAccount } from '@switchyard/contract/notify/testMailAccount.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { startMailServer, type MailServer } from '@switchyard/testkit/mailServer.ts'
import { startWebhookReceiver, type WebhookReceiver } from '@switchyard/testkit/webhookReceiver.ts'

import { raise } from './raise.ts'
import { resolve } from './resolve.ts'
import { tellAlerts } from './tell.ts'

// Several turns of chores stand between what happens and what is told.
vi.setConfig({ testTimeout: 150_000 })

let app: TestApp
let mails: MailServer
let hook: WebhookReceiver
const wait = { timeout: 40_000 }

beforeAll(async () => {
  ;[app, mails, hook] = await Promise.all([startTestApp(), startMailServer(), startWebhookReceiver()])
})
afterAll(async () => {
  await app.close()
  await Promise.all([mails.close(), hook.close()])
})
beforeEach(async () => {
  // Each test begins as if nothing had been told for a while.
  await app.db.engine`UPDATE messages SET created_at = created_at - interval '2 hours'`
  await app.db
    .engine`UPDATE alerts SET resolved_at = now(), open_told = true, end_told = true WHERE resolved_at IS NULL`
  hook.received.length = 0
  mails.received.length = 0
  hook.status = 204
  mails.answer = null
})

const stuck = (subject: string) =>
  ({ accountId: app.accountId, kind: 'stuck', subject, message: `${subject} <b>stands</b> still` }) as const
const settle = (settings: BodyInput<typeof putAlertSettings>) => app.client.call(putAlertSettings, { body: settings })
const messages = async () => (await app.client.call(listAlertMessages, {})).messages
const mailServer = () =>
  ({
    host: '127.0.0.1',
    port: mails.port,
    security: 'none',
    from: 'leads@example.com',
    user: 'ops',
    password: 'secret',
  }) as const

describe('Settings', () => {
  test('show no secret, keep what was masked, and give no secret to another host', async () => {
    const webhooks = [{ key: 'chat', url: hook.url }]
    const made = await settle({ webhooks })
    const secret = made.webhooks[0]?.secret ?? ''
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const shown = await app.client.call(showAlertSettings, {})
    expect(shown).toMatchObject({ version: 1, webhooks: [{ secret: '••••' }], bounds: { rejectPercent: 60 } })
    const again = await settle(shown)
    expect(again.webhooks[0]?.secret).toBe('••••')
    expect(again.version).toBe(2)
    const [row] = await app.db.engine`SELECT doc::text AS doc FROM alert_settings`
    const audits = await app.db
      .engine`SELECT coalesce(before::text, '') || after::text AS text FROM audit WHERE action = 'alertSettings.put'`
    expect(JSON.stringify([row, audits])).not.toContain(secret)
    const moved = settle({ webhooks: [{ key: 'chat', url: 'https://elsewhere.example.com/', secret: '••••' }] })
    await expect(moved).rejects.toThrow('the secret has to be given again')
    const inside = settle({ webhooks: [{ key: 'x', url: 'http://169.254.169.254/' }] })
    await expect(inside).rejects.toMatchObject({ status: 422 })
    await expect(settle({ email: ['a@example.com\nBcc: eve@example.com'] })).rejects.toMatchObject({ status: 400 })
    const other = await app.otherAccount()
    expect((await other.client.call(showAlertSettings, {})).webhooks).toEqual([])
    await expect(other.client.call(testAlertWebhook, { params: { key: 'chat' } })).rejects.toMatchObject({
      status: 404,
    })
  })

  test('of the mail server show no password, and give it to no other server', async () => {
    await expect(app.client.call(showMailAccount, {})).rejects.toMatchObject({ status: 404 })
    expect(await app.client.call(putMailAccount, { body: mailServer() })).toMatchObject({
      password: '••••',
      version: 1,
    })
    const shown = await app.client.call(showMailAccount, {})
    expect(await app.client.call(putMailAccount, { body: shown })).toMatchObject({ password: '••••', version: 2 })
    expect(await app.client.call(testMailAccount, { body: { to: 'ann@example.com' } })).toMatchObject({ passed: true })
    expect(mails.received).toMatchObject([{ to: ['ann@example.com'], mail: { subject: 'Switchyard: test message' } }])
    const moved = app.client.call(putMailAccount, { body: { ...shown, host: 'mail.example.com' } })
    await expect(moved).rejects.toMatchObject({ status: 422 })
    const [row] = await app.db.engine`SELECT doc::text AS doc FROM mail_accounts`
    expect(JSON.stringify(row)).not.toContain('"secret"')
    const other = await app.otherAccount()
    await expect(other.client.call(showMailAccount, {})).rejects.toMatchObject({ status: 404 })
    mails.answer = 554
    expect(await app.client.call(testMailAccount, { body: { to: 'ann@example.com' } })).toMatchObject({
      passed: false,
      reason: expect.stringContaining('554'),
    })
    await app.client.call(deleteMailAccount, {})
    await expect(app.client.call(testMailAccount, { body: { to: 'ann@example.com' } })).rejects.toMatchObject({
      status: 404,
    })
  })
})

describe('An alert', () => {
  test('goes out by e-mail and by webhook, once, with a signature that holds, and so does its end', async () => {
    const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`
    await app.client.call(putMailAccount, { body: mailServer() })
    await settle({
      email: ['ops@example.com', 'ann@example.com'],
      webhooks: [{ key: 'chat', url: hook.url, secret }],
      linksTo: 'https://leads.example.com',
    })
    await raise(app.db.engine, { ...stuck('job 7'), detail: { job: '7' } })
    await expect.poll(() => hook.received.length, wait).toBe(1)
    await expect.poll(() => mails.received.length, wait).toBe(1)
    const [post] = hook.received
    const body = JSON.parse(post?.body ?? '{}')
    expect(body).toMatchObject({
      type: 'alert.opened',
      data: { alerts: [{ event: 'opened', kind: 'stuck', subject: 'job 7', link: { path: '/jobs/7' } }] },
    })
    expect(body.text).toContain('https://leads.example.com/jobs/7')
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = post?.headers ?? {}
    const expected = createHmac('sha256', Buffer.alloc(32, 3))
      .update(`${String(id)}.${String(at)}.${post?.body}`)
      .digest('base64')
    expect(signature).toBe(`v1,${expected}`)
    const [mail] = mails.received
    expect(mail).toMatchObject({
      to: ['ops@example.com', 'ann@example.com'],
      mail: { subject: 'Switchyard: Does not go on (job 7)' },
    })
    expect(mail?.mail.html).toContain('job 7 &#60;b&#62;stands&#60;/b&#62; still')
    await expect
      .poll(async () => (await messages()).slice(0, 2).map(({ state }) => state), wait)
      .toEqual(['sent', 'sent'])

    // Nothing is told again while nothing changes, and the end waits until a minute has passed.
    await resolve(app.db.engine, stuck('job 7'))
    await app.db.engine.begin(tellAlerts)
    expect(hook.received).toHaveLength(1)
    await app.db.engine`UPDATE messages SET created_at = created_at - interval '2 minutes'`
    await expect.poll(() => hook.received.length, wait).toBe(2)
    await expect.poll(() => mails.received.length, wait).toBe(2)
    expect(JSON.parse(hook.received[1]?.body ?? '{}')).toMatchObject({ type: 'alert.closed' })
    expect(mails.received[1]?.mail.subject).toBe('Switchyard: over: Does not go on (job 7)')
    expect(hook.received[1]?.headers['webhook-id']).not.toBe(id)
  })

  test('that comes with others is told with them in one message', async () => {
    await settle({ webhooks: [{ key: 'chat', url: hook.url }] })
    await app.db.engine.begin(async (tx) => {
      for (const subject of ['job 1', 'job 2', 'job 3']) await raise(tx, stuck(subject))
    })
    await expect.poll(() => hook.received.length, wait).toBe(1)
    const body = JSON.parse(hook.received[0]?.body ?? '{}')
    expect(body.type).toBe('alert.digest')
    expect(body.data.alerts.map((one: { subject: string }) => one.subject)).toEqual(['job 1', 'job 2', 'job 3'])
  })

  test('is sent again by webhook under the same id until it is taken, and a test is tried once', async () => {
    await settle({ webhooks: [{ key: 'chat', url: hook.url }] })
    hook.status = 503
    expect(await app.client.call(testAlertWebhook, { params: { key: 'chat' } })).toMatchObject({
      passed: false,
      reason: 'HTTP 503',
    })
    await raise(app.db.engine, stuck('job 9'))
    await expect.poll(() => hook.received.length, wait).toBe(2)
    await expect
      .poll(async () => (await messages())[0], wait)
      .toMatchObject({ state: 'waiting', tries: 1, reason: 'HTTP 503' })
    hook.status = 200
    await app.db.engine`UPDATE messages SET due_at = now() WHERE state = 'waiting'`
    await expect
      .poll(async () => (await messages())[0], wait)
      .toMatchObject({ state: 'sent', tries: 2, reason: 'HTTP 200' })
    const ids = hook.received.map(({ headers }) => headers['webhook-id'])
    expect(ids[1]).toBe(ids[2])
    expect(ids[0]).not.toBe(ids[1])
    expect((await messages())[1]).toMatchObject({ event: 'test', state: 'failed' })
  })

  test('that somebody looks after is off the bell, and a muted one never is on it', async () => {
    await settle({ muted: ['capFull'] })
    await raise(app.db.engine, stuck('job 20'))
    await raise(app.db.engine, { ...stuck('cap x'), kind: 'capFull' })
    const before = await app.client.call(listAlerts, { query: { open: 'true' } })
    expect(before.counts).toEqual({ open: 2, unacknowledged: 1 })
    const [muted, alert] = before.alerts
    expect(muted).toMatchObject({ kind: 'capFull', muted: true })
    const params = { id: alert?.id ?? '' }
    const acknowledged = await app.client.call(acknowledgeAlert, { params })
    expect(acknowledged).toMatchObject({
      title: 'Does not go on',
      resolvedAt: null,
      acknowledgedAt: expect.any(String),
    })
    expect(await app.client.call(acknowledgeAlert, { params })).toEqual(acknowledged)
    const after = await app.client.call(listAlerts, { query: { acknowledged: 'true', open: 'true' } })
    expect(after.counts).toEqual({ open: 2, unacknowledged: 0 })
    expect(after.alerts).toHaveLength(1)
    const other = await app.otherAccount()
    await expect(other.client.call(acknowledgeAlert, { params })).rejects.toMatchObject({ status: 404 })
  })
})
