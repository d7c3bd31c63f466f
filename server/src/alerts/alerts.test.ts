import { afterAll, beforeAll, expect, test } from 'vitest'

import { listAlerts } from '@switchyard/contract/alerts/list.ts'
import { resolveAlert } from '@switchyard/contract/alerts/resolve.ts'
import { listDispatches } from '@switchyard/contract/dispatches/list.ts'
import { resolveDispatch } from '@switchyard/contract/dispatches/resolve.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { raise } from './raise.ts'
import { resolve } from './resolve.ts'

let app: TestApp
let buyer: Buyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
})

afterAll(async () => {
  await app.close()
  await buyer.close()
})

const alertsOf = async (kind: string, client = app.client) => {
  const { alerts } = await client.call(listAlerts, { query: { kind: [kind] } })
  return alerts
}

test('An alert is one row while it is open, counted each time it comes up, and opens anew after it was closed', async () => {
  const { accountId } = app
  const alert = { accountId, kind: 'breakerOpen', subject: 'delivery acme' } as const
  await raise(app.db.engine, { ...alert, message: 'No connection', detail: { errors: 10 } })
  await raise(app.db.engine, { ...alert, message: 'Still no connection', detail: { errors: 20 } })
  await raise(app.db.engine, { ...alert, subject: 'delivery beta', message: 'No connection' })
  expect(await alertsOf('breakerOpen')).toMatchObject([
    { subject: 'delivery beta', count: 1, detail: {} },
    { subject: 'delivery acme', count: 2, message: 'Still no connection', detail: { errors: 20 }, resolvedAt: null },
  ])
  await resolve(app.db.engine, alert)
  await raise(app.db.engine, { ...alert, message: 'Again no connection' })
  const all = await alertsOf('breakerOpen')
  expect(all.map(({ count, resolvedAt }) => [count, resolvedAt === null])).toEqual([
    [1, true],
    [1, true],
    [2, false],
  ])
  const open = await app.client.call(listAlerts, { query: { open: 'true', kind: ['breakerOpen'], limit: 1 } })
  expect(open.alerts).toMatchObject([{ message: 'Again no connection' }])
  const rest = await app.client.call(listAlerts, { query: { kind: ['breakerOpen'], cursor: open.nextCursor ?? '' } })
  expect(rest.alerts).toHaveLength(2)
  const closed = await app.client.call(listAlerts, { query: { open: 'false', kind: ['breakerOpen'] } })
  expect(closed.alerts).toHaveLength(1)
})

test('A person closes an alert once, another account neither sees nor closes it', async () => {
  const other = await app.otherAccount()
  await raise(app.db.engine, {
    accountId: app.accountId,
    kind: 'tlsFailure',
    subject: 'delivery acme',
    message: 'Expired',
  })
  const [alert] = await alertsOf('tlsFailure')
  const params = { id: alert?.id ?? '' }
  expect(await alertsOf('tlsFailure', other.client)).toEqual([])
  await expect(other.client.call(resolveAlert, { params })).rejects.toMatchObject({ status: 404 })
  const closed = await app.client.call(resolveAlert, { params })
  expect(closed.resolvedAt).not.toBeNull()
  expect(await app.client.call(resolveAlert, { params })).toEqual(closed)
  const audits = await app.db.engine`SELECT actor, after FROM audit WHERE action = 'alert.resolve'`
  expect(audits).toMatchObject([{ after: { kind: 'tlsFailure', subject: 'delivery acme' } }])
})

test('Dispatches that wait for a person raise one alert for their delivery, which closes when none is left', async () => {
  const scene = await makeScene(app, 'alerting', { deliveries: { alerting: { url: `${buyer.url}/reset` } } })
  const wait = { timeout: 10_000 }
  await scene.send()
  await app.idle()
  await expect
    .poll(() => alertsOf('unknownOutcomes'), wait)
    .toMatchObject([
      { subject: 'delivery alerting', count: 1, detail: { delivery: 'alerting', waiting: 1 }, resolvedAt: null },
    ])
  await Promise.all([scene.send(), scene.send()])
  await app.idle()
  await expect.poll(async () => (await alertsOf('unknownOutcomes'))[0]?.detail, wait).toMatchObject({ waiting: 3 })
  const [grown] = await alertsOf('unknownOutcomes')
  expect(grown?.message).toBe(
    '3 dispatches of delivery alerting wait for a decision: sent, and nobody knows whether the buyer took the lead',
  )

  // Closed by a person who knows of these three: it stays closed until another one comes.
  await app.client.call(resolveAlert, { params: { id: grown?.id ?? '' } })
  await scene.send()
  await app.idle()
  await expect.poll(async () => (await alertsOf('unknownOutcomes')).length, wait).toBe(2)
  const [anew] = await alertsOf('unknownOutcomes')
  expect(anew).toMatchObject({ count: 1, detail: { waiting: 4 }, resolvedAt: null })

  const { dispatches } = await app.client.call(listDispatches, { query: { delivery: ['alerting'] } })
  for (const { id } of dispatches) {
    await app.client.call(resolveDispatch, { params: { id }, body: { as: 'rejected', reason: 'Never arrived' } })
  }
  const open = async () => (await alertsOf('unknownOutcomes')).filter(({ resolvedAt }) => resolvedAt === null)
  await expect.poll(open, wait).toEqual([])
})
