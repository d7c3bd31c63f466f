import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { listAlerts } from '@switchyard/contract/alerts/list.ts'
import { putAlertSettings } from '@switchyard/contract/alerts/putSettings.ts'
import { resolveAlert } from '@switchyard/contract/alerts/resolve.ts'
import { acknowledgeCause } from '@switchyard/contract/causes/acknowledge.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { dryRun } from '../db/dryRun.ts'
import { raise } from './raise.ts'
import { watchStuck } from './watchStuck.ts'
import { startMonitor, type LookName, type Monitor } from './monitor.ts'

// Several turns of chores stand between what happens and what is told.
vi.setConfig({ testTimeout: 150_000 })

let app: TestApp
let buyer: Buyer
let monitor: Monitor
const wait = { timeout: 30_000 }

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
  // Its own looks come every half minute and more; here they are asked for.
  monitor = startMonitor(app.db, app.context.live, { warn: () => {} })
})
afterAll(async () => {
  await monitor.stop()
  await app.close()
  await buyer.close()
})

const alertsOf = async (kind: string, open: 'true' | 'false' = 'true') =>
  (await app.client.call(listAlerts, { query: { kind: [kind], open } })).alerts

/** Another process's look may have the turn. */
async function seen(name: LookName, kind: string, check: (subjects: string[]) => void) {
  await expect
    .poll(async () => {
      await monitor.look(name)
      const subjects = (await alertsOf(kind)).map(({ subject }) => subject)
      try {
        check(subjects)
        return true
      } catch (error) {
        return String(error)
      }
    }, wait)
    .toBe(true)
}

test('The first lead with a new cause is told once, with its cause, and is over when somebody has looked at it', async () => {
  const scene = await makeScene(app, 'causes', { deliveries: {} })
  await Promise.all([scene.send({ make: 'VW' }), scene.send({ make: 'vw' })])
  await expect.poll(() => alertsOf('newCause'), wait).toHaveLength(1)
  const [alert] = await alertsOf('newCause')
  const cause = String(alert?.detail['cause'])
  expect(alert).toMatchObject({
    detail: { campaign: 'causes', field: 'make' },
    link: { path: `/resolve/${cause}` },
    count: 1,
  })
  expect(JSON.stringify(alert).toLowerCase()).not.toContain('vw')
  await scene.send({ make: 'VW' })
  await scene.send({ email: 'nonsense' })
  await expect.poll(() => alertsOf('newCause'), wait).toHaveLength(2)
  await app.client.call(acknowledgeCause, { params: { id: cause }, body: {} })
  await expect.poll(async () => (await alertsOf('newCause')).length, wait).toBe(1)
  expect(await alertsOf('newCause', 'false')).toMatchObject([{ id: alert?.id, resolvedBy: null }])
})

test('Many new causes of one campaign come together in one alert', async () => {
  const scene = await makeScene(app, 'flood', { deliveries: {} })
  for (let index = 0; index < 9; index += 1) await scene.send({ make: `Make${'ABCDEFGHI'[index]}` })
  const subjects = async () =>
    (await alertsOf('newCause')).filter(({ detail }) => detail['campaign'] === 'flood').map(({ subject }) => subject)
  await expect
    .poll(async () => (await subjects()).filter((subject) => subject.startsWith('cause ')).length, wait)
    .toBe(5)
  await expect.poll(async () => (await subjects()).includes('campaign flood many causes'), wait).toBe(true)
})

test('A campaign whose leads are rejected more than its bound is told once, stays closed when closed, and comes back after it was over', async () => {
  await app.client.call(putAlertSettings, { body: { bounds: { rejectLeast: 5, rejectPercent: 50 } } })
  const scene = await makeScene(app, 'rates', { deliveries: {} })
  await Promise.all([1, 2, 3, 4].map(() => scene.send({ vehicle_year: 1900 })))
  await Promise.all([1, 2].map(() => scene.send()))
  await seen('rates', 'rejectRate', (subjects) => expect(subjects).toContain('campaign rates'))
  const [alert] = (await alertsOf('rejectRate')).filter(({ subject }) => subject === 'campaign rates')
  expect(alert?.message).toContain('4 of the 6 leads')
  await app.client.call(resolveAlert, { params: { id: alert?.id ?? '' } })
  await monitor.look('rates')
  await seen('rates', 'rejectRate', (subjects) => expect(subjects).not.toContain('campaign rates'))
  const age = (by: string) =>
    app.db.engine`UPDATE leads SET received_at = received_at + ${by}::interval WHERE campaign = 'rates'`
  await age('-3 hours')
  await monitor.look('rates')
  await age('3 hours')
  await seen('rates', 'rejectRate', (subjects) => expect(subjects).toContain('campaign rates'))
})

