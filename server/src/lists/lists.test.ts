// How picklists and mappers do, over HTTP: what came that a list does not have, what a mapper has no pair for, where they are used.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { previewCure } from '@switchyard/contract/causes/preview.ts'
import { listCauses } from '@switchyard/contract/causes/list.ts'
import { listsOverview } from '@switchyard/contract/lists/overview.ts'
import { mapperUsage } from '@switchyard/contract/mappers/usage.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { listUnknownValues } from '@switchyard/contract/picklists/unknown.ts'
import { picklistUsage } from '@switchyard/contract/picklists/usage.ts'
import { ProblemError } from '@switchyard/contract/problem.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { makeScene, type Scene } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: Buyer
let scene: Scene
const params = { key: 'cars' }
const body = { lastName: '{{ last_name }}', make: "{{ make | map: 'codes' }}", extras: "{{ extras | map: 'codes' }}" }

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
  await putCars(['Ford', 'Audi', 'Volkswagen', 'Opel'])
  await app.client.call(putMapper, {
    params: { key: 'codes' },
    body: { picklist: 'cars', pairs: { ford: 'F', Lada: 'L' }, missing: { default: 'OTHER' } },
  })
  await app.client.call(putMapper, {
    params: { key: 'unused' },
    body: { picklist: 'cars', pairs: { Ford: '1', Audi: '2', Volkswagen: '3' } },
  })
  const fields = (campaignDocument.fields ?? []).map((field) =>
    field.key === 'make' ? { ...field, picklist: 'cars' } : field,
  )
  scene = await makeScene(app, 'cars', {
    campaign: { ...campaignDocument, fields: [...fields, { key: 'extras', type: 'picklistAny', picklist: 'cars' }] },
    deliveries: { 'acme-cars': { url: `${buyer.url}/accept`, request: { url: `${buyer.url}/accept`, body } } },
  })
  for (const make of ['VW', 'VW', 'v.w.', 'Kia', 'Ford', 'Ford', 'FORD', 'Audi', 'Opel']) await scene.settle({ make })
  await scene.settle({ make: 'Ford', extras: 'Audi, Kia' })
  await scene.settle({ make: 'Kia' }, { test: true })
  await putCars(['Ford', 'Audi', 'Volkswagen'])
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

function putCars(values: readonly string[], more: object = {}) {
  return app.client.call(putPicklist, {
    params,
    body: { name: 'Cars', values: values.map((value) => ({ value })), ...more },
  })
}

describe('a picklist', () => {
  test('tells the values that it does not have, merged, with what they may have meant and their causes', async () => {
    const found = await app.client.call(listUnknownValues, { params, query: {} })
    expect(found).toMatchObject({ picklist: 'cars', days: 30, complete: true, locked: false, total: 3, leads: 5 })
    expect(found.values).toMatchObject([
      {
        value: 'VW',
        leads: 3,
        waiting: 3,
        accepted: 0,
        campaigns: [{ campaign: 'cars', field: 'make', leads: 3 }],
        suggestions: [{ value: 'Volkswagen' }],
      },
      { value: 'Kia', leads: 1, waiting: 1, spellings: [{ value: 'Kia', count: 1 }] },
      // The list had it when the lead came.
      { value: 'Opel', leads: 1, waiting: 0, accepted: 1, causes: [] },
    ])
    await expect
      .poll(
        async () => (await app.client.call(listCauses, { query: { campaign: 'cars' } })).causes.map(({ id }) => id),
        { timeout: 30_000 },
      )
      .toEqual(expect.arrayContaining(found.values.flatMap(({ causes }) => causes)))
  })

  test('tells where it is used, how often each value came and which never did', async () => {
    expect(await app.client.call(picklistUsage, { params, query: {} })).toEqual({
      picklist: 'cars',
      days: 30,
      complete: true,
      leads: 6,
      campaigns: [
        { campaign: 'cars', field: 'make', label: 'Vehicle make', disallowed: 0 },
        { campaign: 'cars', field: 'extras', label: 'extras', disallowed: 0 },
      ],
      mappers: [
        { key: 'codes', missingCells: 2, deliveries: ['acme-cars'] },
        { key: 'unused', missingCells: 0, deliveries: [] },
      ],
      deliveries: ['acme-cars'],
      values: [
        { value: 'Ford', leads: 4 },
        { value: 'Audi', leads: 2 },
      ],
      unused: ['Volkswagen'],
    })
  })

  test('that is locked refuses the cure that would add a value, and names another', async () => {
    await putCars(['Ford', 'Audi', 'Volkswagen'], { locked: true })
    const { values, locked } = await app.client.call(listUnknownValues, { params, query: {} })
    expect(locked).toBe(true)
    const [cause = ''] = values[0]?.causes ?? []
    const tried = app.client.call(previewCure, { body: { cause, cure: { kind: 'addListValue', value: 'VW' } } })
    const problem: unknown = await tried.catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(ProblemError)
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'cure.value', code: 'locked' }] })
    const synonym = { kind: 'addSynonym', value: 'VW', to: 'Volkswagen' } as const
    expect(await app.client.call(previewCure, { body: { cause, cure: synonym } })).toMatchObject({ accepted: 3 })
    const { causes } = await app.client.call(listCauses, { query: { campaign: 'cars' } })
    const shown = causes.find(({ id }) => id === cause)
    expect(shown).toMatchObject({ picklist: { locked: true } })
    expect(shown?.cures).not.toContain('addListValue')
    await putCars(['Ford', 'Audi', 'Volkswagen'], { locked: false })
  })
})

describe('a mapper', () => {
  test('tells which values came, how many of them it covers, and its missing cells', async () => {
    expect(await app.client.call(mapperUsage, { params: { key: 'codes' }, query: {} })).toEqual({
      mapper: 'codes',
      picklist: 'cars',
      days: 7,
      complete: true,
      deliveries: [{ delivery: 'acme-cars', campaign: 'cars', status: 'active' }],
      campaigns: [
        { campaign: 'cars', field: 'make' },
        { campaign: 'cars', field: 'extras' },
      ],
      leads: 7,
      covered: 4,
      coverage: 57.1,
      values: [
        { value: 'Ford', leads: 4, to: 'F' },
        { value: 'Audi', leads: 2, to: null },
        { value: 'Opel', leads: 1, to: null },
      ],
      missingCells: ['Audi', 'Volkswagen'],
      strangePairs: ['Lada'],
    })
  })
})

test('the overview tells all lists in one answer', async () => {
  const { picklists, mappers } = await app.client.call(listsOverview, { query: {} })
  expect(picklists.find(({ key }) => key === 'cars')).toMatchObject({
    name: 'Cars',
    values: 3,
    campaigns: ['cars'],
    mappers: ['codes', 'unused'],
    missingCells: 2,
    unknown: { values: 3, leads: 5 },
  })
  expect(mappers).toMatchObject([
    {
      key: 'codes',
      picklist: 'cars',
      pairs: 2,
      missing: 'default',
      missingCells: 2,
      coverage: 57.1,
      deliveries: ['acme-cars'],
    },
    { key: 'unused', coverage: 85.7, deliveries: [] },
  ])
  const other = await app.otherAccount()
  expect(await other.client.call(listsOverview, { query: {} })).toEqual({ complete: true, picklists: [], mappers: [] })
})
