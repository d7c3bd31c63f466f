// Errored leads by themselves: the fault of ours is made by hand here, by writing what a fault writes.

import { afterAll, beforeAll, expect, test } from 'vitest'

import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { createIdBlock } from '../db/ids.ts'
import { retryErrored, type RetryContext } from './retryErrored.ts'

let app: TestApp
let buyer: Buyer
let context: RetryContext

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
  const { db } = app
  context = {
    db,
    live: app.context.live,
    dispatchIds: createIdBlock('dispatch_ids'),
    attemptIds: createIdBlock('attempt_ids'),
    random: () => 0.5,
    wake: () => {},
    log: { warn: () => {} },
  }
})

afterAll(async () => {
  await app.close()
  await buyer.close()
})

/** A lead as a fault while checking leaves it, tried `rechecks` times, last `secondsAgo`. */
async function erroredLead(key: string, rechecks: number, secondsAgo: number): Promise<string> {
  const scene = await makeScene(app, key, { deliveries: { [key]: { url: `${buyer.url}/accept` } } })
  const { answer } = await scene.send({ make: 'Trabant' })
  await app.db.engine`
    UPDATE lead_data SET raw = raw || '{"make": "Ford"}', failures = '[]' WHERE lead_id = ${answer.id}::bigint`
  await app.db.engine`
    UPDATE leads SET status = 'errored', code = 'ERROR_CHECKING', rechecks = ${rechecks},
      updated_at = now() - make_interval(secs => ${secondsAgo})
    WHERE id = ${answer.id}::bigint`
  return answer.id
}

test('A lead that can be checked now is accepted, sent and paid for, as if nothing had been', async () => {
  const id = await erroredLead('healed', 0, 31)
  await retryErrored(context)
  await app.idle()
  const lead = await detailOf(app, id)
  expect(lead).toMatchObject({
    status: 'accepted',
    sold: 'sold',
    payout: '2.00',
    disposition: { code: 'ACCEPT_LEAD', reason: null, failures: [] },
  })
  expect(lead.timeline.find(({ kind }) => kind === 'retried')?.text).toContain('errored (ERROR_CHECKING) → accepted')
})

test.each([
  ['at once, not before half a minute', 0, 20, 'errored'],
  ['after one failure, not before a minute', 1, 50, 'errored'],
  ['after one failure, after a minute', 1, 61, 'accepted'],
  ['after many failures, not before six hours', 30, 6 * 3600 - 60, 'errored'],
  ['after many failures, after six hours', 30, 6 * 3600 + 1, 'accepted'],
])('It is tried again: %s', async (_words, rechecks, secondsAgo, status) => {
  const id = await erroredLead(`paced-${rechecks}-${secondsAgo}`, rechecks, secondsAgo)
  await retryErrored(context)
  expect((await detailOf(app, id)).status).toBe(status)
})
