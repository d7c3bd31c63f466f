// How the list is shown, and keeping it under a name.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import type { LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { columns, shownColumns, shownLeads } from './support/leadRow.ts'
import { seriousViolations } from './support/seriousViolations.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage
let sold: LeadDetail
let unsold: LeadDetail

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
  const scene = await makeScene(stage.app, 'views', { deliveries: { 'acme-views': { url: stage.buyer.url } } })
  sold = await scene.settle()
  unsold = await scene.settle({ vehicle_year: 2025 })
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

const queryOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

async function openList(query = ''): Promise<Page> {
  const page = await stage.open(`/leads${query}`, {})
  await page.locator('tr[data-lead]').first().waitFor()
  return page
}

describe('columns', () => {
  it('are chosen among everything a lead has, moved and hidden by buttons, and stand in the URL', async () => {
    const page = await openList()
    await page.keyboard.press('h')
    const dialog = page.getByRole('dialog', { name: 'Columns' })
    await dialog.getByLabel('Find a column').fill('vehicle y')
    await dialog.getByRole('button', { name: 'Show Vehicle year' }).click()
    await dialog.getByRole('button', { name: 'Move Vehicle year left' }).click()
    await dialog.getByRole('button', { name: 'Hide Source' }).click()
    expect(await seriousViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Done' }).click()
    const expected = columns.filter((name) => name !== 'Source').toSpliced(7, 0, 'Vehicle year')
    await eventually(() => shownColumns(page)).toEqual(expected)
    expect(await page.locator(`tr[data-lead="${unsold.id}"] td[data-column="field.vehicle_year"]`).innerText()).toBe(
      '2025',
    )

    await page.reload()
    await eventually(() => shownColumns(page)).toEqual(expected)
    const elsewhere = await stage.open(new URL(page.url()).pathname + new URL(page.url()).search, {})
    await eventually(() => shownColumns(elsewhere)).toEqual(expected)
  })

  it('become wider and narrower with the arrow keys, and remember it', async () => {
    const page = await openList()
    const head = page.locator('th[data-column=campaign]')
    const widthPx = async () => Math.round((await head.boundingBox())?.width ?? 0)
    const before = await widthPx()
    await page.getByRole('separator', { name: 'Width of Campaign' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await eventually(widthPx).toBe(before + 32)
    await page.reload()
    await eventually(widthPx).toBe(before + 32)
    await page.getByRole('separator', { name: 'Width of Campaign' }).focus()
    await page.keyboard.press('Home')
    await eventually(widthPx).toBe(before)
  })

  it('that a URL names wrongly are left out with a notice', async () => {
    const page = await openList('?cols=id,banana,field.make')
    await page.getByText('“cols=banana” was not understood and is left out.').waitFor()
    expect(await shownColumns(page)).toEqual(['ID', 'Vehicle make'])
  })
})

describe('a saved view', () => {
  it('keeps search and columns, shows when it is edited, is saved again, undone and deleted', async () => {
    const page = await openList('?sold=unsold&cols=id,buyer')
    await page.keyboard.press('Shift+V')
    await page.getByRole('textbox', { name: 'Name' }).fill('To mend')
    await page.getByRole('checkbox', { name: /Share/ }).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { name: 'To mend', exact: true }).waitFor()

    const other = await openList()
    await eventually(() => shownLeads(other)).toEqual([unsold.id, sold.id])
    await other.keyboard.press('v')
    await other.getByRole('menuitem', { name: /To mend/ }).click()
    await eventually(() => shownLeads(other)).toEqual([unsold.id])
    expect(await shownColumns(other)).toEqual(['ID', 'Buyer'])
    expect(queryOf(other)).toMatchObject({ sold: 'unsold', cols: 'id,buyer', view: expect.stringMatching(/^to-mend-/) })

    await other.getByRole('button', { name: 'Remove filter Sold status Unsold' }).click()
    await other.getByTestId('edited').waitFor()
    await eventually(() => shownLeads(other)).toHaveLength(2)
    await other.getByRole('button', { name: 'Saved views' }).click()
    await other.getByRole('menuitem', { name: 'Undo the changes' }).click()
    await other.getByTestId('edited').waitFor({ state: 'detached' })
    await eventually(() => shownLeads(other)).toEqual([unsold.id])

    await other.getByRole('button', { name: 'Saved views' }).click()
    await other.getByRole('menuitem', { name: /^Delete/ }).click()
    await other.getByRole('heading', { name: 'Leads', exact: true }).waitFor()
    await other.getByRole('button', { name: 'Saved views' }).click()
    await other.getByRole('menuitem', { name: 'All leads' }).waitFor()
    await eventually(() => other.getByRole('menuitem', { name: /To mend/ }).count()).toBe(0)
  })
})
