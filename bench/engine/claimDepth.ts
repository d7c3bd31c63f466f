// The statement that takes work off the queue, with a thousand dispatches waiting and with a million.

import { randomUUID } from 'node:crypto'

import { streams } from '@switchyard/core/delivery/streams.ts'
import { driverAddress } from '@switchyard/server/db/driverAddress.ts'
import { claim, type Want } from '@switchyard/server/delivery/claim.ts'
import { migrate } from '@switchyard/server/db/migrate.ts'
import postgres, { type Sql } from 'postgres'

import type { BenchDatabases } from '../database.ts'
import type { Measured } from '../measure/measured.ts'
import { createHistogram, type Percentiles } from '../measure/histogram.ts'
import { watchMachine } from '../process/machine.ts'
import { enginePart, line, ms } from './line.ts'

const deliveries = 50
const few = 1_000
const many = 1_000_000
/** The same in both, so that only the queue is deeper. */
const leads = many / deliveries
const mostRatio = 2
const rounds = 300
/** Each round asks ten of the deliveries, every stream of theirs. */
const asked = 10
const each = 8

export async function claimPart(databases: BenchDatabases): Promise<Measured> {
  const machine = await watchMachine([process.pid, databases.serverPid])
  const shallow = await measure(databases, few)
  const deep = await measure(databases, many)
  const ratio = deep.p95 / shallow.p95
  const words = (found: Percentiles) => `p50 ${ms(found.p50)}, p95 ${ms(found.p95)}, p99 ${ms(found.p99)}`
  return enginePart(
    'claim',
    [
      line(`claim of up to ${asked * each}, ${few} queued`, words(shallow)),
      line(`claim of up to ${asked * each}, ${many} queued`, words(deep)),
      line('p95 to p95', ratio.toFixed(2), { words: `at most ${mostRatio}`, met: ratio <= mostRatio }),
    ],
    [],
    await machine.foreignPercent(),
  )
}

async function measure(databases: BenchDatabases, queued: number): Promise<Percentiles> {
  const url = await databases.create(`claim_${queued}`)
  await migrate({ url, onNotice: () => {} })
  const address = driverAddress(url)
  const sql = postgres(address.url, { ...address.options, max: 1, onnotice: () => {} })
  try {
    const accountId = await fill(sql, queued)
    const histogram = createHistogram()
    for (let round = 0; round < rounds; round += 1) {
      // What rolled back rounds leave behind would otherwise weigh on the small queue alone.
      if (round % 50 === 0) await sql`VACUUM ANALYZE dispatches, attempts`
      histogram.add(await claimOnce(sql, wantsOf(accountId, round)))
    }
    return histogram.percentiles()
  } finally {
    await sql.end()
  }
}

function wantsOf(accountId: string, round: number): Want[] {
  return Array.from({ length: asked }, (_, place) => `d${(round * asked + place) % deliveries}`).flatMap((delivery) =>
    streams.map((_, stream) => ({ accountId, delivery, stream, count: each })),
  )
}

/** Milliseconds of the statement; what it took is put back, so that every round finds the same queue. */
async function claimOnce(sql: Sql, wants: readonly Want[]): Promise<number> {
  // By hand: the statement wants a connection, and this one is alone in its pool.
  await sql`BEGIN`
  try {
    const startedMs = performance.now()
    const taken = await claim(sql, randomUUID(), wants)
    const tookMs = performance.now() - startedMs
    if (taken.length === 0) throw new Error('Nothing was claimed: the queue is not as the bench means it')
    return tookMs
  } finally {
    await sql`ROLLBACK`
  }
}

/** Live dispatches that were due in the last hours, evenly over the deliveries and the leads. */
async function fill(sql: Sql, queued: number): Promise<string> {
  const [account] = await sql<{ id: string }[]>`
    INSERT INTO accounts (name, pepper) VALUES ('Bench', '\\x00') RETURNING id::text AS id`
  if (!account) throw new Error('An insert answers its row')
  await sql`
    INSERT INTO leads (account_id, id, received_at, updated_at, campaign, method, summary, status, code, delivery_status, currency)
    SELECT ${account.id}, n, date_trunc('hour', now()), now(), 'bench', 'api', 'lead ' || n, 'accepted', 'ACCEPT_LEAD', 'pending', 'GBP'
    FROM generate_series(1, ${leads}::int) AS n`
  await sql`
    INSERT INTO lead_data (account_id, lead_id, received_at, fields, raw)
    SELECT l.account_id, l.id, l.received_at, f.fields, f.fields
    FROM leads l, LATERAL (SELECT jsonb_build_object('email', 'lead' || l.id || '@bench-mail.co.uk', 'phone', '07' || 400000000 + l.id,
      'first_name', 'Ann', 'last_name', 'Archer', 'postcode', 'SW1A 1AA', 'city', 'London', 'vehicle_year', 2015) AS fields) AS f`
  await sql`
    INSERT INTO dispatches (account_id, id, lead_id, lead_received_at, campaign, delivery, buyer, state, due_at, expires_at, created_at)
    SELECT l.account_id, nextval('dispatch_ids'), l.id, l.received_at, 'bench', 'd' || d, 'ACME', 'queued',
      now() - make_interval(secs => 5 + 7200.0 * l.id / ${leads}::int), now() + interval '1 day', now()
    FROM leads l, generate_series(0, ${deliveries - 1}::int) AS d
    WHERE l.id % ${(leads * deliveries) / queued}::int = 0`
  return account.id
}
