// The database as the checker wants it, read in one snapshot.

import type { Sql } from 'postgres'

import type { Dump, LedgerRow, StoredAttempt, StoredDispatch, StoredLead, StoredWindow } from './check/evidence.ts'

/** `sql`: a connection that may see everything. The workspace has one account. */
export async function readDump(sql: Sql): Promise<Dump> {
  return await sql.begin('ISOLATION LEVEL REPEATABLE READ READ ONLY', async (tx) => {
    const leads = await tx<(Omit<StoredLead, 'revenueUnits' | 'payoutUnits'> & Units<'revenue' | 'payout'>)[]>`
      SELECT id::text, campaign, status, sold, delivery_status AS "deliveryStatus", revenue::text, payout::text FROM leads`
    const dispatches = await tx<(Omit<StoredDispatch, 'priceUnits'> & Units<'price'>)[]>`
      SELECT id::text, lead_id::text AS "leadId", delivery, buyer, state, price::text, job_id::text AS "jobId",
        over_cap AS "overCap", ARRAY(SELECT p ->> 'scope' FROM jsonb_array_elements(coalesce(reserved, '[]')) AS p) AS places
      FROM dispatches`
    const attempts = await tx<StoredAttempt[]>`
      SELECT id::text, dispatch_id::text AS "dispatchId", number, extract(epoch FROM at)::float8 * 1000 AS "atMs", outcome,
        late_outcome AS "lateOutcome"
      FROM attempts`
    const ledger = await tx<(Omit<LedgerRow, 'units'> & { units: string })[]>`
      SELECT kind, lead_id::text AS "leadId", dispatch_id::text AS "dispatchId", amount::text AS units FROM ledger`
    const windows = await tx<StoredWindow[]>`
      SELECT scope, period, reserved::float8, used::float8, over_cap::float8 AS "overCap" FROM cap_windows`
    return {
      leads: leads.map(({ revenue, payout, ...lead }) => ({
        ...lead,
        revenueUnits: BigInt(revenue ?? 0),
        payoutUnits: BigInt(payout ?? 0),
      })),
      dispatches: dispatches.map(({ price, ...one }) => ({
        ...one,
        priceUnits: price === null ? null : BigInt(price),
      })),
      attempts,
      ledger: ledger.map(({ units, ...row }) => ({ ...row, units: BigInt(units) })),
      windows,
    }
  })
}

type Units<Name extends string> = { readonly [K in Name]: string | null }
