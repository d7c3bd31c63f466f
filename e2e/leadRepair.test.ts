// A red lead made green by hand, and everything that can come in between.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { updateLead } from '@switchyard/contract/leads/update.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { colourOf } from './support/colourOf.ts'
import { eventually } from './support/eventually.ts'
import { leadCell, shownLeads } from './support/leadRow.ts'
import { seriousViolations } from './support/seriousViolations.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage
let oddBuyer: ScriptedBuyer

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
  oddBuyer = await startScriptedBuyer((_, response) =>
    answerJson(response, 200, { result: 'nope', info: { text: 'Area closed' } }),
  )
})
afterEach(() => stage.clear())
afterAll(async () => {
  await stage.close()
  await oddBuyer.close()
})

const form = (page: Page) => page.getByRole('form', { name: 'Edit the values' })

describe('the vehicle year', () => {
  it('goes from red to green: edited, redelivered, and the payload carries the new value', async () => {
    const rules = { field: 'vehicle_year', op: 'lte', value: 2020 } as const
    const scene = await makeScene(stage.app, 'repair', {
      deliveries: {
        'acme-repair': { url: stage.buyer.url },
        'old-cars': { url: stage.buyer.url, buyer: 'BETA', rules },
      },
      route: { kind: 'priority', maxSales: 1 },
    })
    const lead = await scene.settle({ vehicle_year: 2025 })
    const page = await stage.open('/leads?campaign=repair', {})
    await eventually(() => leadCell(page, lead.id, 'Buyer').innerText()).toContain('vehicle_year 2025 not allowed')
    await page.keyboard.press('j')
    await page.keyboard.press('e')
    const year = form(page).getByLabel('Vehicle year')
    // The buyer's words name the field, so it has the focus.
    await eventually(() => year.evaluate((input) => input === document.activeElement)).toBe(true)

    await year.fill('1066')
    await eventually(() => form(page).innerText()).toMatch(/1066.*below the lowest allowed, 1980/s)
    await year.fill('2015')
    const preview = page.getByRole('region', { name: 'What this would change' })
    await eventually(() => preview.innerText()).toMatch(/old-cars.*2020.*2025.*Eligible/s)
    await form(page).getByRole('button', { name: 'Typing mistake' }).click()
    expect(await seriousViolations(page)).toEqual([])
    await form(page).getByRole('button', { name: 'Save and redeliver…' }).click()

    const dialog = page.getByRole('dialog', { name: `Redeliver lead ${lead.id}` })
    const send = dialog.getByRole('button', { name: /^Redeliver/ })
    expect(await send.isDisabled(), 'with two deliveries one has to be chosen').toBe(true)
    await dialog.getByRole('radio', { name: /^acme-repair/ }).check()
    await eventually(() => dialog.getByRole('status').innerText()).toContain('It will be done.')
    expect(await seriousViolations(page)).toEqual([])
    await send.click()
    await eventually(() => dialog.innerText()).toContain('Accepted')
    await dialog.getByRole('button', { name: 'Done' }).click()

    await page.getByRole('tab', { name: /Dispatches/ }).click()
    const newest = page.getByRole('region', { name: 'Dispatch to acme-repair' }).last()
    await newest.getByRole('button', { name: 'Compare with the attempt before' }).click()
    const difference = newest.getByLabel('Request, compared with the attempt before')
    await eventually(() => difference.innerText()).toMatch(/− .*"vehicle_year": 2025[\s\S]*\+ .*"vehicle_year": 2015/)
    expect(await newest.innerText()).toContain('Sent with revision 2 of the lead.')

    await page.goto('/leads?campaign=repair')
    const cell = leadCell(page, lead.id, 'Buyer').locator('[data-sold]')
    await eventually(() => cell.innerText()).toContain('Sold')
    expect(await colourOf(cell)).toBe('green')
    expect(await leadCell(page, lead.id, 'Revenue').innerText()).toBe('£12.50')
    for (const activity of ['edited', 'redelivered']) {
      await page.goto(`/leads?campaign=repair&activity=${activity}`)
      await eventually(() => shownLeads(page)).toEqual([lead.id])
    }
    await page.goto('/leads?campaign=repair&activity=returned')
    await page.getByRole('heading', { name: 'No lead matches all of this' }).waitFor()
  })
})

describe('a rejected lead', () => {
  it('is mended with a suggestion, checked again and sold', async () => {
    const scene = await makeScene(stage.app, 'mend', { deliveries: { 'acme-mend': { url: stage.buyer.url } } })
    const lead = await scene.settle({ make: 'VW' })
    expect(lead.status).toBe('rejected')
    const page = await stage.open(`/leads/${lead.id}?tab=data&do=edit`)
    await form(page).getByRole('button', { name: 'Use Volkswagen' }).click()
    await eventually(() => page.getByRole('region', { name: 'What this would change' }).innerText()).toMatch(
      /Rejected\s+Accepted/,
    )
    await form(page).getByRole('button', { name: 'Typing mistake' }).click()
    await form(page).getByRole('button', { name: 'Save and check again…' }).click()
    const dialog = page.getByRole('dialog', { name: `Check lead ${lead.id} again` })
    await dialog.getByRole('button', { name: 'Check again' }).click()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await eventually(() => page.locator('main header').first().innerText()).toMatch(/Accepted[^]*Sold[^]*£12\.50/)
    expect((await detailOf(stage.app, lead.id)).disposition.code).toBe('ACCEPT_LEAD_AFTER_FIX')
  })
})

