// Brings the counts of causes up with the leads that have changed. Whoever asks for causes does it first, so that nobody misses what
// they have just done; in between the keeper of causes does it, so that there is little to do.

import type { Sql, TransactionSql } from 'postgres'

import { advisoryLocks } from '../db/advisoryLocks.ts'
import { readRefusals } from './readRefusals.ts'
import { countChanges, refusalRows, type RefusalRow, type RefusalRows } from './refusalRows.ts'

const pageSize = 1000
/** A page takes about a tenth of a second: a caller waits a few seconds at most, and counts what is left the next time. */
const mostPages = 20

/** True: nothing is left. `engine` is the owner's connections. */
export async function countRefusals(engine: Sql, accountId: string): Promise<boolean> {
  for (let page = 0; page < mostPages; page += 1) {
    const read = await engine.begin((tx) => countPage(tx, accountId))
    if (read < pageSize) return true
  }
  return false
}

/** Answers how many marks were read. */
async function countPage(tx: TransactionSql, accountId: string): Promise<number> {
  // Counts are changed by one at a time. The leads are read after this, and so as they are at least as new as their marks.
  await tx`SELECT pg_advisory_xact_lock(${advisoryLocks.causes}::int, hashint8(${accountId}::bigint))`
  const marks = await tx<{ id: string; leadId: string; receivedAt: Date }[]>`
    SELECT s.id::text AS id, s.lead_id::text AS "leadId", s.received_at AS "receivedAt"
    FROM stale_refusals s WHERE s.account_id = ${accountId} ORDER BY s.id LIMIT ${pageSize}`
  if (marks.length === 0) return 0
  const leads = new Map(marks.map(({ leadId, receivedAt }) => [leadId, { id: leadId, receivedAt }]))
  const found = refusalRows(await readRefusals(tx, tx`${accountId}::bigint`, [...leads.values()]))
  await write(tx, accountId, [...leads.keys()], found)
  const ids = marks.map(({ id }) => id)
  await tx`DELETE FROM stale_refusals s WHERE s.account_id = ${accountId} AND s.id = ANY(${ids}::bigint[])`
  return marks.length
}

type GoneRow = Omit<RefusalRow, 'leadId' | 'receivedAt'> & { readonly receivedAt: Date }

async function write(
  tx: TransactionSql,
  accountId: string,
  leadIds: readonly string[],
  { rows, causes }: RefusalRows,
): Promise<void> {
  const gone = await tx<GoneRow[]>`
    DELETE FROM refusals r WHERE r.account_id = ${accountId} AND r.lead_id = ANY(${[...leadIds]}::bigint[])
    RETURNING r.cause, r.received_at AS "receivedAt", r.supplier, r.spelling, r.kept, r.is_first AS "isFirst"`
  if (causes.length > 0) {
    await tx`
      INSERT INTO known_causes (account_id, id, kind, campaign, code, field, delivery, list)
      SELECT ${accountId}, k.id, k.kind, k.campaign, k.code, k.field, k.delivery, k.list
      FROM json_to_recordset(${JSON.stringify(causes)}::text::json)
        AS k (id text, kind text, campaign text, code text, field text, delivery text, list text)
      ON CONFLICT DO NOTHING`
  }
  if (rows.length > 0) {
    await tx`
      INSERT INTO refusals (account_id, lead_id, cause, received_at, supplier, spelling, kept, is_first)
      SELECT ${accountId}, n."leadId", n.cause, n."receivedAt", n.supplier, n.spelling, n.kept, n."isFirst"
      FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
        AS n ("leadId" bigint, cause text, "receivedAt" timestamptz, supplier text, spelling text, kept boolean, "isFirst" boolean)`
  }
  const before = gone.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }))
  const changes = countChanges(before, rows)
  if (changes.length === 0) return
  await tx`
    INSERT INTO refusal_counts AS c (account_id, cause, day, supplier, spelling, kept, leads, first_leads)
    SELECT ${accountId}, n.cause, n.day, n.supplier, n.spelling, n.kept, n.leads, n."firstLeads"
    FROM json_to_recordset(${JSON.stringify(changes)}::text::json)
      AS n (cause text, day date, supplier text, spelling text, kept boolean, leads integer, "firstLeads" integer)
    ON CONFLICT (account_id, cause, day, supplier, spelling, kept)
      DO UPDATE SET leads = c.leads + excluded.leads, first_leads = c.first_leads + excluded.first_leads`
  await tx`
    DELETE FROM refusal_counts c
    WHERE c.account_id = ${accountId} AND c.cause = ANY(${[...new Set(changes.map(({ cause }) => cause))]}::text[]) AND c.leads = 0`
}
