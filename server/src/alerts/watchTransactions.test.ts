import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'

import { watchTransactions } from './watchTransactions.ts'

let app: TestApp
let holder: postgres.Sql

beforeAll(async () => {
  app = await startTestApp()
  holder = postgres(app.databaseUrl, { max: 1, connection: { application_name: 'nightly-report' } })
})

afterAll(async () => {
  await holder.end()
  await app.close()
})

const alerts = () => app.db.engine<{ message: string; detail: { pid: number }; count: number; open: boolean }[]>`
  SELECT message, detail, count, resolved_at IS NULL AS open FROM alerts WHERE kind = 'longTransaction'`

test('A transaction that stays open is told once, with the process to end, and the alert closes by itself', async () => {
  const errors: object[] = []
  const log = { warn: () => {}, error: (fields: object) => errors.push(fields) }
  const watch = watchTransactions(app.db.engine, log, 1)
  await watch.look()
  expect(await alerts()).toEqual([])

  await holder.begin('isolation level repeatable read', async (tx) => {
    const [own] = await tx<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    await expect
      .poll(
        async () => {
          await watch.look()
          return (await alerts()).length
        },
        { timeout: 10_000 },
      )
      .toBe(1)
    await watch.look()
    const [alert] = await alerts()
    expect(alert).toMatchObject({ detail: { pid: own?.pid }, count: 1, open: true })
    expect(alert?.message).toContain(`process ${own?.pid}: nightly-report`)
    expect(errors).toMatchObject([{ pid: own?.pid, application: 'nightly-report' }])
  })
  await watch.look()
  expect(await alerts()).toMatchObject([{ open: false }])
  watch.stop()
})

test('The metrics say how old the oldest due dispatch, unknown outcome and open transaction are', async () => {
  await app.db.engine`
    INSERT INTO dispatches (account_id, id, lead_id, lead_received_at, campaign, delivery, state, class, due_at, expires_at, created_at, settled_at)
    SELECT ${app.accountId}, 900000 + n, 900000 + n, now(), 'none', 'none', (ARRAY['queued', 'review', 'review'])[n], 1,
      now() - interval '90 seconds', now() + interval '1 day', now(), now() - interval '200 seconds'
    FROM generate_series(1, 3) AS n`
  const text = await (await fetch(`${app.url}/metrics`)).text()
  const valueOf = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
  expect(valueOf('switchyard_oldest_due_seconds\\{class="retry"\\}')).toBeGreaterThan(85)
  expect(valueOf('switchyard_oldest_due_seconds\\{class="live"\\}')).toBe(0)
  expect(valueOf('switchyard_unknown_dispatches')).toBe(2)
  expect(valueOf('switchyard_unknown_oldest_seconds')).toBeGreaterThan(195)
  expect(valueOf('switchyard_oldest_transaction_seconds')).toBeLessThan(60)
  expect(valueOf('switchyard_dispatches_dead_rows')).toBeGreaterThanOrEqual(0)
  expect(valueOf('switchyard_results_unwritten')).toBe(0)
})
