// Finding leads: filters, search box, pages. All of it lives in the URL.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import type { LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { shownLeads } from './support/leadRow.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage
let sold: LeadDetail
let unsold: LeadDetail
let rejected: LeadDetail

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
  const scene = await makeScene(stage.app, 'search', { deliveries: { 'acme-search': { url: stage.buyer.url } } })
  sold = await scene.settle({ email: 'kim.first@example.com', phone: '07700 900461', last_name: 'Okonkwo' })
  unsold = await scene.settle({ vehicle_year: 2025, phone: '07700 900512', last_name: 'Lindqvist' })
  rejected = await scene.settle({ make: 'VW' })

  // Two full pages and a bit, in a campaign that sells to nobody.
  await makeScene(stage.app, 'many', { deliveries: {} })
  const leads = Array.from({ length: 110 }, () => ({ campaign: 'many', supplier: 'ADC1', fields: goodLead() }))
  await stage.app.client.call(createLeads, { body: { leads } })
  await stage.app.idle()
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

const queryOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

async function addFilter(page: Page, kind: string, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('button', { name: kind, exact: true }).click()
  await page.getByRole('checkbox', { name: value, exact: true }).check()
  await page.getByRole('button', { name: 'Apply' }).click()
}

describe('filters', () => {
  it('combine, stand in the URL, and survive a reload and Back', async () => {
    const page = await stage.open('/leads')
    await addFilter(page, 'Campaign', 'search')
    await eventually(() => shownLeads(page)).toEqual([rejected.id, unsold.id, sold.id])
    await addFilter(page, 'Sold status', 'Unsold')
    await eventually(() => shownLeads(page)).toEqual([unsold.id])
    expect(queryOf(page)).toEqual({ campaign: 'search', sold: 'unsold' })

    await page.reload()
    await eventually(() => shownLeads(page)).toEqual([unsold.id])
    expect(await page.getByRole('button', { name: /^Remove filter/ }).count()).toBe(2)

    await page.locator(`[data-lead-link="${unsold.id}"]`).click()
    await page.getByRole('tab', { name: 'Timeline' }).waitFor()
    await page.goBack()
    await eventually(() => shownLeads(page)).toEqual([unsold.id])
    await page.goBack()
    await eventually(() => shownLeads(page)).toEqual([rejected.id, unsold.id, sold.id])
    expect(queryOf(page)).toEqual({ campaign: 'search' })
  })

  it('are taken away one by one or all at once', async () => {
    const page = await stage.open('/leads?campaign=search&sold=sold')
    await eventually(() => shownLeads(page)).toEqual([sold.id])
    await page.getByRole('button', { name: 'Remove filter Sold status Sold' }).click()
    await eventually(() => shownLeads(page)).toEqual([rejected.id, unsold.id, sold.id])
    await page.getByRole('button', { name: 'Clear all' }).click()
    await eventually(() => page.getByTestId('total').textContent()).toBe('113 leads')
    expect(queryOf(page)).toEqual({})
  })

  it('find any field of a lead by a part of its value', async () => {
    const page = await stage.open('/leads')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('button', { name: 'Field', exact: true }).click()
    await page.getByRole('combobox', { name: 'Field' }).fill('last')
    await page.getByRole('option', { name: 'last_name' }).click()
    await page.getByRole('combobox', { name: 'Match' }).click()
    await page.getByRole('option', { name: 'contains' }).click()
    await page.getByLabel('Value').fill('konkw')
    await page.getByRole('button', { name: 'Apply' }).click()
    await eventually(() => shownLeads(page)).toEqual([sold.id])
  })

  it('that find nothing say so and offer to be taken away', async () => {
    const page = await stage.open('/leads?campaign=search&sold=returned')
    await page.getByRole('heading', { name: 'No lead matches all of this' }).waitFor()
    await page.getByRole('button', { name: 'Remove filter Sold status Returned' }).last().click()
    await eventually(() => shownLeads(page)).toEqual([rejected.id, unsold.id, sold.id])
  })
})

