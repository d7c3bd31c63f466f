// Picklists and mappers as somebody mends them in the browser: a list is pasted, an unknown value added with its codes, another
// mapped, a locked list left as it is, and a mistake rolled back.

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { showMapper } from '@switchyard/contract/mappers/show.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { showPicklist } from '@switchyard/contract/picklists/show.ts'
import { campaignDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { seriousViolations } from './support/seriousViolations.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

const inDialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const values = async (key: string) =>
  (await stage.app.client.call(showPicklist, { params: { key } })).values.map(({ value }) => value)

async function saveAll(page: Page): Promise<void> {
  await press(page, 'Review and save…')
  await inDialog(page, 'Save these changes?').getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

it('a list is pasted, edited, and rolled back', async () => {
  const page = await stage.open('/lists')
  await press(page, 'New picklist')
  const dialog = inDialog(page, 'New picklist')
  await dialog.getByLabel('Name').fill('Fuel types')
  await dialog.getByLabel('Values').fill('Petrol\tGasoline; Unleaded\nDiesel\npetrol\nElectric')
  await eventually(() => dialog.getByRole('status').innerText()).toMatch(/3 new[^]*1 is there already/)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name: 'Fuel types' }).waitFor()
  await eventually(() => page.getByLabel('Synonyms, Petrol').inputValue()).toBe('Gasoline; Unleaded')

  await press(page, 'Add value')
  await page.getByLabel('Value, row 4').fill('diesel')
  await page.getByText('“diesel” stands in the list already (see row 2).').waitFor()
  await page.getByLabel('Value, row 4').fill('Hydrogen')
  await press(page, 'Remove Electric')
  await press(page, 'Move Diesel up')
  await press(page, 'Review and save…')
  const review = inDialog(page, 'Save these changes?')
  await eventually(() => review.innerText()).toMatch(/“Hydrogen” added[^]*“Electric” removed[^]*The order/)
  expect(await seriousViolations(page)).toEqual([])
  await review.getByRole('button', { name: 'Save', exact: true }).click()
  await eventually(() => values('fuel-types')).toEqual(['Diesel', 'Petrol', 'Hydrogen'])

  await page.getByRole('tab', { name: 'History' }).click()
  await press(page, 'Roll back to version 1')
  const back = inDialog(page, 'Roll back to version 1?')
  await eventually(() => back.innerText()).toContain("values: 'Electric' added")
  await back.getByLabel('Reason').fill('Electric is sold again')
  await back.getByRole('button', { name: 'Roll back', exact: true }).click()
  await page.getByText('content of version 1').waitFor()
  expect(await seriousViolations(page)).toEqual([])
  expect(await values('fuel-types')).toEqual(['Petrol', 'Diesel', 'Electric'])

  await page.getByRole('tab', { name: 'Values', exact: true }).click()
  await press(page, 'Settings')
  await inDialog(page, 'Settings').getByRole('button', { name: 'Delete this list…' }).click()
  await inDialog(page, 'Delete Fuel types?').getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('link', { name: 'Makes' }).waitFor()
  await page.goto('/lists/picklists/fuel-types')
  await press(page, 'Roll back to version 3')
  await inDialog(page, 'Roll back to version 3?').getByRole('button', { name: 'Roll back', exact: true }).click()
  await page.getByRole('heading', { name: 'Fuel types' }).waitFor()
})

