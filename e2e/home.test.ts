// The first screen: what needs a person, how today goes, and the way from each of them to its leads.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { raise } from '@switchyard/server/alerts/raise.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { makeScene, type Scene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { shownLeads } from './support/leadRow.ts'
import { seriousViolations } from './support/seriousViolations.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage
let scene: Scene

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
  scene = await makeScene(stage.app, 'home', {
    deliveries: { 'acme-home': { url: stage.buyer.url } },
    route: { kind: 'priority', maxSales: 1 },
  })
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

const section = (page: Page, name: string) => page.getByRole('region', { name })
const received = (page: Page) => page.getByRole('link', { name: /received today, show the leads/ })

describe('the Home screen', () => {
  it('teaches how to send the first lead as long as there is none, and fills by itself when it comes', async () => {
    const page = await stage.open('/')
    await page.getByText(/curl/).first().waitFor()
    expect(await page.getByRole('link', { name: 'Home', exact: true }).getAttribute('data-status')).toBe('active')
    expect(await seriousViolations(page), 'empty').toEqual([])
    await scene.settle()
    await eventually(() => received(page).textContent()).toMatch(/^1/)
    await page.getByText('Nothing needs you right now').waitFor()
    await scene.settle()
    await eventually(() => received(page).textContent()).toMatch(/^2/)
  })

  it('counts what the list finds behind each number', async () => {
    const rejected = await scene.settle({ make: 'VW' })
    await scene.settle({}, { test: true })
    const page = await stage.open('/')
    await eventually(() => received(page).textContent()).toMatch(/^3/)
    await section(page, 'Today, beside').getByText('£25.00').waitFor()
    await page.getByRole('link', { name: /sold today, show the leads/ }).click()
    await eventually(() => shownLeads(page)).toHaveLength(2)
    await page.goBack()
    await page.getByRole('link', { name: /Value not in list/ }).click()
    await eventually(() => shownLeads(page)).toEqual([rejected.id])
    await page.goBack()

    await page.getByRole('link', { name: /Show the causes/ }).click()
    await page.getByRole('heading', { name: 'Resolve', exact: true }).waitFor()
    await page.goBack()

    const plot = page.getByRole('figure').filter({ hasText: 'Today by the hour' })
    await plot.getByText('As a table').click()
    const rows = plot.getByRole('table', { name: 'Today by the hour' }).locator('tbody tr')
    const counts = await rows.locator('td:nth-of-type(1)').allTextContents()
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(3)
    const hour = counts.findIndex((count) => count !== '0')
    const inHour = Number(counts[hour])
    await rows.nth(hour).getByRole('link').click()
    await eventually(() => shownLeads(page)).toHaveLength(inHour)
    await page.goBack()

    const days = page.getByRole('figure').filter({ hasText: 'The last 14 days' })
    await days.locator('svg g').last().click()
    await eventually(() => shownLeads(page)).toHaveLength(3)
  })

  it('leads from what needs a person to where it is cured', async () => {
    const reset = await makeScene(stage.app, 'resetting', {
      deliveries: { resetting: { url: `${stage.buyer.url}/reset` } },
    })
    const { answer } = await reset.send()
    await stage.app.idle()
    await raise(stage.app.db.engine, {
      accountId: stage.app.accountId,
      kind: 'doubleAccept',
      subject: `lead ${answer.id} delivery resetting`,
      message: 'It was accepted twice',
    })
    const page = await stage.open('/')
    const needs = section(page, 'Needs you').getByRole('listitem')
    await eventually(() => needs.allTextContents()).toEqual([
      expect.stringContaining('It was accepted twice'),
      expect.stringContaining('1 dispatch of resetting waits for a decision'),
      expect.stringContaining('1 cause of rejection waits to be cured'),
    ])
    expect(await seriousViolations(page), 'with needs').toEqual([])
    await needs.getByRole('link', { name: /Resolve them/ }).click()
    await eventually(() => shownLeads(page)).toEqual([answer.id])
    await page.goBack()
    await needs.getByRole('link', { name: /Open the lead/ }).click()
    await eventually(() => new URL(page.url()).pathname).toBe(`/leads/${answer.id}`)
    await page.goBack()
    await needs.getByRole('button', { name: 'Close: It was accepted twice' }).click()
    await eventually(() => needs.count()).toBe(2)
  })
})
