// The home screen's table: what stands in each column for each thing that can happen to a lead.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import type { LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { colourOf } from './support/colourOf.ts'
import { eventually } from './support/eventually.ts'
import { columns, leadCell, shownColumns, shownLeads } from './support/leadRow.ts'
import { popoverOf } from './support/popoverOf.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage
let sold: LeadDetail
let refused: LeadDetail
let unmatched: LeadDetail
let rejected: LeadDetail

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
  const rules = { field: 'vehicle_year', op: 'gte', value: 2005 } as const
  const scene = await makeScene(stage.app, 'warranty-table', {
    deliveries: { 'acme-table': { url: stage.buyer.url, rules } },
  })
  sold = await scene.settle({ vehicle_year: 2015 })
  refused = await scene.settle({ vehicle_year: 2025 })
  unmatched = await scene.settle({ vehicle_year: 1999 })
  rejected = await scene.settle({ make: 'VW' })
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

/** "14:03:59" of the instant in the zone. */
function clock(iso: string, timeZone: string): string {
  const format = { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(iso))
}

describe('the leads table', () => {
  it('has nine columns in order, newest lead first', async () => {
    const page = await stage.open('/leads')
    await page.locator('tr[data-lead]').first().waitFor()
    expect(await shownColumns(page)).toEqual(columns)
    expect(await shownLeads(page)).toEqual([rejected.id, unmatched.id, refused.id, sold.id])
    expect(await leadCell(page, sold.id, 'Record summary').innerText()).toBe(sold.summary)
    expect(await leadCell(page, sold.id, 'Campaign').innerText()).toBe('warranty-table')
    expect(await leadCell(page, sold.id, 'SID').innerText()).toBe('ADC1')
    expect(await leadCell(page, sold.id, 'Source').innerText()).toBe('–')
  })

  it('shows a sold lead green with its buyer and its revenue', async () => {
    const page = await stage.open('/leads')
    const buyer = leadCell(page, sold.id, 'Buyer').locator('[data-sold]')
    expect(await buyer.innerText()).toContain('ACME')
    expect(await buyer.innerText(), 'never by colour alone').toContain('Sold')
    expect(await colourOf(buyer)).toBe('green')
    expect(await leadCell(page, sold.id, 'Revenue').innerText()).toBe('£12.50')
    expect(await leadCell(page, sold.id, 'Delivery').innerText()).toBe('FULL')
  })

  it("shows a refused lead red, with the buyer's own words in the row and on hover", async () => {
    const page = await stage.open('/leads')
    const cell = leadCell(page, refused.id, 'Buyer')
    expect(await cell.innerText()).toContain('vehicle_year 2025 not allowed')
    expect(await colourOf(cell.locator('[data-sold]'))).toBe('red')
    expect(await leadCell(page, refused.id, 'Revenue').innerText()).toBe('–')
    expect(await leadCell(page, refused.id, 'Delivery').innerText()).toBe('FAIL')
    expect(await colourOf(leadCell(page, refused.id, 'Delivery').locator('[data-tone]'))).toBe('red')

    const detail = await popoverOf(leadCell(page, refused.id, 'Delivery').getByRole('button'))
    await eventually(() => detail.innerText()).toContain('vehicle_year 2025 not allowed')
    expect(await detail.innerText()).toContain('Rejected')
  })

  it("says of a lead that no delivery wanted which rule kept it back, with the lead's own value", async () => {
    const page = await stage.open('/leads')
    const cell = leadCell(page, unmatched.id, 'Buyer')
    expect(await cell.innerText()).toContain('Unsold')
    expect(await cell.innerText()).toMatch(/acme-table: .*2005.*1999/s)
    expect(await leadCell(page, unmatched.id, 'Delivery').innerText()).toBe('BLANK')
  })

  it('says of a rejected lead why, naming field, value, list and a suggestion', async () => {
    const page = await stage.open('/leads')
    const cell = leadCell(page, rejected.id, 'Buyer')
    expect(await cell.innerText()).toContain('Rejected')
    expect(await cell.innerText()).toContain("Vehicle make: 'VW' is not in list Makes. Did you mean Volkswagen?")
    await cell.getByRole('button').hover()
    await page.getByText('REJECT_LEAD_INVALID_LIST_VALUE').waitFor()
  })

  it('opens the stored data beside the list from the record summary', async () => {
    const page = await stage.open('/leads')
    await leadCell(page, sold.id, 'Record summary').getByRole('button').click()
    const panel = page.getByRole('complementary')
    await eventually(() => panel.innerText()).toContain('Vehicle year')
    expect(await panel.innerText()).toContain(String(sold.fields['email']))
    expect(new URL(page.url()).searchParams.get('lead')).toBe(sold.id)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
  })

  // Last, because it changes the account's settings.
  it('tells times in the zone of the settings and names it in the header', async () => {
    const page = await stage.open('/leads')
    const header = page.locator('th[data-column=received]')
    await eventually(() => header.textContent()).toBe('Received · Paris')
    expect(await leadCell(page, sold.id, 'Received').innerText()).toContain(clock(sold.receivedAt, 'Europe/Paris'))

    await page.getByRole('button', { name: 'Account of Admin' }).click()
    await page.getByRole('menuitem', { name: 'Settings' }).click()
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Tokyo')
    await page.getByRole('option', { name: /Tokyo/ }).click()
    await page.getByText('Saved').waitFor()
    await page.getByRole('link', { name: 'Leads', exact: true }).click()
    await eventually(() => header.textContent()).toBe('Received · Tokyo')
    expect(await leadCell(page, sold.id, 'Received').innerText()).toContain(clock(sold.receivedAt, 'Asia/Tokyo'))

    const elsewhere = await stage.open('/leads', { timezoneId: 'America/Lima' })
    await eventually(() => elsewhere.locator('th[data-column=received]').textContent()).toBe('Received · Tokyo')
  })
})
