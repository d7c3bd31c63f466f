// Every screen through axe: in light, in dark, and as narrow as a phone.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { layoutRules, seriousViolations } from './support/seriousViolations.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage
let lead = ''

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
  const scene = await makeScene(stage.app, 'axe', {
    deliveries: {
      'beta-axe': { url: `${stage.buyer.url}/refuse`, buyer: 'BETA' },
      'acme-axe': { url: stage.buyer.url },
    },
    route: { kind: 'priority', maxSales: 1 },
  })
  lead = (await scene.settle()).id
  await scene.settle({ vehicle_year: 2025 })
  await scene.settle({ make: 'VW' })
  await scene.settle({}, { test: true })
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

interface Screen {
  readonly name: string
  readonly path: () => string
  /** What is done on the page before it is looked at. */
  readonly prepare: (page: Page) => Promise<void>
  readonly signedOut?: true
  /** A narrow window shows other elements. */
  readonly otherWhenNarrow?: true
}

const heading = (name: string) => (page: Page) => page.getByRole('heading', { name }).first().waitFor()
const tab = (name: string) => ({
  name: `a lead, ${name}`,
  path: () => `/leads/${lead}?tab=${name}`,
  prepare: (page: Page) => page.getByRole('tabpanel').waitFor(),
})

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}

const screens: readonly Screen[] = [
  { name: 'sign-in', path: () => '/sign-in', prepare: heading('Sign in to Switchyard'), signedOut: true },
  {
    name: 'home with its tables',
    path: () => '/',
    otherWhenNarrow: true,
    prepare: async (page) => {
      await page.getByText('As a table').first().click()
      await page.getByRole('table').first().waitFor()
    },
  },
  {
    name: 'leads',
    path: () => '/leads',
    prepare: (page) => page.locator('[data-lead]').first().waitFor(),
    otherWhenNarrow: true,
  },
  {
    name: 'leads with peek, chips and a notice',
    path: () => `/leads?status=accepted&sold=banana&lead=${lead}`,
    prepare: (page) => page.getByRole('complementary').getByText('Vehicle year').waitFor(),
  },
  {
    name: 'leads with the filter menu',
    path: () => '/leads',
    prepare: async (page) => {
      await press(page, 'Filter')
      await press(page, 'Sold status')
      await page.getByRole('checkbox', { name: 'Unsold' }).waitFor()
    },
    // The menu then lies over the cards, whose own targets count as its neighbours.
    otherWhenNarrow: true,
  },
  {
    name: 'leads with a reason open',
    path: () => '/leads?status=rejected',
    prepare: async (page) => {
      await page
        .locator('[data-lead]')
        .getByRole('button', { name: /Rejected/ })
        .click()
      await page.getByText('REJECT_LEAD_INVALID_LIST_VALUE').waitFor()
    },
  },
  {
    name: 'leads with a selection and a saved view menu',
    path: () => '/leads',
    prepare: async (page) => {
      await page
        .getByRole('checkbox', { name: /^Select lead/ })
        .first()
        .check()
      await page.getByRole('region', { name: 'Selection' }).waitFor()
      await press(page, 'Saved views')
      await page.getByRole('menuitem', { name: 'All leads' }).waitFor()
    },
  },
  { name: 'leads, none found', path: () => '/leads?sold=returned', prepare: heading('No lead matches all of this') },
  ...['timeline', 'data', 'decision', 'dispatches', 'money', 'consent', 'raw'].map(tab),
  {
    name: 'a lead being edited',
    path: () => `/leads/${lead}?tab=data`,
    prepare: async (page) => {
      await press(page, 'Edit')
      await page.getByLabel('Vehicle year').fill('1900')
      await page.getByLabel('Reason for the change').fill('a slip')
      await press(page, 'Save')
      await page.getByText(/1980/).first().waitFor()
    },
  },
  {
    name: 'unknown values of a picklist',
    path: () => '/lists/picklists/makes?tab=unknown',
    prepare: (page) => page.getByRole('button', { name: 'Map to Volkswagen: VW' }).waitFor(),
  },
  { name: 'API keys', path: () => '/keys', prepare: (page) => page.getByText('First admin key').waitFor() },
  {
    name: 'a new API key',
    path: () => '/keys',
    prepare: async (page) => {
      await press(page, 'New key')
      await page.getByLabel('Name').waitFor()
    },
  },
  {
    name: 'revoking an API key',
    path: () => '/keys',
    prepare: async (page) => {
      await press(page, 'Revoke First admin key')
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'settings', path: () => '/settings', prepare: heading('Settings') },
  {
    name: 'shortcuts',
    path: () => '/settings',
    prepare: async (page) => {
      await page.getByRole('combobox', { name: 'Time zone' }).waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'no such page', path: () => '/nowhere', prepare: heading('There is no page here') },
]

describe('no serious or critical finding of axe', () => {
  it.each(screens)('on $name', async ({ path, prepare, signedOut, otherWhenNarrow }) => {
    const page = await (signedOut ? stage.openSignedOut(path()) : stage.open(path()))
    await prepare(page)
    expect(await seriousViolations(page), 'light').toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    // The same elements as before, so only their colours can be wrong.
    expect(await seriousViolations(page, ['color-contrast']), 'dark').toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await seriousViolations(page, otherWhenNarrow ? undefined : layoutRules), 'narrow').toEqual([])
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wider, 'pixels that stick out of the side of a narrow screen').toBeLessThanOrEqual(0)
  })

  it('on the API reference', async () => {
    const page = await stage.open('/docs/api')
    // One template makes them all, and axe compares everything with everything: every twelfth says as much in a tenth of the time.
    await page.evaluate(() => {
      for (const [index, article] of document.querySelectorAll('main article').entries()) {
        if (index % 12 !== 0) article.remove()
      }
    })
    expect(await seriousViolations(page)).toEqual([])
  })
})
