// An edit never breaks what stands beside it; and what is broken all the same (by another version, another key) loses no lead.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { createLead } from '@switchyard/contract/leads/create.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { showLead } from '@switchyard/contract/leads/show.ts'
import { putDelivery } from '@switchyard/contract/deliveries/put.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { deletePicklist } from '@switchyard/contract/picklists/delete.ts'
import { deleteMapper } from '@switchyard/contract/mappers/delete.ts'
import { deleteSuppressionList } from '@switchyard/contract/suppression/delete.ts'
import { ProblemError } from '@switchyard/contract/problem.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import {
  addDelivery,
  campaignDocument,
  deliveryDocument,
  goodLead,
  setUpAutoWarranty,
  type CampaignInput,
  type DeliveryInput,
} from '@switchyard/testkit/autoWarranty.ts'

const address = 'http://127.0.0.1:9/'
const makes = ['Ford', 'Audi', 'Volkswagen', 'Volvo']

async function setup() {
  const app = await startTestApp()
  await setUpAutoWarranty(app.client)
  return app
}

async function refusal(call: Promise<unknown>): Promise<ProblemError> {
  const error = await call.then(
    () => new Error('It was not refused'),
    (thrown: unknown) => thrown,
  )
  if (error instanceof ProblemError) return error
  throw error
}

const paths = (problem: ProblemError) => problem.errors.map(({ path }) => path)

describe('an edit that would break another document is refused with its name and place', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await setup()
    await app.client.call(putMapper, {
      params: { key: 'codes' },
      body: { picklist: 'makes', pairs: { Volkswagen: 'VW', Lada: 'LA' } },
    })
    const request = { url: address, body: { make: "{{ make | map: 'codes' }}", year: '{{ vehicle_year }}' } }
    const document: DeliveryInput = deliveryDocument(address, {
      request,
      rules: {
        all: [
          { field: 'vehicle_year', op: 'gte', value: 2010 },
          { field: 'make', op: 'in', value: ['Ford', 'Audi'] },
        ],
      },
      price: { kind: 'rules', rules: [{ when: { field: 'make', op: 'is', value: 'Audi' }, amount: '20.00' }] },
    })
    await addDelivery(app.client, 'acme', document)
    await putMakes(makes)
  })
  afterAll(() => app.close())

  const putMakes = (values: readonly string[]) =>
    app.client.call(putPicklist, {
      params: { key: 'makes' },
      body: { name: 'Makes', values: values.map((value) => ({ value })) },
    })
  const put = (part: Partial<CampaignInput>) =>
    app.client.call(putCampaign, { params: { reference: 'auto-warranty' }, body: { ...campaignDocument, ...part } })
  const fields = campaignDocument.fields ?? []
  const without = (key: string) => fields.filter((field) => field.key !== key)

  test('a field that is taken away', async () => {
    const problem = await refusal(put({ fields: without('vehicle_year'), summary: '{{ email }}' }))
    expect(problem).toMatchObject({ status: 422, code: 'invalid_setup' })
    expect(problem.errors[0]?.message).toContain('Delivery acme would no longer work')
    expect(paths(problem)).toEqual(['deliveries.acme.request.body.year', 'deliveries.acme.rules.all[0].field'])
  })

  test('a field that becomes another type', async () => {
    const retyped = [...without('vehicle_year'), { key: 'vehicle_year', type: 'boolean' } as const]
    expect(paths(await refusal(put({ fields: retyped })))).toEqual(['deliveries.acme.rules.all[0].op'])
  })

  test('a field that takes its values from another list', async () => {
    await app.client.call(putPicklist, { params: { key: 'other' }, body: { values: [{ value: 'Tesla' }] } })
    const moved = [...without('make'), { key: 'make', type: 'picklist', picklist: 'other' } as const]
    expect(paths(await refusal(put({ fields: moved })))).toEqual([
      'deliveries.acme.rules.all[1].value[0]',
      'deliveries.acme.rules.all[1].value[1]',
      'deliveries.acme.price.rules[0].when.value',
    ])
  })

  test('a value that rules, fields, filters, caps or pairs name', async () => {
    await put({
      fields: [...without('make'), { key: 'make', type: 'picklist', picklist: 'makes', disallowed: ['Volvo'] }],
      filters: [{ action: 'quarantine', when: { field: 'make', op: 'is', value: 'Ford' }, reason: 'look' }],
      caps: [{ period: 'day', limit: 1000, field: 'make', value: 'Ford' }],
    })
    const problem = await refusal(putMakes(['Audi', 'Tesla']))
    expect(paths(problem)).toEqual([
      'campaigns.auto-warranty.fields[5].disallowed[0]',
      'campaigns.auto-warranty.filters[0].when.value',
      'campaigns.auto-warranty.caps[0].value',
      'deliveries.acme.rules.all[1].value[0]',
      'mappers.codes.pairs.Volkswagen',
    ])
    await put({})
  })

  test('a value that nothing names goes, and new ones come', async () => {
    expect((await putMakes(['Ford', 'Audi', 'Volkswagen', 'Tesla'])).values).toHaveLength(4)
  })

  test('lists, mappers and suppression lists in use stay', async () => {
    const calls = [
      app.client.call(deletePicklist, { params: { key: 'makes' } }),
      app.client.call(deleteMapper, { params: { key: 'codes' } }),
      app.client.call(deleteSuppressionList, { params: { key: 'dnc' } }),
    ]
    const refusals = await Promise.all(calls.map((call) => refusal(call)))
    for (const told of refusals) expect(told).toMatchObject({ status: 409, code: 'in_use' })
  })

  test('after the delivery has let go of it the same edit passes', async () => {
    await app.client.call(putDelivery, {
      params: { key: 'acme' },
      body: deliveryDocument(address, { rules: { all: [] }, request: { url: address } }),
    })
    expect((await put({ fields: without('vehicle_year'), summary: '{{ email }}' })).fields).toHaveLength(5)
  })
})

