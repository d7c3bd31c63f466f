// The list without a mouse.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import type { LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { shownLeads } from './support/leadRow.ts'
import { seriousViolations } from './support/seriousViolations.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage
let newestFirst: LeadDetail[]

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
  const scene = await makeScene(stage.app, 'keys', { deliveries: { 'acme-keys': { url: stage.buyer.url } } })
  newestFirst = [await scene.settle(), await scene.settle(), await scene.settle()].toReversed()
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

async function openList(): Promise<Page> {
  const page = await stage.open('/leads')
  await eventually(() => shownLeads(page)).toEqual(newestFirst.map((lead) => lead.id))
  return page
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-lead-link') ?? null)

describe('the keyboard', () => {
  it('reaches the search with / and types there instead of firing shortcuts', async () => {
    const page = await openList()
    await page.keyboard.press('/')
    const box = page.getByRole('searchbox')
    await eventually(() => box.evaluate((input) => input === document.activeElement)).toBe(true)
    await page.keyboard.type('jk?')
    expect(await box.inputValue()).toBe('jk?')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('explains itself with ? and closes with Esc', async () => {
    const page = await openList()
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await help.waitFor()
    expect(await help.innerText()).toContain('Open the lead')
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
  })

  it('moves with J and K, peeks with Space, opens with Enter, returns with Esc, and acts on the lead in focus', async () => {
    const page = await openList()
    const [first, second] = newestFirst.map((lead) => lead.id)
    await page.keyboard.press('j')
    await eventually(() => focused(page)).toBe(first)
    await page.keyboard.press('j')
    await eventually(() => focused(page)).toBe(second)
    await page.keyboard.press('k')
    await eventually(() => focused(page)).toBe(first)
    await page.keyboard.press('j')
    await page.keyboard.press(' ')
    await page.getByRole('complementary').getByText(String(newestFirst[1]?.fields['email'])).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('complementary').waitFor({ state: 'detached' })
    await eventually(() => focused(page)).toBe(second)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: `Lead ${second}` }).waitFor()
    await page.keyboard.press('m')
    await page.getByRole('dialog', { name: 'Update payout / revenue' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await eventually(() => shownLeads(page)).toHaveLength(3)
    await page.keyboard.press('j')
    await page.keyboard.press('u')
    const dialog = page.getByRole('dialog', { name: 'Unsubscribe' })
    await dialog.getByRole('button', { name: 'Unsubscribe 1 lead' }).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('Shift+E')
    await page.getByRole('button', { name: 'Save and redeliver…' }).waitFor()
  })

  it('goes from page to page with G and a letter', async () => {
    const page = await openList()
    await page.keyboard.press('g')
    await page.keyboard.press('k')
    await page.getByRole('heading', { name: 'API keys' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await page.getByRole('heading', { name: 'Leads', exact: true }).waitFor()
  })

  it('goes to anything with Ctrl+K: a lead by its email, a page by its name', async () => {
    const page = await openList()
    const lead = newestFirst[1]
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('combobox', { name: 'Go to' })
    await palette.fill(String(lead?.fields['email']))
    await page.getByRole('option', { name: new RegExp(`${lead?.id} ·`) }).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: `Lead ${lead?.id}` }).waitFor()
    await page.keyboard.press('Control+k')
    await palette.fill('settings')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
  })

  it('can do without single keys, which settings switch off', async () => {
    const page = await stage.open('/settings', {})
    await page.getByRole('switch', { name: /Single keys/ }).uncheck()
    await page.keyboard.press('?')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Go to' }).waitFor()
    expect(await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).count()).toBe(0)
  })
})
