// Leads written past the product, by SQL: a million of them in a minute or two. Their values are spread as those of a busy account:
// few campaigns and countries, a hundred suppliers, common and rare names, a tail of failures.

import type { Sql } from 'postgres'

/** How far back the leads reach; the schema has partitions for three months. */
const days = 80
/** Rows in one statement. */
const chunk = 50_000

/** Ids are 1 and up. Answers nothing; the planner knows the tables afterwards. */
export async function fillLeads(sql: Sql, accountId: string, count: number): Promise<void> {
  for (let from = 1; from <= count; from += chunk) {
    const to = Math.min(count, from + chunk - 1)
    await sql.begin(async (tx) => {
      await tx`SET LOCAL synchronous_commit = off`
      // hashint4extended: the same values in every run, without an order that an index could profit from.
      await tx`
        WITH numbered AS (
          SELECT n, abs(hashint4extended(n, 1)) AS a, abs(hashint4extended(n, 2)) AS b, abs(hashint4extended(n, 3)) AS c,
            now() - make_interval(secs => ${days * 86_400} * (1 - n::float8 / ${count})) AS at
          FROM generate_series(${from}::int, ${to}::int) AS n
        ), named AS (
          SELECT *, initcap((${firstNames}::text[])[1 + a % ${firstNames.length}]) AS first_name,
            CASE WHEN b % 3 = 0 THEN (${lastNames}::text[])[1 + b / 3 % ${lastNames.length}]
              ELSE initcap(translate(lpad((b % 26000)::text, 5, '0'), '0123456789', 'aeioumnrst')) END AS last_name,
            CASE WHEN c % 100 < 88 THEN 'accepted' WHEN c % 1000 = 999 THEN 'errored' WHEN c % 1000 = 998 THEN 'quarantined'
              ELSE 'rejected' END AS status
          FROM numbered
        ), whole AS (
          SELECT *, lower(first_name || '.' || last_name) || n || '@' || (${domains}::text[])[1 + b % ${domains.length}] AS email,
            CASE WHEN status <> 'accepted' THEN NULL WHEN b % 1000 < 5 THEN 'returned' WHEN b % 100 < 75 THEN 'sold'
              ELSE 'unsold' END AS sold
          FROM named
        ), stored AS (
          INSERT INTO leads (account_id, id, received_at, updated_at, campaign, supplier, source, external_id, method, country,
            summary, email, phone, name, status, code, sold, delivery_status, revenue, payout, currency)
          SELECT ${accountId}, n, at, at, 'bench-' || a % 12, 'S' || b % 100, 'src-' || c % 500,
            CASE WHEN n % 5 = 0 THEN 'X-' || n END, (ARRAY['api', 'api', 'api', 'form', 'import'])[1 + c % 5],
            (ARRAY['GB', 'GB', 'GB', 'GB', 'US', 'US', 'DE', 'IE', 'FR', 'NZ'])[1 + a % 10], email, email,
            '+447' || lpad((n::bigint * 7919 % 1000000000)::text, 9, '0'), first_name || ' ' || last_name, status,
            CASE status WHEN 'accepted' THEN 'ACCEPT_LEAD' WHEN 'errored' THEN 'ERROR_CHECKING' WHEN 'quarantined'
              THEN 'REJECT_LEAD_REVIEW' ELSE (ARRAY['REJECT_LEAD_INVALID_LIST_VALUE', 'REJECT_LEAD_DUPLICATE',
              'REJECT_LEAD_INVALID_PHONE', 'REJECT_LEAD_FILTER'])[1 + c % 4] END,
            sold, CASE WHEN sold IS NULL THEN 'blank' WHEN sold = 'unsold' THEN 'fail' WHEN b % 20 = 0 THEN 'partial' ELSE 'full' END,
            CASE WHEN sold = 'sold' THEN 125000 ELSE 0 END, CASE WHEN sold IS NULL THEN 0 ELSE 15000 END, 'GBP'
          FROM whole RETURNING id, received_at, campaign, email, name, phone, sold
        ), values_of AS (
          INSERT INTO lead_data (account_id, lead_id, received_at, fields, raw)
          SELECT ${accountId}, id, received_at, fields, fields FROM (
            SELECT id, received_at, jsonb_build_object('email', email, 'phone', phone, 'name', name,
              'city', (${cities}::text[])[1 + id % ${cities.length}], 'vehicle_year', 1990 + id % 35) AS fields FROM stored) f
        )
        INSERT INTO dispatches (account_id, id, lead_id, lead_received_at, campaign, delivery, buyer, state, due_at, expires_at,
          tries, created_at, settled_at)
        SELECT ${accountId}, id * 2 + step, id, received_at, campaign, 'delivery-' || (id * 31 + step * 17) % 40,
          'B' || (id * 31 + step * 17) % 20, CASE WHEN step = 0 AND sold <> 'unsold' THEN 'accepted' ELSE 'rejected' END,
          received_at, received_at + interval '1 day', 1, received_at, received_at
        FROM stored CROSS JOIN generate_series(0, 1) AS step
        WHERE sold IS NOT NULL AND (step = 0 OR sold = 'unsold')`
    })
  }
  await sql`VACUUM ANALYZE leads, lead_data, dispatches`
}

const firstNames = [
  'ann',
  'bob',
  'carol',
  'dev',
  'emma',
  'farid',
  'grace',
  'hugo',
  'iris',
  'jack',
  'kim',
  'lena',
  'mo',
  'nia',
]
const lastNames = [
  'Smith',
  'Jones',
  'Lee',
  'Taylor',
  'Brown',
  'Patel',
  'Evans',
  'Walker',
  'Khan',
  'Novak',
  'Silva',
  'Zhou',
]
const domains = ['example.com', 'example.net', 'mail.example.org', 'post.example.com']
const cities = ['London', 'Leeds', 'Bristol', 'Londonderry', 'York', 'Bath', 'Truro', 'Wells', 'Ely', 'Ripon']