describe('the line of totals', () => {
  it('is what all results come to, and follows the filters', async () => {
    const page = await stage.open('/leads')
    const totals = page.getByTestId('totals')
    await eventually(() => totals.textContent()).toBe('1 sold (0.9 %) · £12.50 revenue · £224.00 payout')
    await page.goto('/leads?campaign=search&status=accepted')
    await eventually(() => totals.textContent()).toBe('1 sold (50.0 %) · £12.50 revenue · £4.00 payout')
  })
})

describe('the choices of a filter', () => {
  it('say how many leads the other filters leave for each', async () => {
    const page = await stage.open('/leads?campaign=search&sold=sold')
    await page.getByRole('button', { name: 'Sold status Sold', exact: true }).click()
    await eventually(() => page.locator('form').innerText()).toMatch(/Sold\s+1\s+Unsold\s+1\s/)
    await page.getByRole('checkbox', { name: 'Unsold', exact: true }).check()
    await page.getByRole('button', { name: 'Apply' }).click()
    await eventually(() => shownLeads(page)).toEqual([unsold.id, sold.id])
  })
})

describe('a URL broken by hand', () => {
  it('shows a notice for each part that was not understood, and the leads', async () => {
    const page = await stage.open('/leads?sold=banana&date=someday&campaign=search&cursor=%00nonsense')
    await page.getByText('“sold=banana” was not understood and is left out.').waitFor()
    await page.getByText('“date=someday” was not understood and is left out.').waitFor()
    await page.getByRole('link', { name: 'Leads', exact: true }).click()
    await eventually(() => shownLeads(page)).toHaveLength(50)
  })
})

describe('the search box', () => {
  it('finds a lead by email, phone in any form, name or id', async () => {
    const page = await stage.open('/leads')
    // One lead and the other in turn, so that no search can pass on what the one before it has found.
    const searches = [
      ['KIM.first@example.com', sold],
      ['07700 900512', unsold],
      ['+44 7700 900461', sold],
      ['lindqvist', unsold],
      [sold.id, sold],
    ] as const
    for (const [typed, lead] of searches) {
      await page.getByRole('searchbox').fill(typed)
      await eventually(() => shownLeads(page)).toEqual([lead.id])
      expect(queryOf(page)).toEqual({ q: typed })
    }
  })
})

describe('a pasted list', () => {
  it('finds each of its entries, whatever they are', async () => {
    const page = await stage.open('/leads', { permissions: ['clipboard-read', 'clipboard-write'] })
    const list = [sold.id, 'KIM.first@example.com', '07700 900512', 'nobody@example.com'].join('\n')
    await page.evaluate((text) => navigator.clipboard.writeText(text), list)
    await page.getByRole('searchbox').focus()
    await page.keyboard.press('Control+v')
    await eventually(() => shownLeads(page)).toEqual([unsold.id, sold.id])
    await page.getByRole('button', { name: 'Remove filter Search 4 entries' }).waitFor()
    await page.reload()
    await eventually(() => shownLeads(page)).toEqual([unsold.id, sold.id])
  })
})

describe('pages', () => {
  it('go forward and back over every lead once, and each has a URL of its own', async () => {
    const page = await stage.open('/leads?campaign=many')
    await eventually(() => shownLeads(page)).toHaveLength(50)
    const first = await shownLeads(page)
    const next = page.getByRole('button', { name: 'Next' })
    await next.click()
    await page.getByText('51–100').waitFor()
    await eventually(() => shownLeads(page)).not.toEqual(first)
    const second = await shownLeads(page)
    await next.click()
    await eventually(() => shownLeads(page)).toHaveLength(10)
    const third = await shownLeads(page)
    expect(await next.isDisabled()).toBe(true)
    expect(new Set([...first, ...second, ...third]).size).toBe(110)

    await page.reload()
    await eventually(() => shownLeads(page)).toEqual(third)
    await page.getByRole('button', { name: 'Previous' }).click()
    await eventually(() => shownLeads(page)).toEqual(second)
    await page.getByRole('button', { name: 'Previous' }).click()
    await eventually(() => shownLeads(page)).toEqual(first)
  })
})
