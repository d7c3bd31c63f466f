// Refused leads written past the product, by SQL, with what they were refused for.

import type { Sql } from 'postgres'

import { supplierId } from '../load/leadBody.ts'

/** Every one is refused for the same: as many leads of one cause as there are, and sound but for it. */
export const refusedValue = 'Trabant'

/** Ids from `firstId` on, received within the last two days (in milliseconds, as the product writes times). */
export async function fillRejected(
  sql: Sql,
  place: { readonly accountId: string; readonly campaign: string; readonly firstId: number },
  count: number,
): Promise<void> {
  const { accountId, campaign, firstId } = place
  await sql`
    WITH numbered AS (
      SELECT n, date_trunc('milliseconds', now()) - make_interval(secs => n % 170000) AS at, 'person' || n || '@example.com' AS email,
        '+447400' || lpad((n::bigint * 7919 % 1000000)::text, 6, '0') AS phone
      FROM generate_series(${firstId}::int, ${firstId + count - 1}::int) AS n
    ), stored AS (
      INSERT INTO leads (account_id, id, received_at, updated_at, campaign, supplier, source, method, country, summary, email, phone,
        name, status, code, reason, delivery_status, revenue, payout, currency)
      SELECT ${accountId}, n, at, at, ${campaign}, ${supplierId}, 'src-' || n % 50, 'api', 'GB', email, email, phone, 'Person ' || n,
        'rejected', 'REJECT_LEAD_INVALID_LIST_VALUE', ${words}, 'blank', 0, 0, 'GBP'
      FROM numbered RETURNING id, received_at, email, phone
    )
    INSERT INTO lead_data (account_id, lead_id, received_at, fields, raw, failures)
    SELECT ${accountId}, id, received_at,
      jsonb_build_object('email', email, 'phone', phone, 'first_name', 'Zoë', 'last_name', 'Müller', 'postcode', 'SW1A 1AA',
        'date_of_birth', '1980-05-01', 'vehicle_year', 2015),
      jsonb_build_object('email', email, 'phone', phone, 'first_name', 'Zoë', 'last_name', 'Müller', 'postcode', 'SW1A 1AA',
        'date_of_birth', '1980-05-01', 'vehicle_year', '2015', 'make', ${refusedValue}::text),
      jsonb_build_array(jsonb_build_object('code', 'REJECT_LEAD_INVALID_LIST_VALUE', 'field', 'make', 'value', ${refusedValue}::text,
        'rule', NULL, 'list', 'makes', 'message', ${words}::text, 'suggestions', jsonb_build_array()))
    FROM stored`
  await sql`SELECT setval('lead_ids', ${firstId + count + 1_000_000})`
  await sql`VACUUM ANALYZE leads, lead_data`
}

const words = `Make: '${refusedValue}' is not in list Makes`
