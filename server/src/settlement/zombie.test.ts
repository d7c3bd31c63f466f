// A worker that stands still long enough to be taken for dead, and then goes on (reliability.md F4).

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { listAlerts } from '@switchyard/contract/alerts/list.ts'
import { createClient } from '@switchyard/contract/client.ts'
import { showLead } from '@switchyard/contract/leads/show.ts'
import { addDelivery, deliveryDocument, goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { createTestDatabase } from '@switchyard/testkit/database.ts'
import { postLead } from '@switchyard/testkit/postLead.ts'
import { startServerProcess, type ServerProcess } from '@switchyard/testkit/serverProcess.ts'

const adminKey = 'sy_test_zombie'
const patience = { timeout: 40_000, interval: 200 }

test('Its work is taken over, its late answers decide what waits, and what was accepted twice raises an alert', async () => {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-zombie-'))
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const buyer = await startScriptedBuyer(async (request, response) => {
    if (request.seen === 1) await held
    answerJson(response, 200, { status: 'accepted', id: `B-${request.seen}` })
  })
  const running: ServerProcess[] = []
  onTestFinished(async () => {
    for (const server of running) if (server.ended() === null) await server.end('SIGKILL')
    await buyer.close()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  })
  async function start(role: 'api' | 'worker'): Promise<ServerProcess> {
    const server = await startServerProcess({ databaseUrl: database.url, dataDir, role, adminKey })
    running.push(server)
    return server
  }

  const api = await start('api')
  const client = createClient({ baseUrl: api.url, key: adminKey })
  await setUpAutoWarranty(client)
  const retry = { delaysSeconds: [1, 1], maxAgeHours: 24 }
  const document = (buyerId: string, onUnknown: 'hold' | 'resend') => {
    const made = deliveryDocument(buyer.url, { buyer: buyerId, onUnknown, retry })
    return { ...made, request: { ...made.request, timeoutMs: 60_000 } }
  }
  await addDelivery(client, 'holding', document('ACME', 'hold'))
  await addDelivery(client, 'resending', document('BETA', 'resend'))

  const zombie = await start('worker')
  const { answer } = await postLead(
    { url: api.url, key: adminKey },
    {
      campaign: 'auto-warranty',
      supplier: 'ADC1',
      fields: goodLead(),
    },
  )
  const lead = () => client.call(showLead, { params: { id: answer.id } })
  const dispatchOf = async (key: string) => (await lead()).dispatches.find(({ delivery }) => delivery === key)
  const stateOf = async (key: string) => (await dispatchOf(key))?.state
  await expect.poll(() => buyer.requests().length, patience).toBe(2)
  process.kill(zombie.pid, 'SIGSTOP')

  await start('worker')
  await expect.poll(() => stateOf('holding'), patience).toBe('review')
  await expect.poll(() => stateOf('resending'), patience).toBe('accepted')
  expect((await lead()).sold).toBe('sold')

  letGo()
  process.kill(zombie.pid, 'SIGCONT')
  await expect.poll(() => stateOf('holding'), patience).toBe('accepted')
  const late = async (key: string) => (await dispatchOf(key))?.attempts[0]?.late?.outcome
  await expect.poll(() => late('resending'), patience).toBe('accepted')

  const after = await lead()
  expect(after).toMatchObject({ sold: 'sold', deliveryStatus: 'full', revenue: '25.00' })
  expect((await dispatchOf('holding'))?.attempts).toMatchObject([
    { outcome: 'unknown', late: { outcome: 'accepted' }, response: { body: expect.stringContaining('B-1') } },
  ])
  expect((await dispatchOf('resending'))?.attempts).toMatchObject([
    { outcome: 'unknown', late: { outcome: 'accepted' } },
    { outcome: 'accepted', late: null },
  ])
  expect(after.timeline.filter(({ kind }) => kind === 'lateAnswer')).toHaveLength(2)
  // Not one request more than these: the one that stood still began nothing new.
  expect(buyer.requests()).toHaveLength(3)
  const alerts = async () => (await client.call(listAlerts, { query: { kind: ['doubleAccept'] } })).alerts
  await expect.poll(alerts, patience).toMatchObject([{ subject: `lead ${answer.id} delivery resending` }])
}, 120_000)
