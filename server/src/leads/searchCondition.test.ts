import { afterAll, beforeAll, expect, test } from 'vitest'

import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'

import { searchCondition } from './searchCondition.ts'
import { searchTerms } from './searchTerms.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
  // So many that reading all of them is not the cheapest way.
  await app.db.engine`
    INSERT INTO leads (account_id, id, received_at, updated_at, campaign, method, summary, email, phone, name, external_id, status, code,
      delivery_status, currency)
    SELECT ${app.accountId}, n, now(), now(), 'c', 'api', '', md5(n::text) || '@example.com', '+447700' || 900000 + n,
      md5('a' || n) || ' ' || md5('b' || n), md5('c' || n), 'accepted', 'ACCEPT_LEAD', 'blank', 'GBP'
    FROM generate_series(1, 20000) AS n`
  await app.db.engine`ANALYZE leads`
})
afterAll(() => app.close())

/** How a search reads the leads when requests run it: as their role, under row level security. */
async function planOf(q: string): Promise<string> {
  const terms = searchTerms(q)
  if (!terms) throw new Error('Nothing to look for')
  const lines = await app.db.asAccount(
    app.accountId,
    (tx) => tx<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT l.id FROM leads l
      WHERE l.account_id = current_account() AND ${searchCondition(tx, terms)}`,
  )
  return lines.map((line) => line['QUERY PLAN']).join('\n')
}

const phones = 'phone_end_idx'
test.each([
  ['ann@example.com', ['email_key_idx', 'external_key_idx']],
  ['ann@', ['email_key_idx']],
  ['Ann Lee', ['email_key_idx', 'name_key_idx', 'last_name_key_idx', 'external_key_idx']],
  ['07700 900123', [phones, 'pkey', 'email_key_idx']],
  ['ann@example.com\nX-17', ['email_key_idx', 'name_key_idx', 'external_key_idx']],
  ['07700 900123\n07700 900124', [phones, 'pkey', 'email_key_idx']],
])('Indexes answer the search %j, also under row level security', async (q, indexes) => {
  const plan = await planOf(q)
  for (const index of indexes) expect(plan).toContain(index)
  expect(plan).toContain('BitmapOr')
  // Both ends of each range bound what is read.
  for (const line of plan.split('\n').filter((one) => one.includes('phone_end >=')))
    expect(line).toContain('phone_end <')
})
