// Unsubscribe and resubscribe, asked for over HTTP.

import { afterAll, beforeAll, expect, test } from 'vitest'

import { createJob } from '@switchyard/contract/jobs/create.ts'
import { deleteLead } from '@switchyard/contract/leads/delete.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { addSuppressionEntries } from '@switchyard/contract/suppression/addEntries.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { itemsOf, runJob, type JobBody } from '@switchyard/testkit/job.ts'
import { detailOf, postLead } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: Buyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
  await makeScene(app, 'consent', { deliveries: { consent: { url: `${buyer.url}/accept` } } })
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

async function send(consent: object, fields: object = {}): Promise<string> {
  const body = { campaign: 'consent', supplier: 'ADC1', fields: goodLead({ ...fields }), consent }
  const { answer } = await postLead(app, body, { prefer: 'wait=20' })
  return answer.id
}

const wish = (action: 'unsubscribe' | 'resubscribe', ids: readonly string[], options: object): JobBody =>
  // The options of one action out of several: the server checks them.
  ({ action, selection: { ids: [...ids] }, options }) as unknown as JobBody

const evidence = { text: 'I agree', url: 'https://example.com/form' }

test('A lead is unsubscribed from one channel or all, with who, when and on what evidence', async () => {
  const id = await send({ email: 'yes', ...evidence })
  const came = {
    channel: 'email',
    from: 'unknown',
    to: 'yes',
    actor: 'ADC1',
    source: 'intake',
    evidence: 'I agree · https://example.com/form',
  }
  expect((await detailOf(app, id)).consentHistory).toMatchObject([came])
  const first = await runJob(
    app.client,
    wish('unsubscribe', [id], { channels: 'email', evidence: 'Rang us on Monday' }),
  )
  expect(first).toMatchObject({ succeeded: 1, outcomes: { unsubscribed: 1 } })
  expect(await detailOf(app, id)).toMatchObject({
    consent: { email: 'no', sms: 'unknown' },
    consentHistory: [
      came,
      {
        channel: 'email',
        from: 'yes',
        to: 'no',
        source: `job ${first.id}`,
        evidence: 'Rang us on Monday',
        actor: first.actor,
      },
    ],
  })
  const all = await runJob(app.client, wish('unsubscribe', [id], { channels: 'all' }))
  const after = await detailOf(app, id)
  expect(after).toMatchObject({ consent: { email: 'no', sms: 'no' } })
  expect(after.consentHistory.slice(2)).toMatchObject([
    { channel: 'sms', from: 'unknown', to: 'no', source: `job ${all.id}`, evidence: null },
  ])
  expect(after.timeline.filter(({ kind }) => kind === 'unsubscribed').map(({ text }) => text)).toEqual([
    'Unsubscribed from email. Evidence: Rang us on Monday',
    'Unsubscribed from SMS',
  ])
  const again = await runJob(app.client, wish('unsubscribe', [id], { channels: 'all' }))
  expect((await itemsOf(app.client, again.id))[0]).toMatchObject({
    state: 'leftOut',
    reason: 'unsubscribed from email and SMS already',
  })
  const { leads } = await app.client.call(listLeads, { query: { campaign: 'consent', activity: 'unsubscribed' } })
  expect(leads.map((lead) => lead.id)).toEqual([id])
})

test('Who says so is resubscribed; without evidence nobody is', async () => {
  const id = await send({ email: 'no', sms: 'no' })
  await expect(
    app.client.call(createJob, { body: wish('resubscribe', [id], { channels: 'sms' }) }),
  ).rejects.toMatchObject({ status: 400, errors: [{ path: 'options.evidence' }] })
  const job = await runJob(app.client, wish('resubscribe', [id], { channels: 'sms', evidence: 'Texted YES' }))
  expect(job).toMatchObject({ outcomes: { resubscribed: 1 } })
  const after = await detailOf(app, id)
  expect(after.consent).toEqual({ email: 'no', sms: 'yes' })
  expect(after.consentHistory.map(({ channel, from, to }) => `${channel} ${from} ${to}`)).toEqual([
    'email unknown no',
    'sms unknown no',
    'sms no yes',
  ])
  expect(after.timeline.at(-1)?.text).toBe('Resubscribed to SMS. Evidence: Texted YES')
})

test('Nobody on a suppression list of the campaign is resubscribed, whatever the channel', async () => {
  const [listed, free] = [await send({ sms: 'no' }, { email: 'listed@example.com' }), await send({ sms: 'no' })]
  await app.client.call(addSuppressionEntries, { params: { key: 'dnc' }, body: { entries: ['Listed@Example.com'] } })
  const options = { channels: 'sms', evidence: 'Texted YES' }
  const job = await runJob(app.client, wish('resubscribe', [listed, free], options))
  expect(job).toMatchObject({ succeeded: 1, leftOut: 1 })
  expect((await itemsOf(app.client, job.id)).map(({ reason }) => reason)).toEqual([
    'stands on the suppression list Do not contact',
    null,
  ])
  expect((await detailOf(app, listed)).consent.sms).toBe('no')
  // To be let alone is always possible.
  await runJob(app.client, wish('unsubscribe', [listed], { channels: 'email' }))
  expect((await detailOf(app, listed)).consent.email).toBe('no')
})

test('The evidence is erased with the lead, and nothing is changed in it any more', async () => {
  const id = await send({ email: 'yes', ...evidence })
  await runJob(app.client, wish('unsubscribe', [id], { channels: 'email', evidence: 'Their letter of May' }))
  await app.client.call(deleteLead, { params: { id } })
  const { consentHistory } = await detailOf(app, id)
  expect(consentHistory.map((change) => change.evidence)).toEqual([null, null])
  const job = await runJob(app.client, wish('unsubscribe', [id], { channels: 'all' }))
  expect((await itemsOf(app.client, job.id))[0]?.reason).toBe('erased')
})

test('The history of another account is out of reach', async () => {
  const id = await send({ email: 'yes' })
  const { client } = await app.otherAccount()
  const job = await runJob(client, wish('unsubscribe', [id], { channels: 'all' }))
  expect((await itemsOf(client, job.id))[0]?.reason).toBe('not found')
  expect((await detailOf(app, id)).consent.email).toBe('yes')
})