describe('a stored document that no longer compiles', () => {
  test.each([
    ['its rule', '{rules}', { field: 'email', op: 'matches', value: '(' }],
    ['its hours', '{schedule}', { timezone: 'UTC', weekly: { mon: ['nine to five'] }, outside: 'hold' }],
    ['its secret', '{request,auth}', { kind: 'bearer', secret: 'sealed:1:by-another-key' }],
  ])(
    'of a delivery (%s) leaves it out of the route with the reason, and the lead goes to the next',
    async (_, path, value) => {
      await using app = await disposable()
      const store = { trigger: 'automatic' as const, schedule: hoursFarAway() }
      await addDelivery(app.client, 'acme', deliveryDocument(address))
      await addDelivery(app.client, 'beta', deliveryDocument(address, { ...store, buyer: 'BETA' }))
      await damage(app, 'delivery', 'acme', path, value)
      const body = { campaign: 'auto-warranty', supplier: 'ADC1', fields: goodLead() }
      const { id } = await app.client.call(createLead, { body })
      const lead = await app.client.call(showLead, { params: { id } })
      expect(lead.decision?.considered).toMatchObject([
        { delivery: 'acme', excluded: { why: 'faulty', words: expect.stringMatching(/^its set-up cannot be used: /) } },
        { delivery: 'beta', excluded: null },
      ])
      expect(lead.dispatches).toMatchObject([{ delivery: 'beta', state: 'held' }])
    },
  )

  test('of a campaign refuses its leads with 503 and takes them once it is mended', async () => {
    await using app = await disposable()
    await damage(app, 'campaign', 'auto-warranty', '{suppression}', ['gone'])
    const body = { campaign: 'auto-warranty', supplier: 'ADC1', fields: goodLead() }
    const problem = await refusal(app.client.call(createLead, { body }))
    expect(problem).toMatchObject({ status: 503, code: 'setup_fault', retryAfterSeconds: 60 })
    expect(problem.message).toContain('suppression list gone, which does not exist')
    const batch = await app.client.call(createLeads, { body: { leads: [body] } })
    expect(batch.results).toMatchObject([{ status: 503, code: 'setup_fault' }])
    await app.client.call(putCampaign, { params: { reference: 'auto-warranty' }, body: campaignDocument })
    expect(await app.client.call(createLead, { body })).toMatchObject({ status: 'accepted' })
  })
})

async function disposable(): Promise<TestApp & AsyncDisposable> {
  const app = await setup()
  return { ...app, [Symbol.asyncDispose]: () => app.close() }
}

/** Writes past the checks, as an older version or a restored backup might have. */
async function damage(app: TestApp, kind: string, key: string, path: string, value: unknown): Promise<void> {
  await app.db.engine`
    UPDATE setup SET doc = jsonb_set(doc, ${path}::text[], ${JSON.stringify(value)}::text::jsonb)
    WHERE account_id = ${app.accountId} AND kind = ${kind} AND key = ${key}`
  await app.db.engine`UPDATE accounts SET setup_version = setup_version + 1 WHERE id = ${app.accountId}`
  await app.context.live.refresh(app.accountId)
}

/** Closed today and tomorrow, wherever the test runs. */
function hoursFarAway() {
  const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
  const day = days[(new Date().getUTCDay() + 3) % 7] ?? 'mon'
  return { timezone: 'UTC', weekly: { [day]: ['00:00-24:00'] }, outside: 'hold' } as const
}
