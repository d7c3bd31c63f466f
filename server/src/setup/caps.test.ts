// What is wrong with caps and schedules of a document, each with its place.

import { afterAll, beforeAll, expect, test } from 'vitest'

import { putBuyer } from '@switchyard/contract/buyers/put.ts'
import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { ProblemError } from '@switchyard/contract/problem.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { addDelivery, campaignDocument, deliveryDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
  await setUpAutoWarranty(app.client)
})

afterAll(() => app.close())

async function problemsOf(written: Promise<unknown>): Promise<string[]> {
  try {
    await written
    return []
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.errors.map(({ path, code }) => `${path} ${code}`)
  }
}

const money = (limit: string) => ({ period: 'day', unit: 'money', limit }) as const

function campaign(more: object): Promise<string[]> {
  return problemsOf(
    app.client.call(putCampaign, { params: { reference: 'checked' }, body: { ...campaignDocument, ...more } }),
  )
}

function delivery(more: object): Promise<string[]> {
  return problemsOf(addDelivery(app.client, 'checked', deliveryDocument('https://buyer.example/leads', more)))
}

test('a campaign holds nothing at intake, and counts money only where it is owed on acceptance', async () => {
  expect(await campaign({ caps: [money('100'), { period: 'rolling', days: 7, limit: 500 }] })).toEqual([])
  expect(await campaign({ caps: [{ period: 'day', limit: 5, whenFull: 'hold' }] })).toEqual([
    'caps[0].whenFull conflict',
  ])
  const onSale = { payout: { on: 'sale', percent: 40 }, suppliers: { ADC1: { caps: [money('5')] } } }
  expect(await campaign(onSale)).toEqual(['suppliers.ADC1.caps[0].unit conflict'])
  expect(await campaign({ payout: undefined, suppliers: {}, caps: [money('5')] })).toEqual(['caps[0].unit conflict'])
})

test('a delivery counts money only with a buyer and a price', async () => {
  expect(await delivery({ caps: [money('100')] })).toEqual([])
  expect(await delivery({ caps: [money('100')], price: undefined })).toEqual(['caps[0].unit conflict'])
  expect(await delivery({ caps: [money('100')], buyer: undefined })).toEqual(['caps[0].unit conflict'])
})

test('shapes that make no sense are named with their place', async () => {
  expect(await delivery({ caps: [{ period: 'day', limit: '10' }] })).toEqual(['caps[0].limit invalid'])
  expect(await delivery({ caps: [{ period: 'day', limit: -1 }] })).toHaveLength(1)
  expect(await delivery({ caps: [{ period: 'rolling', limit: 1, hours: 0 }] })).toEqual(['caps[0].hours too_small'])
  expect(await delivery({ caps: [{ period: 'day', limit: 1, weekdays: { monday: 1 } }] })).toEqual([
    'caps[0].weekdays.monday unknown_property',
  ])
  const schedule = { timezone: 'UTC', weekly: {}, holidays: ['2026-13-01'], spreadMinutes: 1000 }
  const found = await delivery({ schedule })
  expect(found.map((problem) => problem.split(' ')[0])).toEqual(['schedule.holidays[0]', 'schedule.spreadMinutes'])
})

test('a buyer with a cap of money buys in one currency', async () => {
  const dollars = { ...campaignDocument, currency: 'USD', country: 'US', caps: [] }
  await app.client.call(putCampaign, { params: { reference: 'dollars' }, body: dollars })
  await addDelivery(app.client, 'in-pounds', deliveryDocument('https://buyer.example/a', { buyer: 'BETA' }))
  const inDollars = deliveryDocument('https://buyer.example/b', { buyer: 'BETA', campaign: 'dollars' })
  await app.client.call(putBuyer, { params: { bid: 'BETA' }, body: { name: 'Beta', caps: [money('500')] } })
  expect(await problemsOf(addDelivery(app.client, 'in-dollars', inDollars))).toEqual(['buyer conflict'])
  await app.client.call(putBuyer, { params: { bid: 'BETA' }, body: { name: 'Beta' } })
  await addDelivery(app.client, 'in-dollars', inDollars)
  const mixed = app.client.call(putBuyer, { params: { bid: 'BETA' }, body: { name: 'Beta', caps: [money('500')] } })
  expect(await problemsOf(mixed)).toEqual(['caps[0].unit conflict'])
})
