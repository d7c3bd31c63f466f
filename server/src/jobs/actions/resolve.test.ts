// Many leads of which nobody knows the outcome, decided by one job.

import { afterAll, beforeAll, expect, test } from 'vitest'

import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { itemsOf, runJob, type JobBody } from '@switchyard/testkit/job.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: ScriptedBuyer

beforeAll(async () => {
  app = await startTestApp()
  // Says nothing to the first request of each lead, and yes to the second.
  buyer = await startScriptedBuyer((request, response) => {
    if (request.seen > 1) answerJson(response, 200, { status: 'accepted' })
    else response.destroy()
  })
  await setUpAutoWarranty(app.client)
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

let counter = 0

/** Sends leads that end up in review, and one that never went there. */
async function waitingLeads(count: number) {
  counter += 1
  const key = `resolve-${counter}`
  const scene = await makeScene(app, key, { deliveries: { [key]: { url: buyer.url } } })
  const posted = await Promise.all(Array.from({ length: count }, () => scene.send()))
  const rejected = await scene.send({ email: 'no address' })
  await app.idle()
  return { key, waiting: posted.map(({ answer }) => answer.id), rejected: rejected.answer.id }
}

const decide = (ids: readonly string[], options: object): JobBody =>
  // The options of one action out of several: each test's own are checked by the server.
  ({ action: 'resolve', selection: { ids: [...ids] }, options }) as unknown as JobBody

const details = (ids: readonly string[]) => Promise.all(ids.map((id) => detailOf(app, id)))

test('All are sold at one price, what does not wait is left out, and a second job finds nothing to do', async () => {
  const { waiting, rejected } = await waitingLeads(5)
  const options = { as: 'accepted', reason: 'All in their file of yesterday', price: '8.00' }
  const job = await runJob(app.client, decide([...waiting, rejected], options))
  expect(job).toMatchObject({ total: 6, succeeded: 5, failed: 0, leftOut: 1, outcomes: { accepted: 5 } })
  for (const lead of await details(waiting)) {
    expect(lead).toMatchObject({ sold: 'sold', revenue: '8.00', dispatches: [{ state: 'accepted' }] })
    expect(lead.timeline.find(({ kind }) => kind === 'decided')?.text).toContain('All in their file of yesterday')
  }
  const again = await runJob(app.client, decide(waiting, options))
  expect(again).toMatchObject({ succeeded: 0, leftOut: 5 })
  expect((await itemsOf(app.client, again.id))[0]?.reason).toBe('nothing of it waits for a decision')
  const revenue = (await details(waiting)).flatMap(({ money }) => money.filter(({ kind }) => kind === 'revenue'))
  expect(revenue).toHaveLength(5)
})

test('All are refused, and unsold', async () => {
  const { waiting } = await waitingLeads(3)
  const job = await runJob(app.client, decide(waiting, { as: 'rejected', reason: 'None arrived' }))
  expect(job).toMatchObject({ succeeded: 3, outcomes: { rejected: 3 } })
  for (const lead of await details(waiting)) {
    expect(lead).toMatchObject({ sold: 'unsold', dispatches: [{ state: 'rejected', reason: 'None arrived' }] })
  }
})

test('All are sent again under their keys, and the job is done when each has its answer', async () => {
  const { key, waiting } = await waitingLeads(4)
  const options = { as: 'sendAgain', reason: 'They asked for them', delivery: key }
  const job = await runJob(app.client, decide(waiting, options))
  expect(job).toMatchObject({ total: 4, succeeded: 4, outcomes: { accepted: 4 } })
  for (const lead of await details(waiting)) {
    expect(lead).toMatchObject({ sold: 'sold', dispatches: [{ state: 'accepted', tries: 2 }] })
    const own = buyer.requests().filter(({ headers }) => headers['idempotency-key'] === lead.dispatches[0]?.id)
    expect(own).toHaveLength(2)
  }
})

test('Of another delivery nothing waits', async () => {
  const { waiting } = await waitingLeads(2)
  const options = { as: 'rejected', reason: 'None arrived', delivery: 'resolve-elsewhere' }
  expect(await runJob(app.client, decide(waiting, options))).toMatchObject({ succeeded: 0, leftOut: 2 })
  expect((await details(waiting)).map(({ dispatches }) => dispatches[0]?.state)).toEqual(['review', 'review'])
})
