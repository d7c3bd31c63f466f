// Exactness of caps under pressure (reliability.md B9, F58): many leads at once, buyers that refuse, processes that die.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createClient } from '@switchyard/contract/client.ts'
import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { capRush, startCappedBuyer } from '@switchyard/testkit/capRush.ts'
import { createTestDatabase } from '@switchyard/testkit/database.ts'
import { startServerProcess, type ServerProcess } from '@switchyard/testkit/serverProcess.ts'

describe('A cap of 100 in a rush of 1,500 leads', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await startTestApp()
    await setUpAutoWarranty(app.client)
  })
  afterAll(() => app.close())

  test.each([
    ['takes all', 1, 1],
    ['takes 70 of 100', 0.7, 1],
    ['takes 70 of 100', 0.7, 2],
  ])(
    'lets exactly 100 through where the buyer %s (share %d, round %i)',
    async (_, share, round) => {
      const name = `rush-${share * 100}-${round}`
      await app.client.call(putCampaign, { params: { reference: name }, body: { ...campaignDocument, dedupe: [] } })
      const buyer = await startCappedBuyer(share)
      const result = await capRush({
        client: app.client,
        to: () => app,
        sql: app.db.engine,
        buyer,
        campaign: name,
        delivery: name,
        cap: 100,
        leads: 1500,
        connections: 100,
        settled: () => app.idle(),
      })
      await buyer.close()
      expect(result).toMatchObject({ takenByBuyer: 100, accepted: 100, used: 100, reserved: 0 })
    },
    60_000,
  )
})

test('A cap of 100 stays exact while the worker is killed in the middle of the rush, again and again', async () => {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-rush-'))
  const sql = postgres(database.url, { max: 2 })
  const buyer = await startCappedBuyer(0.7, 20)
  const running: ServerProcess[] = []
  const adminKey = 'sy_test_rush'
  const start = async (role: 'api' | 'worker') => {
    const server = await startServerProcess({ databaseUrl: database.url, dataDir, role, adminKey })
    running.push(server)
    return server
  }
  try {
    const api = await start('api')
    const client = createClient({ baseUrl: api.url, key: adminKey })
    await setUpAutoWarranty(client, { dedupe: [] })
    let kills = 0
    const killer = (async () => {
      for (; kills < 3; kills += 1) {
        const worker = await start('worker')
        const before = buyer.requests().length
        await expect.poll(() => buyer.requests().length >= before + 15, { timeout: 30_000, interval: 2 }).toBe(true)
        await worker.end('SIGKILL')
      }
      await start('worker')
    })()
    const result = await capRush({
      client,
      to: () => ({ url: api.url, key: adminKey }),
      sql,
      buyer,
      campaign: 'auto-warranty',
      delivery: 'rush',
      cap: 100,
      leads: 700,
      connections: 50,
      more: { onUnknown: 'resend', retry: { delaysSeconds: [0, 1, 1, 1, 1], maxAgeHours: 24 }, concurrency: 8 },
      settled: async () => {
        const open = async () => {
          const [row] = await sql`SELECT count(*)::int AS count FROM dispatches WHERE state IN ('queued', 'sending')`
          return row?.['count']
        }
        await expect.poll(open, { timeout: 60_000, interval: 100 }).toBe(0)
      },
    })
    await killer
    expect(kills).toBe(3)
    expect(result).toMatchObject({ takenByBuyer: 100, accepted: 100, used: 100, reserved: 0 })
  } finally {
    for (const server of running) if (server.ended() === null) await server.end('SIGKILL')
    await buyer.close()
    await sql.end()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  }
}, 120_000)
