// Choosing leads for what is to be done with many of them: by hand, by the page, all results, a number of all results.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { shownLeads } from './support/leadRow.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
  await makeScene(stage.app, 'choose', { deliveries: {} })
  const leads = Array.from({ length: 60 }, () => ({ campaign: 'choose', supplier: 'ADC1', fields: goodLead() }))
  await stage.app.client.call(createLeads, { body: { leads } })
  await stage.app.idle()
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

async function openList(): Promise<{ page: Page; ids: string[] }> {
  const page = await stage.open('/leads?campaign=choose', {})
  await eventually(() => shownLeads(page)).toHaveLength(50)
  return { page, ids: await shownLeads(page) }
}

const bar = (page: Page) => page.getByRole('region', { name: 'Selection' })
const boxOf = (page: Page, id: string | undefined) => page.getByRole('checkbox', { name: `Select lead ${id}` })
/** Places of the chosen rows on the page, from 0. */
async function chosen(page: Page): Promise<number[]> {
  const boxes = await page.getByRole('checkbox', { name: /^Select lead / }).all()
  const checked = await Promise.all(boxes.map((box) => box.isChecked()))
  return checked.flatMap((isChecked, place) => (isChecked ? [place] : []))
}

describe('choosing leads', () => {
  it('by hand, with Shift over a range, and keeps the choice over pages and an opened lead', async () => {
    const { page, ids } = await openList()
    await boxOf(page, ids[1]).click()
    await boxOf(page, ids[4]).click({ modifiers: ['Shift'] })
    await eventually(() => chosen(page)).toEqual([1, 2, 3, 4])
    await boxOf(page, ids[2]).click()
    await eventually(() => bar(page).innerText()).toContain('3 selected')

    await page.getByRole('button', { name: 'Next' }).click()
    await eventually(() => bar(page).innerText()).toContain('3 selected · 3 not on this page')
    await page.locator('[data-lead-link]').first().click()
    await page.getByRole('tab', { name: 'Timeline' }).waitFor()
    await page.goBack()
    await eventually(() => bar(page).innerText()).toContain('3 selected')
    await bar(page).getByRole('button', { name: 'Clear selection' }).click()
    await bar(page).waitFor({ state: 'detached' })
  })

  it('by the page, then all results, then a number of all results', async () => {
    const { page, ids } = await openList()
    await page.getByRole('checkbox', { name: 'Select all leads of this page' }).check()
    await eventually(() => bar(page).innerText()).toContain('50 selected')
    await bar(page).getByRole('button', { name: 'All results (60)' }).click()
    await eventually(() => bar(page).innerText()).toContain('60 selected · all results of this search')
    expect(await chosen(page)).toHaveLength(50)

    await bar(page).getByRole('checkbox', { name: 'Only' }).check()
    await bar(page).getByRole('textbox', { name: 'How many' }).fill('7')
    await eventually(() => bar(page).innerText()).toContain('7 selected')
    expect(await chosen(page), 'which seven is for the server to say').toEqual([])
    await bar(page).getByRole('combobox', { name: 'Which ones' }).click()
    await page.getByRole('option', { name: 'Random' }).click()
    await eventually(() => bar(page).innerText()).toMatch(/seed [\d,]+/)

    await bar(page).getByRole('checkbox', { name: 'Only' }).uncheck()
    await boxOf(page, ids[0]).click()
    await eventually(() => bar(page).innerText()).toContain('49 selected')
  })

  it('without a mouse', async () => {
    const { page } = await openList()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await eventually(() => chosen(page)).toEqual([0, 1, 2])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Shift+X')
    await eventually(() => chosen(page)).toEqual([0, 1, 2, 3, 4])
    await page.keyboard.press('Control+a')
    await eventually(() => bar(page).innerText()).toContain('50 selected')
    await page.keyboard.press('Control+Shift+A')
    await eventually(() => bar(page).innerText()).toContain('60 selected')
    await page.keyboard.press('Escape')
    await bar(page).waitFor({ state: 'detached' })
  })
})
