// Erasure, through HTTP and the database: nothing about anybody is left in any table, and counts and money stay right.

import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { campaignSummary } from '@switchyard/contract/campaigns/summary.ts'
import { createJob } from '@switchyard/contract/jobs/create.ts'
import { showJob } from '@switchyard/contract/jobs/show.ts'
import { deleteLead } from '@switchyard/contract/leads/delete.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { updateLead } from '@switchyard/contract/leads/update.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { answerJson, startScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { detailOf, postLead } from '@switchyard/testkit/postLead.ts'
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

function erase(id: string) {
  return app.client.call(deleteLead, { params: { id } })
}

/** Every table in which one of the words stands, whatever the column. */
async function tablesWith(words: readonly string[]): Promise<string[]> {
  const tables = await app.db.engine<{ name: string }[]>`
    SELECT c.relname AS name FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`
  const found: string[] = []
  for (const { name } of tables) {
    for (const word of words) {
      const pattern = `%${word}%`
      const bytes =
        name === 'job_files' ? app.db.engine`OR encode(t.bytes, 'escape') ILIKE ${pattern}` : app.db.engine``
      const rows = await app.db.engine`
        SELECT 1 FROM ${app.db.engine(name)} t WHERE t::text ILIKE ${pattern} ${bytes} LIMIT 1`
      if (rows.length > 0) found.push(`${name}: ${word}`)
    }
  }
  return found
}

describe('An erased lead', () => {
  test('has left nothing of itself in any table: values, edits, requests, answers, reasons, searches, evidence', async () => {
    const refusal = await startScriptedBuyer(({ body }, response) => {
      const sent = JSON.parse(body) as { email: string; lastName: string }
      answerJson(response, 200, {
        status: 'rejected',
        message: `we know ${sent.email} ${sent.lastName}`,
        id: sent.email,
      })
    })
    const scene = await makeScene(app, 'forget', { deliveries: { forget: { url: refusal.url } } })
    const { answer } = await scene.send(
      {
        email: 'quetzalcoatl@example.com',
        last_name: 'Quetzalfeather',
        phone: '07700 900777',
        colour: 'quetzal green',
      },
      { headers: { 'idempotency-key': randomUUID(), 'user-agent': 'quetzal browser' } },
    )
    await app.idle()
    const { id } = answer
    const before = await detailOf(app, id)
    expect(before.soldReason).toContain('quetzalcoatl@example.com')
    await app.client.call(updateLead, {
      params: { id },
      body: { fields: { last_name: 'Quetzaltail' }, reason: 'Quetzalfeather was a typo', revision: 1 },
    })
    const job = await app.client.call(createJob, {
      body: {
        action: 'reprocess',
        selection: { query: { q: 'quetzalcoatl@example.com' } },
        options: { skip: ['filters'], reason: 'for Ann Quetzaltail' },
      },
    })
    await expect
      .poll(async () => (await app.client.call(showJob, { params: { id: job.id } })).state, { timeout: 20_000 })
      .toBe('done')
    await app.idle()
    const words = ['quetzal', '900777', '7700900777']
    expect((await tablesWith(words)).map((one) => one.split(':')[0])).toEqual(
      expect.arrayContaining(['leads', 'lead_data', 'revisions', 'attempts', 'attempt_bodies', 'dispatches', 'jobs']),
    )
    await erase(id)
    expect(await tablesWith(words)).toEqual([])
    expect(await detailOf(app, id)).toMatchObject({
      erased: true,
      summary: 'Erased',
      fields: {},
      raw: {},
      status: 'accepted',
      sold: 'unsold',
      disposition: { code: 'ACCEPT_LEAD', reason: null, failures: [] },
      payout: '2.00',
      supplier: 'ADC1',
      receivedAt: before.receivedAt,
    })
    const [told] = await app.db.engine<{ action: string; actor: string; before: unknown; after: unknown }[]>`
      SELECT action, actor, before, after FROM audit WHERE object = ${`lead ${id}`}`
    expect(told).toMatchObject({ action: 'lead.erase', before: null, after: null })
    await refusal.close()
  })

  test('still counts, keeps its money, and can be erased twice; what is not there cannot', async () => {
    const scene = await makeScene(app, 'counts', { deliveries: { counts: { url: `${buyer.url}/accept` } } })
    const lead = await scene.settle({ email: 'counted@example.com' })
    const summary = () => app.client.call(campaignSummary, { params: { ref: scene.campaign }, query: {} })
    const before = await summary()
    await erase(lead.id)
    await erase(lead.id)
    expect(await summary()).toEqual(before)
    const { leads, total } = await app.client.call(listLeads, { query: { campaign: scene.campaign } })
    expect(total.value).toBe(1)
    expect(leads).toMatchObject([{ id: lead.id, erased: true, summary: 'Erased', revenue: '12.50', sold: 'sold' }])
    expect((await detailOf(app, lead.id)).money.map(({ amount }) => amount).toSorted()).toEqual(['12.50', '2.00'])
    await expect(erase('999999999')).rejects.toMatchObject({ status: 404 })
    const edit = { fields: { make: 'Audi' }, reason: 'too late', revision: 1 }
    await expect(app.client.call(updateLead, { params: { id: lead.id }, body: edit })).rejects.toMatchObject({
      status: 409,
    })
    const other = await app.otherAccount()
    await expect(other.client.call(deleteLead, { params: { id: lead.id } })).rejects.toMatchObject({ status: 404 })
  })

  test('is answered to a repeat of its key as the tombstone it is', async () => {
    const scene = await makeScene(app, 'repeat', { deliveries: { repeat: { url: `${buyer.url}/accept` } } })
    const fields = { email: 'not-an-address-of-xiuhcoatl' }
    const headers = { 'idempotency-key': randomUUID() }
    const body = { campaign: scene.campaign, supplier: 'ADC1', fields }
    const first = await postLead(app, body, headers)
    expect(first.text).toContain('xiuhcoatl')
    await erase(first.answer.id)
    expect(await tablesWith(['xiuhcoatl'])).toEqual([])
    const repeat = await postLead(app, body, headers)
    expect(repeat.answer).toMatchObject({
      id: first.answer.id,
      disposition: { code: 'REJECT_LEAD_INVALID_EMAIL', reason: null },
    })
  })

  test('is still known as a duplicate, by its keyed hash', async () => {
    const scene = await makeScene(app, 'known', { deliveries: { known: { url: `${buyer.url}/accept` } } })
    const lead = await scene.settle({ email: 'again@example.com' })
    await erase(lead.id)
    expect(await scene.settle({ email: 'again@example.com', first_name: 'Else' })).toMatchObject({
      duplicateOf: lead.id,
    })
  })

  test('is not sent when it waits', async () => {
    const posts = await startScriptedBuyer((_request, response) => answerJson(response, 200, { status: 'accepted' }))
    const scene = await makeScene(app, 'waiting', {
      deliveries: {
        waiting: {
          url: posts.url,
          // Open for a minute in the week, which is not this one.
          schedule: { timezone: 'UTC', weekly: { [weekdayIn(3)]: ['10:00-10:01'] }, outside: 'hold' },
          caps: [{ period: 'total', limit: 5 }],
        },
      },
    })
    const { answer } = await scene.send()
    await app.idle()
    expect(await detailOf(app, answer.id)).toMatchObject({ sold: 'pending', dispatches: [{ state: 'held' }] })
    await erase(answer.id)
    expect(await detailOf(app, answer.id)).toMatchObject({
      sold: 'unsold',
      deliveryStatus: 'fail',
      dispatches: [{ state: 'cancelled', reason: 'The lead was erased' }],
    })
    expect(posts.requests()).toEqual([])
    await posts.close()
  })

  test.each([
    ['accepted', { status: 'accepted', id: 'ref for inflight@example.com' }, { state: 'accepted' }, 'sold'],
    ['refused', { status: 'rejected', message: 'no inflight@example.com' }, { state: 'rejected' }, 'unsold'],
    ['to be tried again', null, { state: 'cancelled' }, 'unsold'],
  ] as const)('in flight ends %s, and nothing of the answer is kept', async (_name, answered, state, sold) => {
    const held: { answer: () => void }[] = []
    const slow = await startScriptedBuyer(
      (_request, response) =>
        new Promise<void>((resolve) => {
          held.push({
            answer: () => {
              answerJson(response, answered === null ? 503 : 200, answered ?? { error: 'inflight@example.com' })
              resolve()
            },
          })
        }),
    )
    const key = `flight-${sold}-${state.state}`
    const scene = await makeScene(app, key, { deliveries: { [key]: { url: slow.url } } })
    const { answer } = await scene.send({ email: 'inflight@example.com' })
    await expect.poll(() => held.length, { timeout: 20_000 }).toBe(1)
    await erase(answer.id)
    for (const one of held) one.answer()
    await app.idle()
    const lead = await detailOf(app, answer.id)
    expect(lead).toMatchObject({
      erased: true,
      sold,
      dispatches: [{ ...state, reference: null, attempts: [{ request: null, response: null }] }],
    })
    expect(lead.revenue).toBe(sold === 'sold' ? '12.50' : null)
    expect(await tablesWith(['inflight'])).toEqual([])
    expect(slow.requests()).toHaveLength(1)
    await slow.close()
  })
})

test('Many are erased by a job that was confirmed', async () => {
  const scene = await makeScene(app, 'purge', {
    campaign: { ...campaignDocument, dedupe: [] },
    deliveries: { purge: { url: `${buyer.url}/accept` } },
  })
  for (let count = 0; count < 3; count += 1) await scene.settle({ last_name: 'Purgatorio' })
  const body = { action: 'delete', selection: { query: { campaign: scene.campaign } } } as const
  await expect(
    app.client.call(createJob, { body: { ...body, options: { confirm: 'delete' as 'DELETE' } } }),
  ).rejects.toMatchObject({ status: 400, errors: [{ path: 'options.confirm' }] })
  const job = await app.client.call(createJob, { body: { ...body, options: { confirm: 'DELETE' } } })
  const ended = () => app.client.call(showJob, { params: { id: job.id } })
  await expect.poll(async () => (await ended()).state, { timeout: 20_000 }).toBe('done')
  expect(await ended()).toMatchObject({ succeeded: 3, outcomes: { erased: 3 } })
  expect(await tablesWith(['Purgatorio'])).toEqual([])
})

function weekdayIn(days: number): 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun' {
  const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
  return weekdays[(new Date().getUTCDay() + days) % 7] ?? 'sun'
}
