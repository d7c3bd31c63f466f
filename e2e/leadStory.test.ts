// One lead's page: the whole story of what happened to it, and why.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import type { LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage
let lead: LeadDetail

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
  const scene = await makeScene(stage.app, 'story', {
    deliveries: {
      'beta-new-cars': {
        url: stage.buyer.url,
        buyer: 'BETA',
        rules: { field: 'vehicle_year', op: 'gte', value: 2020 },
      },
      'beta-any': { url: `${stage.buyer.url}/refuse`, buyer: 'BETA' },
      'acme-any': { url: stage.buyer.url, caps: [{ period: 'day', limit: 100, whenFull: 'next' }] },
    },
    route: { kind: 'priority', maxSales: 1 },
  })
  lead = await scene.settle({ vehicle_year: 2011, phone: '07700 900982' })
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

async function openTab(name: string): Promise<Page> {
  const page = await stage.open(`/leads/${lead.id}`)
  await page.getByRole('tab', { name }).click()
  return page
}

/** Text of each cell, row by row. */
async function tableText(page: Page): Promise<string[][]> {
  await page.locator('[role=tabpanel] tbody tr').first().waitFor()
  const rows = await page.locator('[role=tabpanel] tbody tr').all()
  return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()))
}

describe("a lead's page", () => {
  it('says in its head what came of the lead', async () => {
    const page = await stage.open(`/leads/${lead.id}`)
    await page.getByRole('heading', { name: `Lead ${lead.id}` }).waitFor()
    const head = await page.locator('main header').first().innerText()
    for (const words of ['Accepted', 'Sold', 'PARTIAL', 'story', 'ADC1', '£12.50']) expect(head).toContain(words)
  })

  it('tells the timeline in order', async () => {
    const page = await openTab('Timeline')
    const story = await page.locator('[role=tabpanel] ol').innerText()
    const steps = [
      /Received/,
      /Accepted/,
      /Routed/,
      /BETA \(beta-any\): rejected[^]*not wanted/,
      /ACME \(acme-any\): accepted/,
    ]
    const places = steps.map((step) => story.search(step))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it("gives the decision for each delivery, with the lead's own value, the buyer's words and the caps", async () => {
    const page = await openTab('Decision')
    const rows = new Map((await tableText(page)).map(([delivery = '', ...cells]) => [delivery, cells]))
    expect([...rows.keys()].toSorted()).toEqual(['acme-any', 'beta-any', 'beta-new-cars'])
    expect(rows.get('beta-new-cars')?.[1]).toContain('Skipped')
    expect(rows.get('beta-new-cars')?.[2]).toMatch(/2020.*2011/)
    expect(rows.get('beta-any')?.[1]).toContain('Rejected')
    expect(rows.get('beta-any')?.[2]).toContain('not wanted')
    expect(rows.get('acme-any')?.[1]).toContain('Accepted')
    expect(rows.get('acme-any')?.[3]).toMatch(/day: \d of 100/)
  })

  it('shows what was sent and what was answered, byte for byte as text', async () => {
    const page = await openTab('Dispatches')
    const card = page.getByRole('region', { name: 'Dispatch to acme-any' })
    await card.waitFor()
    const request = await card.getByLabel('Request', { exact: true }).textContent()
    expect(request).toContain(`POST ${stage.buyer.url}`)
    expect(request).toContain('"vehicle_year": 2011')
    expect(request).toMatch(/Idempotency-Key: \d+/i)
    expect(await card.getByLabel('Answer', { exact: true }).textContent()).toContain('"status": "accepted"')
    expect(await card.innerText()).toContain('Answer rule 1 matched: accepted.')
    expect(await card.innerText()).toMatch(/Buyer’s reference B-\d/)
  })

  it('adds up the money', async () => {
    const page = await openTab('Money')
    const totals = await page.locator('[role=tabpanel] dl').innerText()
    expect(totals.split(/\s+/)).toEqual(['Revenue', '£12.50', 'Payout', '£2.00', 'Profit', '£10.50'])
    expect(await tableText(page)).toHaveLength(2)
  })

  it('keeps the values as they were received beside what they were made into', async () => {
    const page = await openTab('Raw')
    await eventually(() => page.getByLabel('As received', { exact: true }).textContent()).toContain('07700 900982')
    await page.getByRole('tab', { name: 'Data' }).click()
    const phone = (await tableText(page)).find(([field]) => field?.includes('phone'))
    expect(phone?.slice(1, 3)).toEqual(['+447700900982', '07700 900982'])
  })

  it('has a URL for each tab, and says of an unknown lead that there is none', async () => {
    const page = await openTab('Money')
    await page.reload()
    await eventually(() => page.getByRole('tab', { name: 'Money' }).getAttribute('aria-selected')).toBe('true')
    const other = await stage.open('/leads/999999999')
    await other.getByText('There is no lead 999999999.').waitFor()
  })
})