describe('earlier values', () => {
  it('come back from any revision, as an edit of its own', async () => {
    const scene = await makeScene(stage.app, 'restore', { deliveries: {} })
    const { id } = await scene.settle({ vehicle_year: 2011 })
    const edit = (year: number, revision: number) =>
      stage.app.client.call(updateLead, {
        params: { id },
        body: { fields: { vehicle_year: year }, reason: 'try', revision },
      })
    await edit(2012, 1)
    await edit(2013, 2)
    const page = await stage.open(`/leads/${id}?tab=data`)
    await page.getByRole('button', { name: 'Restore revision 1' }).click()
    expect(await form(page).getByLabel('Vehicle year').inputValue()).toBe('2011')
    await form(page).getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Revision 4', { exact: true }).waitFor()
    const lead = await detailOf(stage.app, id)
    expect(lead.fields['vehicle_year']).toBe(2011)
    expect(lead.revisions.at(-1)?.reason).toBe('Restored from revision 1')
  })
})

describe('two people on one lead', () => {
  it('see both edits beside each other, and none is lost', async () => {
    const scene = await makeScene(stage.app, 'both', { deliveries: {} })
    const { id } = await scene.settle({ vehicle_year: 2011, make: 'Ford' })
    const page = await stage.open(`/leads/${id}?tab=data&do=edit`)
    await form(page).getByLabel('Vehicle year').fill('2015')
    await form(page).getByLabel('Reason for the change').fill('mine')
    const theirs = { fields: { vehicle_year: 2014, make: 'Audi' }, reason: 'theirs', revision: 1 }
    await stage.app.client.call(updateLead, { params: { id }, body: theirs })
    await form(page).getByRole('button', { name: 'Save', exact: true }).click()

    const conflict = page.getByRole('alert', { name: /Somebody else/ })
    await eventually(() => conflict.innerText()).toContain('theirs')
    expect(await conflict.getByRole('row', { name: /Vehicle year/ }).innerText()).toMatch(/2011.*2014.*2015/s)
    expect(await conflict.getByRole('row', { name: /Vehicle make/ }).innerText()).toMatch(/Ford.*Audi.*left as it is/s)
    expect(await seriousViolations(page)).toEqual([])
    await conflict.getByRole('button', { name: 'Go on with this' }).click()
    expect(await form(page).getByLabel('Vehicle make').inputValue()).toBe('Audi')
    await form(page).getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Revision 3', { exact: true }).waitFor()
    expect((await detailOf(stage.app, id)).fields).toMatchObject({ vehicle_year: 2015, make: 'Audi' })
  })
})

describe('an answer that no rule knows', () => {
  it('becomes a rule, and the next one like it is understood', async () => {
    const scene = await makeScene(stage.app, 'odd', { deliveries: { 'acme-odd': { url: oddBuyer.url } } })
    const lead = await scene.settle()
    const page = await stage.open(`/leads/${lead.id}?tab=dispatches`)
    await page.getByRole('button', { name: 'Make a rule from this answer' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('combobox', { name: 'This value is the same' }).inputValue()).toBe('result is "nope"')
    expect(await dialog.getByRole('combobox', { name: 'Reason' }).inputValue()).toBe('From info.text')
    expect(await seriousViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Add the rule' }).click()
    await page.getByText(/Rule 3 of acme-odd is in force/).waitFor()
    const next = await scene.settle()
    expect(next.dispatches[0]).toMatchObject({ state: 'rejected', reason: 'Area closed' })
  })
})

describe('a dispatch that nobody knows the end of', () => {
  it('is decided by a person, with the reason and the price', async () => {
    const scene = await makeScene(stage.app, 'lost', {
      deliveries: { 'acme-lost': { url: `${stage.buyer.url}/reset` } },
    })
    const { answer } = await scene.send()
    await stage.app.idle()
    const page = await stage.open(`/leads/${answer.id}?tab=dispatches`)
    const decide = page.getByRole('form', { name: 'Decide about acme-lost' })
    await decide.getByRole('radio', { name: 'The buyer has it' }).check()
    await decide.getByLabel('Price').fill('9.75')
    await decide.getByLabel('How do you know?').fill('Found in the portal')
    expect(await seriousViolations(page)).toEqual([])
    await decide.getByRole('button', { name: 'Decide' }).click()
    await decide.waitFor({ state: 'detached' })
    await eventually(() => page.locator('main header').first().innerText()).toMatch(/Sold[^]*£9\.75/)
  })
})

describe('the leads of a list', () => {
  it('are stepped through with [ and ] on their own pages', async () => {
    const scene = await makeScene(stage.app, 'steps', { deliveries: {} })
    const ids: string[] = []
    for (let count = 0; count < 3; count += 1) ids.unshift((await scene.settle()).id)
    const page = await stage.open('/leads?campaign=steps')
    await page.locator(`[data-lead-link="${ids[0]}"]`).click()
    await page.getByText('1 of 3').waitFor()
    await page.keyboard.press(']')
    await page.getByRole('heading', { name: `Lead ${ids[1]}` }).waitFor()
    await page.keyboard.press(']')
    await page.getByText('3 of 3').waitFor()
    expect(await page.getByRole('button', { name: 'Lead after this one' }).isDisabled()).toBe(true)
    await page.keyboard.press('[')
    await page.getByRole('heading', { name: `Lead ${ids[1]}` }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('steps', { exact: true }).first().waitFor()
  })
})
