// The fix grid: leads of one cause corrected as in a spreadsheet, kept over a reload, and carried out.

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'

import { listCauses } from '@switchyard/contract/causes/list.ts'
import { showLead } from '@switchyard/contract/leads/show.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
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

it('leads of a cause are pasted over, filled down, undone, found again after a reload, and go on; what is left says why', async () => {
  const { client } = stage.app
  const scene = await makeScene(stage.app, 'grid', { deliveries: { 'grid-acme': { url: stage.buyer.url } } })
  const ids: string[] = []
  for (const vehicle_year of [2001, 2002, 2003, 2004, 1890]) {
    ids.push((await scene.send({ make: 'Trabant', vehicle_year })).answer.id)
  }
  let cause = ''
  await eventually(async () => {
    const { causes } = await client.call(listCauses, { query: { campaign: 'grid' } })
    const found = causes.find(({ field }) => field === 'make')
    cause = found?.id ?? ''
    return found?.count
  }).toBe(5)

  const page = await stage.open(`/resolve/grid?cause=${cause}`)
  const grid = page.getByRole('grid', { name: 'Leads to correct' })
  const counts = page.getByTestId('grid-counts')
  const makes = () => grid.locator('[data-field=make]').allInnerTexts()
  const make = (id: string | undefined) => grid.locator(`[data-lead="${id}"] [data-field=make]`)
  await eventually(() => counts.innerText()).toBe('5 rows, 0 ready, 5 left')
  expect(await make(ids[0]).getAttribute('aria-invalid')).toBe('true')
  await page.getByText("Vehicle make: 'Trabant' is not in list Makes", { exact: true }).waitFor()

  // A column from a spreadsheet, its last cell filled down, taken back, and done again.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => navigator.clipboard.writeText('Ford\r\nAudi\r\n'))
  await grid.focus()
  await page.keyboard.press('Control+v')
  await eventually(() => counts.innerText()).toBe('5 rows, 2 ready, 3 left')
  await make(ids[1]).click()
  for (const _ of [2, 3, 4]) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+d')
  await eventually(makes).toEqual(['Ford', 'Audi', 'Audi', 'Audi', 'Audi'].map((one) => expect.stringContaining(one)))
  await page.keyboard.press('Control+z')
  await eventually(async () => (await makes()).filter((one) => one.includes('Trabant')).length).toBe(3)
  await page.keyboard.press('Control+Shift+z')
  await eventually(() => counts.innerText()).toBe('5 rows, 4 ready, 1 left')
  await eventually(() => page.getByTestId('grid-saved').innerText()).toMatch(/^saved \d\d:\d\d:\d\d$/)

  await page.reload()
  await eventually(makes).toEqual(['Ford', 'Audi', 'Audi', 'Audi', 'Audi'].map((one) => expect.stringContaining(one)))
  await eventually(() => counts.innerText()).toBe('5 rows, 4 ready, 1 left')
  expect(await seriousViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Apply…' }).click()
  const dialog = page.getByRole('dialog')
  await eventually(() => dialog.getByTestId('draft-plan').innerText()).toMatch(
    /4 leads accepted.*1 would then be refused: Invalid number/s,
  )
  await dialog.getByLabel('Reason').fill('The supplier meant others')
  await dialog.getByRole('button', { name: 'Apply to 5 leads' }).click()
  await eventually(() => dialog.getByRole('status').first().innerText()).toContain('Done')
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()

  await eventually(() => counts.innerText()).toBe('1 row, 0 ready, 1 left')
  await page.getByText(/^No problem here\. In this row: Vehicle year: /).waitFor()
  await grid.focus()
  await page.keyboard.press('F8')
  await page.getByText(/^Vehicle year: /).waitFor()
  expect(await grid.locator('[data-lead]').getAttribute('data-lead')).toBe(ids[4])
  for (const id of ids.slice(0, 4)) {
    await eventually(async () => (await client.call(showLead, { params: { id } })).sold).toBe('sold')
  }
})
