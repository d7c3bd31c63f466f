// Rejected leads that are let be, and the action that has nothing to join yet.

import { afterAll, beforeAll, expect, test } from 'vitest'

import { createJob } from '@switchyard/contract/jobs/create.ts'
import { planJob } from '@switchyard/contract/jobs/plan.ts'
import { updateLead } from '@switchyard/contract/leads/update.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { itemsOf, runJob } from '@switchyard/testkit/job.ts'
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

test('A rejected lead is kept with a reason, until it is checked again', async () => {
  const scene = await makeScene(app, 'kept', { deliveries: { kept: { url: `${buyer.url}/accept` } } })
  const lead = await scene.settle({ make: 'Trabant' })
  const sold = await scene.settle()
  const keep = (reason: string) =>
    runJob(app.client, { action: 'keepRejected', selection: { ids: [lead.id, sold.id] }, options: { reason } })
  const job = await keep('No buyer wants these')
  expect(job).toMatchObject({ succeeded: 1, leftOut: 1, outcomes: { kept: 1 } })
  expect((await itemsOf(app.client, job.id))[1]?.reason).toBe('accepted: only rejected leads are kept')
  const kept = await detailOf(app, lead.id)
  expect(kept).toMatchObject({ status: 'rejected', keptAt: expect.any(String) })
  expect(kept.timeline.at(-1)).toMatchObject({ kind: 'kept', text: 'Kept rejected: No buyer wants these' })
  expect((await itemsOf(app.client, (await keep('Again')).id))[0]?.reason).toBe('kept already')

  await app.client.call(updateLead, {
    params: { id: lead.id },
    body: { fields: { make: 'Volvo' }, reason: 'asked them', revision: 1 },
  })
  await runJob(app.client, { action: 'reprocess', selection: { ids: [lead.id] } })
  await app.idle()
  expect(await detailOf(app, lead.id)).toMatchObject({ status: 'accepted', sold: 'sold', keptAt: null })
})

test('To join a responder is refused in words as long as there is none', async () => {
  const body = { action: 'joinResponder', selection: { ids: ['1'] }, options: { responder: 'welcome' } } as const
  const refusal = {
    status: 422,
    errors: [{ path: 'options.responder', code: 'no_responder', message: 'No responder is set up in this account' }],
  }
  await expect(app.client.call(planJob, { body })).rejects.toMatchObject(refusal)
  await expect(app.client.call(createJob, { body })).rejects.toMatchObject(refusal)
})