test('Accepted leads that went nowhere although a delivery takes leads are told, those that went are not', async () => {
  const good = await makeScene(app, 'whole', { deliveries: { whole: { url: buyer.url } } })
  await good.settle()
  const scene = await makeScene(app, 'diverging', { deliveries: { diverging: { url: buyer.url } } })
  await scene.settle()
  await app.db.engine`
    INSERT INTO leads (account_id, id, received_at, updated_at, campaign, method, summary, status, code, delivery_status, currency)
    SELECT ${app.accountId}, 9000 + n, now(), now(), 'diverging', 'api', '', 'accepted', 'ACCEPT_LEAD', 'pending', 'GBP'
    FROM generate_series(1, 6) AS n`
  await app.db
    .engine`UPDATE leads SET received_at = received_at - interval '10 minutes' WHERE campaign IN ('whole', 'diverging')`
  await seen('divergence', 'divergence', (subjects) => expect(subjects).toEqual(['campaign diverging']))
  const [alert] = await alertsOf('divergence')
  expect(alert?.message).toContain('6 of 7 accepted leads were sent to nobody')
  expect(alert?.message).toContain('6 leads stand as under way')
  await app.db.engine`DELETE FROM leads WHERE id BETWEEN 9001 AND 9006`
  await seen('divergence', 'divergence', (subjects) => expect(subjects).toEqual([]))
})

test('Leads that cannot be checked for long are told until they could be', async () => {
  await makeScene(app, 'still', { deliveries: { still: { url: buyer.url } } })
  await app.db.engine`
    INSERT INTO leads (account_id, id, received_at, updated_at, campaign, method, summary, status, code, delivery_status, currency)
    VALUES (${app.accountId}, 9100, now() - interval '1 hour', now(), 'still', 'api', '', 'errored', 'ERROR_CHECKING', 'blank', 'GBP')`
  await seen('stuck', 'stuck', (subjects) => expect(subjects).toEqual(['campaign still']))
  const [alert] = await alertsOf('stuck')
  expect(alert?.message).toMatch(/^1 lead of campaign still could not be checked/)
  await app.db.engine`DELETE FROM leads WHERE id = 9100`
  await seen('stuck', 'stuck', (subjects) => expect(subjects).toEqual([]))
})

test('Dispatches that are due and that nobody sends, and a file that is read for ever, are told', async () => {
  const found = await dryRun(app.db, app.accountId, async (tx) => {
    await tx`
      INSERT INTO dispatches (account_id, id, lead_id, lead_received_at, campaign, delivery, state, class, due_at, expires_at, created_at)
      SELECT ${app.accountId}::bigint, 910000 + n, 910000 + n, now(), 'x', d, 'queued', 0, now() - interval '1 hour', now(), now()
      FROM unnest(ARRAY['alone', 'failing', 'paused']) WITH ORDINALITY AS u (d, n)`
    await raise(tx, { accountId: app.accountId, kind: 'breakerOpen', subject: 'delivery failing', message: 'It fails' })
    await tx`
      INSERT INTO imports (account_id, purpose, options, state, actor, file_name, file_bytes, file_hash, format, reading, created_at)
      VALUES (${app.accountId}, 'leads', '{}', 'reading', 'ann', 'leads.csv', 1, '', 'csv', '{}', now() - interval '1 hour')`
    await watchStuck(tx, app.accountId, 10, ['alone', 'failing'], [])
    return tx`SELECT a.subject FROM alerts a WHERE a.kind = 'stuck' AND a.resolved_at IS NULL ORDER BY a.id`
  })
  // The destination that fails has an alert of its own.
  expect(found).toEqual([{ subject: expect.stringMatching(/^import \d+$/) }, { subject: 'delivery alone' }])
})
