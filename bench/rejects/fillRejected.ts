// Refused leads written past the product, by SQL, with what they were refused for.

import type { Sql } from 'postgres'

/** Ids are 1 and up, received within the last two days (in milliseconds, as the product writes times); each has one field that is wrong. */
export async function fillRejected(sql: Sql, accountId: string, campaign: string, count: number): Promise<void> {
  await sql`
    WITH numbered AS (
      SELECT n, date_trunc('milliseconds', now()) - make_interval(secs => n % 170000) AS at, 'person' || n || '@example.com' AS email,
        '+447' || lpad((n::bigint * 7919 % 1000000000)::text, 9, '0') AS phone
      FROM generate_series(1, ${count}::int) AS n
    ), stored AS (
      INSERT INTO leads (account_id, id, received_at, updated_at, campaign, supplier, source, method, country, summary, email, phone,
        name, status, code, reason, delivery_status, revenue, payout, currency)
      SELECT ${accountId}, n, at, at, ${campaign}, 'S1', 'src-' || n % 50, 'api', 'GB', email, email, phone, 'Person ' || n, 'rejected',
        'REJECT_LEAD_INVALID_LIST_VALUE', ${words}, 'blank', 0, 0, 'GBP'
      FROM numbered RETURNING id, received_at, email, phone
    )
    INSERT INTO lead_data (account_id, lead_id, received_at, fields, raw, failures)
    SELECT ${accountId}, id, received_at,
      jsonb_build_object('email', email, 'phone', phone, 'first_name', 'Zoë', 'last_name', 'Müller ' || id, 'vehicle_year', 2015),
      jsonb_build_object('email', email, 'phone', phone, 'make', 'VW'),
      jsonb_build_array(jsonb_build_object('code', 'REJECT_LEAD_INVALID_LIST_VALUE', 'field', 'make', 'value', 'VW', 'rule', NULL,
        'list', 'makes', 'message', ${words}::text, 'suggestions', jsonb_build_array('Volkswagen')))
    FROM stored`
  await sql`VACUUM ANALYZE leads, lead_data`
}

const words = "Vehicle make: 'VW' is not in list Makes. Did you mean Volkswagen?"
