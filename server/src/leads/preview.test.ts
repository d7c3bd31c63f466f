// What would become of a lead with other values, before anything is stored.

import { afterAll, beforeAll, expect, test } from 'vitest'

import { previewLead } from '@switchyard/contract/leads/preview.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene, type Scene } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: Buyer
let scene: Scene

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
  const rules = { field: 'vehicle_year', op: 'lte', value: 2020 } as const
  scene = await makeScene(app, 'preview', {
    deliveries: { any: { url: buyer.url }, old: { url: buyer.url, buyer: 'BETA', rules } },
    route: { kind: 'priority', maxSales: 1 },
  })
})

afterAll(async () => {
  await app.close()
  await buyer.close()
})

test('A rejected lead would be accepted and routed with the value that was missing, and stays as it is', async () => {
  const lead = await scene.settle({ make: 'VW' })
  const preview = await app.client.call(previewLead, {
    params: { id: lead.id },
    body: { fields: { make: 'Volkswagen' } },
  })
  expect(preview).toMatchObject({ now: 'rejected', status: 'accepted', disposition: { failures: [] }, leftOut: null })
  expect(preview.offers.map(({ delivery }) => delivery)).toEqual(['any'])
  const after = await detailOf(app, lead.id)
  expect(after).toEqual(lead)
})

test("An accepted lead's deliveries are judged with the new value, each with its reason", async () => {
  const lead = await scene.settle({ vehicle_year: 2025 })
  const excluded = async (year: number) => {
    const body = { fields: { vehicle_year: year } }
    const { decision } = await app.client.call(previewLead, { params: { id: lead.id }, body })
    return decision?.considered.find(({ delivery }) => delivery === 'old')?.excluded?.words ?? null
  }
  expect(await excluded(2024)).toMatch(/2020.*2024/)
  expect(await excluded(2015)).toBeNull()
})

test('A value that the checks refuse is named with its field', async () => {
  const lead = await scene.settle({ vehicle_year: 2011 })
  const body = { fields: { vehicle_year: 1066 } }
  const { status, disposition } = await app.client.call(previewLead, { params: { id: lead.id }, body })
  expect(status).toBe('rejected')
  expect(disposition.failures).toMatchObject([{ field: 'vehicle_year', code: 'REJECT_LEAD_INVALID_NUMBER' }])
})

test("Another account's lead does not exist", async () => {
  const lead = await scene.settle()
  const other = await app.otherAccount()
  const asked = other.client.call(previewLead, { params: { id: lead.id }, body: { fields: {} } })
  await expect(asked).rejects.toMatchObject({ status: 404 })
})
