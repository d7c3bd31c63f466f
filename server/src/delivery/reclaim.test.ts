import { afterAll, beforeAll, expect, test } from 'vitest'

import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: Buyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
})

afterAll(async () => {
  await app.close()
  await buyer.close()
})

test('Work whose claim was committed and never arrived goes on by itself, and its buyer gets it once', async () => {
  // Held, so that the claim can be written by hand.
  const cap = { period: 'day', limit: 0, whenFull: 'hold' } as const
  const scene = await makeScene(app, 'lost', { deliveries: { lost: { url: buyer.url, caps: [cap] } } })
  const { answer } = await scene.send()
  // As the claim leaves it: the dispatch is ours, its first attempt is written ahead.
  await app.db.engine`
    WITH taken AS (
      UPDATE dispatches SET state = 'sending', due_at = now(), worker = (SELECT id FROM workers LIMIT 1), tries = 1,
        current_attempt = nextval('attempt_ids')
      WHERE lead_id = ${answer.id} RETURNING *
    )
    INSERT INTO attempts (account_id, id, at, dispatch_id, lead_id, delivery, number, worker, lead_revision)
    SELECT account_id, current_attempt, date_trunc('milliseconds', now()) - interval '1 minute', id, lead_id, delivery, 1, worker, 1 FROM taken`
  await expect.poll(async () => (await detailOf(app, answer.id)).sold, { timeout: 10_000 }).toBe('sold')
  const lead = await detailOf(app, answer.id)
  expect(lead.dispatches).toMatchObject([{ state: 'accepted', tries: 1 }])
  expect(lead.dispatches[0]?.attempts.map(({ outcome }) => outcome)).toEqual(['not_sent', 'accepted'])
  expect(buyer.requests()).toHaveLength(1)
})
