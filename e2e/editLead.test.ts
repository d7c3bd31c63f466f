// The worked example of an operator's day: a vehicle year that the buyer refuses, put right by hand.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { detailOf, type LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { leadCell } from './support/leadRow.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage
let lead: LeadDetail

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
  const scene = await makeScene(stage.app, 'edit', { deliveries: { 'acme-edit': { url: stage.buyer.url } } })
  lead = await scene.settle({ vehicle_year: 2025 })
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

describe('editing a lead', () => {
  it('refuses a value that the checks refuse, at its field and in words, and changes nothing', async () => {
    const page = await stage.open(`/leads/${lead.id}?tab=data`)
    await page.getByRole('button', { name: 'Edit' }).click()
    const form = page.getByRole('form', { name: 'Edit the values' })
    await form.getByLabel('Vehicle year').fill('1066')
    await form.getByLabel('Reason for the change').fill('a slip')
    await form.getByRole('button', { name: 'Save', exact: true }).click()
    await eventually(() => form.innerText()).toMatch(/Vehicle year.*1066.*1980/s)
    expect((await detailOf(stage.app, lead.id)).revision).toBe(1)
  })

  it('turns 2025 into 2015 with a reason; the old value, the new one and the reason are kept', async () => {
    const page = await stage.open('/leads?campaign=edit')
    await eventually(() => leadCell(page, lead.id, 'Buyer').innerText()).toContain('vehicle_year 2025 not allowed')
    await page.locator(`[data-lead-link="${lead.id}"]`).click()
    await page.getByRole('tab', { name: 'Data' }).click()
    await page.getByRole('button', { name: 'Edit' }).click()

    const save = page.getByRole('button', { name: 'Save', exact: true })
    await page.getByLabel('Vehicle year').fill('2015')
    expect(await save.isDisabled(), 'no change without a reason').toBe(true)
    await page.getByLabel('Reason for the change').fill('Year was typed ten years too new')
    await save.click()

    await page.getByText('Revision 2', { exact: true }).waitFor()
    const year = page.getByRole('row', { name: /vehicle_year/ })
    expect(await year.locator('td').allInnerTexts()).toEqual(['2015', '2025', ''])
    const edits = page.locator('section').filter({ hasText: 'Earlier edits' })
    expect(await edits.innerText()).toMatch(
      /Year was typed ten years too new.*admin@example\.com.*Vehicle year: 2025 → 2015/s,
    )

    const edited = await detailOf(stage.app, lead.id)
    expect(edited.fields['vehicle_year']).toBe(2015)
    expect(edited.raw['vehicle_year'], 'what was received is never changed').toBe(2025)

    await page.getByRole('tab', { name: 'Timeline' }).click()
    await eventually(() => page.getByRole('tabpanel').innerText()).toContain('Year was typed ten years too new')
    await page.goto('/leads?activity=edited')
    await eventually(() => leadCell(page, lead.id, 'Record summary').innerText()).toContain('2015 Ford')
  })
})
