// Rejected leads worked off in the browser: the cause, the cure with what it would do, and what came of it.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { showMapper } from '@switchyard/contract/mappers/show.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { campaignDocument, goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { seriousViolations } from './support/seriousViolations.ts'
import { startStage, type Stage } from './support/stage.ts'

const list = 'resolve-makes'
const mapper = 'resolve-codes'
let stage: Stage

beforeAll(async () => {
  stage = await startStage()
  const { client } = stage.app
  await setUpAutoWarranty(client)
  const values = ['Ford', 'Audi'].map((value) => ({ value }))
  await client.call(putPicklist, { params: { key: list }, body: { name: 'Makes', values } })
  await client.call(putMapper, { params: { key: mapper }, body: { picklist: list, pairs: { Ford: 'FO' } } })
  const fields = (campaignDocument.fields ?? []).map((field) =>
    field.key === 'make' ? { ...field, picklist: list } : field,
  )
  await makeScene(stage.app, 'resolve', {
    campaign: { fields, dedupe: [] },
    deliveries: {
      'resolve-acme': {
        url: stage.buyer.url,
        request: {
          url: stage.buyer.url,
          method: 'POST',
          format: 'json',
          body: { email: '{{ email }}', make: `{{ make | map: '${mapper}' }}` },
        },
      },
    },
  })
  await makeScene(stage.app, 'kept', { campaign: { dedupe: [] }, deliveries: {} })
  const leads = [
    ...Array.from({ length: 12 }, () => ({ campaign: 'resolve', fields: goodLead({ make: 'VW' }) })),
    ...['ann', 'bo'].flatMap((email) => [
      { campaign: 'resolve', fields: goodLead({ email }) },
      { campaign: 'kept', fields: goodLead({ email }) },
    ]),
  ].map((lead) => ({ ...lead, supplier: 'ADC1' }))
  await client.call(createLeads, { body: { leads } })
  await stage.app.idle()
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

const lines = (page: Page) => page.getByRole('list', { name: 'Causes' }).locator('[data-cause]')
const found = async (query: Readonly<Record<string, string>>) =>
  (await stage.app.client.call(listLeads, { query: { campaign: 'resolve', ...query } })).total.value

describe('leads that were refused', () => {
  it('stand with the biggest cause first, are cured with a cell for each mapper, and go out with its code', async () => {
    const page = await stage.open('/')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: 'Resolve', exact: true }).waitFor()
    await lines(page).first().waitFor()
    expect(await lines(page).first().innerText()).toContain('Make = “VW”')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByText("Vehicle make: 'VW' is not in list Makes").waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { name: 'Make = “VW”' }).waitFor()
    const preview = page.getByTestId('cure-preview')
    await eventually(() => preview.innerText()).toContain('12 accepted')
    const run = page.getByRole('button', { name: 'Run for 12 leads' })
    expect(await run.isDisabled()).toBe(true)
    await page.getByRole('textbox', { name: `Mapper ${mapper}` }).fill('VOLKSW')
    await eventually(() => run.isEnabled()).toBe(true)
    expect(await preview.innerText()).toBe('12 accepted')
    expect(await seriousViolations(page)).toEqual([])
    expect(await found({ status: 'rejected' })).toBe(14)
    await run.click()

    await page.getByText('Nothing is left of this cause.').waitFor({ timeout: 60_000 })
    expect((await stage.app.client.call(showMapper, { params: { key: mapper } })).pairs).toEqual({
      Ford: 'FO',
      VW: 'VOLKSW',
    })
    await stage.app.idle()
    expect(await found({ status: 'accepted', sold: 'sold' })).toBe(12)
    expect(await found({ code: 'REJECT_LEAD_INVALID_EMAIL' })).toBe(2)
    expect(await found({ activity: 'edited' })).toBe(0)
    const sent = stage.buyer.requests().map(({ body }) => JSON.parse(body).make)
    expect(sent).toEqual(Array.from({ length: 12 }, () => 'VOLKSW'))

    await page.getByRole('link', { name: 'All causes' }).click()
    await page.getByRole('tab', { name: 'Resolved 1' }).click()
    await eventually(() => lines(page).first().innerText()).toContain('12 leads · Add to the list')
  })

  it('are kept rejected with a reason, wait under their own tab, and open again', async () => {
    const page = await stage.open('/resolve?campaign=kept')
    await lines(page).first().waitFor()
    expect(await lines(page).count()).toBe(1)
    await page.getByRole('button', { name: /^Show details of Email/ }).click()
    await page.getByRole('button', { name: 'Keep rejected…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Keep this cause rejected' })
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('No such addresses')
    await dialog.getByRole('button', { name: 'Kept rejected' }).click()
    await page.getByText('Nothing is rejected').waitFor()
    await page.getByRole('tab', { name: 'Kept rejected 1' }).click()
    await page.getByText('“No such addresses”').waitFor()
    await page.getByRole('button', { name: /^Show details of Email/ }).click()
    await page.getByRole('button', { name: 'Open again' }).click()
    await page.getByRole('tab', { name: 'Open 1' }).click()
    await page.getByRole('button', { name: /^Show details of Email/ }).click()
    await page.getByRole('link', { name: 'Show all 2 leads' }).click()
    await page.locator('tr[data-lead]').first().waitFor()
    expect(await page.locator('tr[data-lead]').count()).toBe(2)
  })
})