it('an unknown value is added with its codes, another is mapped, and the leads that waited are accepted', async () => {
  const { client } = stage.app
  const cars = { params: { key: 'cars' } }
  const made = ['Ford', 'Volkswagen'].map((value) => ({ value }))
  await client.call(putPicklist, { ...cars, body: { name: 'Cars', values: made } })
  const codes = { params: { key: 'acme-codes' } }
  await client.call(putMapper, { ...codes, body: { picklist: 'cars', pairs: { Ford: 'FRD' }, missing: 'hold' } })
  const fields = campaignDocument.fields?.map((one) => (one.key === 'make' ? { ...one, picklist: 'cars' } : one))
  const body = { lastName: '{{ last_name }}', make: "{{ make | map: 'acme-codes' }}" }
  const scene = await makeScene(stage.app, 'cars', {
    campaign: { ...campaignDocument, fields },
    deliveries: { 'acme-cars': { url: stage.buyer.url, request: { url: stage.buyer.url, body } } },
  })
  const kia = await scene.settle({ make: 'Kia' })
  const vw = await scene.settle({ make: 'VW' })
  const seat = await scene.settle({ make: 'Seat' })

  const page = await stage.open('/lists')
  await page.getByRole('link', { name: '3 values · 3 leads' }).click()
  await press(page, 'Add Kia')
  const dialog = inDialog(page, 'Add “Kia” to the list')
  const add = dialog.getByRole('button', { name: 'Add and check 1 lead again' })
  expect(await add.isDisabled(), 'a mapper has no code yet').toBe(true)
  await dialog.getByLabel('Code in acme-codes', { exact: true }).fill('KIA')
  await eventually(() => dialog.getByRole('status').innerText()).toContain('1 of 1 waiting lead would be accepted')
  expect(await seriousViolations(page)).toEqual([])
  await add.click()
  await eventually(async () => (await detailOf(stage.app, kia.id)).disposition.code).toBe('ACCEPT_LEAD_AFTER_FIX')
  expect((await client.call(showMapper, codes)).pairs).toEqual({ Ford: 'FRD', Kia: 'KIA' })

  await press(page, 'Map to Volkswagen: VW')
  await inDialog(page, /VW/).getByRole('button', { name: 'Map and check 1 lead again' }).click()
  await eventually(async () => (await detailOf(stage.app, vw.id)).status).toBe('accepted')

  await page.getByRole('tab', { name: 'Values', exact: true }).click()
  await press(page, 'Add value')
  await page.getByLabel('Value, row 4').fill('Seat')
  await saveAll(page)
  await page.getByText('1 rejected lead would pass now.').waitFor()
  expect((await detailOf(stage.app, seat.id)).status, 'nothing is done to leads unasked').toBe('rejected')
  await press(page, 'Check again')
  await eventually(async () => (await detailOf(stage.app, seat.id)).status).toBe('accepted')
  await page.getByRole('tab', { name: /^Unknown values/ }).click()
  await page.getByText('Every value that came is in the list').waitFor()

  await page.goto('/lists/mappers/acme-codes')
  await page.getByText('2 values have no code').waitFor()
  await page.getByLabel('Code of Volkswagen').fill('VWG')
  await page.getByLabel('Code of Seat').fill('SEA')
  await saveAll(page)
  await page.getByText('Every value has a code').waitFor()
  expect((await client.call(showMapper, codes)).pairs).toMatchObject({ Volkswagen: 'VWG', Seat: 'SEA' })
  expect(await seriousViolations(page)).toEqual([])
})

it('a locked list takes a synonym and no value, until an admin unlocks it', async () => {
  const { client } = stage.app
  const towns = { params: { key: 'towns' } }
  const made = [{ value: 'London' }, { value: 'Leeds' }]
  await client.call(putPicklist, {
    ...towns,
    body: { name: 'Towns', values: made, locked: true, lockReason: 'Kept by the portal' },
  })
  const page = await stage.open('/lists/picklists/towns')
  await page.getByText('Kept by the portal.').waitFor()
  expect(await page.getByRole('button', { name: 'Add value' }).isDisabled()).toBe(true)
  expect(await page.getByLabel('Value, row 1').isEditable()).toBe(false)
  await page.getByLabel('Synonyms, London').fill('LDN; Greater London')
  await saveAll(page)
  expect((await client.call(showPicklist, towns)).values[0]?.synonyms).toEqual(['LDN', 'Greater London'])

  await press(page, 'Unlock…')
  await inDialog(page, 'Unlock this list?').getByRole('button', { name: 'Unlock', exact: true }).click()
  await page.getByText('This list is locked').waitFor({ state: 'detached' })
  await press(page, 'Paste a list')
  await inDialog(page, 'Paste a list').getByLabel('Values').fill('York')
  await inDialog(page, 'Paste a list').getByRole('button', { name: 'Add 1 value' }).click()

  // Somebody else was faster: nothing of theirs is lost unseen.
  await client.call(putPicklist, { ...towns, body: { name: 'Towns', values: [...made, { value: 'Hull' }] } })
  await press(page, 'Review and save…')
  const review = inDialog(page, 'Save these changes?')
  await review.getByRole('button', { name: 'Save', exact: true }).click()
  await review.getByRole('button', { name: 'Load theirs and lose mine' }).click()
  await eventually(() => page.getByLabel('Value, row 3').inputValue()).toBe('Hull')
})
