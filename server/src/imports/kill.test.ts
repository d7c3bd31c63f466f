// Processes die in the middle of an import. Every row still comes to exactly one outcome, and no row makes two leads.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres from 'postgres'
import { expect, test } from 'vitest'

import { createClient } from '@switchyard/contract/client.ts'
import { listImportRows } from '@switchyard/contract/imports/rows.ts'
import { runImport } from '@switchyard/contract/imports/run.ts'
import { showImport } from '@switchyard/contract/imports/show.ts'
import { showJob } from '@switchyard/contract/jobs/show.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { createTestDatabase } from '@switchyard/testkit/database.ts'
import { uploadFile } from '@switchyard/testkit/importFile.ts'
import { startServerProcess } from '@switchyard/testkit/serverProcess.ts'

const adminKey = 'sy_test_import_kill'
const count = 600

test('A worker that is killed in the middle of a file is followed by one that does the rest, each row once', async () => {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-import-kill-'))
  const sql = postgres(database.url, { max: 2 })
  const start = (role: 'api' | 'worker') => startServerProcess({ databaseUrl: database.url, dataDir, role, adminKey })
  const api = await start('api')
  let worker = await start('worker')
  try {
    const client = createClient({ baseUrl: api.url, key: adminKey })
    await setUpAutoWarranty(client, { dedupe: [] })
    const refused = Array.from({ length: count }, () => ({
      campaign: 'auto-warranty',
      supplier: 'ADC1',
      fields: goodLead({ make: 'VW' }),
    }))
    const ids: string[] = []
    for (let from = 0; from < count; from += 1000) {
      const { results } = await client.call(createLeads, { body: { leads: refused.slice(from, from + 1000) } })
      for (const one of results) if ('id' in one) ids.push(one.id)
    }
    // Known leads and new ones in turn.
    const rows = ids.flatMap((id, index) => [`${id},Ford,`, `,Ford,new.${index}@example.com`])
    const sender = { url: api.url, key: adminKey }
    const file = ['LeadID,make,email', ...rows].join('\n')
    const item = await uploadFile(sender, {
      file,
      campaign: 'auto-warranty',
      purpose: 'resolve',
      options: { supplier: 'ADC1' },
    })
    expect(item.counts).toMatchObject({ rows: 2 * count, update: count, create: count })

    const { id } = await client.call(runImport, { params: { id: item.id } })
    const job = () => client.call(showJob, { params: { id } })
    await expect.poll(async () => (await job()).done, { timeout: 60_000, interval: 5 }).toBeGreaterThan(0)
    await worker.end('SIGKILL')
    worker = await start('worker')
    await expect.poll(async () => (await job()).state, { timeout: 120_000, interval: 100 }).toBe('done')

    expect(await job()).toMatchObject({ total: 2 * count, succeeded: 2 * count, outcomes: { accepted: 2 * count } })
    const done = await client.call(showImport, { params: { id: item.id } })
    expect(done.counts).toEqual(item.counts)
    const [leads] = await sql`
      SELECT count(*)::int AS all, count(DISTINCT l.email)::int AS people, count(*) FILTER (WHERE l.status = 'accepted')::int AS accepted,
        count(*) FILTER (WHERE l.method = 'import')::int AS made FROM leads l`
    expect(leads).toEqual({ all: 2 * count, people: 2 * count, accepted: 2 * count, made: count })
    const [revisions] = await sql`SELECT count(*)::int AS count, max(revision)::int AS most FROM revisions`
    expect(revisions).toEqual({ count, most: 2 })
    const page = await client.call(listImportRows, { params: { id: item.id }, query: { limit: 2 } })
    expect(page.rows.map(({ row, outcome }) => [row, outcome])).toEqual([
      [2, 'accepted'],
      [3, 'accepted'],
    ])
  } finally {
    for (const server of [worker, api]) if (server.ended() === null) await server.end('SIGKILL')
    await sql.end()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  }
}, 240_000)
