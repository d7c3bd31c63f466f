// The windows of the bulk functions and the job centre through axe: in light, in dark, and as narrow as a phone.

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { runJob } from '@switchyard/testkit/job.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { openFromMenu, openFunction, selectPage } from './support/selecting.ts'
import { layoutRules, seriousViolations } from './support/seriousViolations.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage
let job = ''

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
  const rules = { field: 'vehicle_year', op: 'gte', value: 2010 } as const
  const scene = await makeScene(stage.app, 'axe', {
    deliveries: {
      'acme-axe': { url: stage.buyer.url, rules },
      'beta-axe': { url: `${stage.buyer.url}/refuse`, buyer: 'BETA' },
    },
  })
  const leads = [await scene.settle(), await scene.settle({ vehicle_year: 2005 })]
  const selection = { ids: [...leads.map(({ id }) => id), '999999999'] }
  job = (await runJob(stage.app.client, { action: 'redeliver', selection, options: { delivery: 'beta-axe' } })).id
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

interface Screen {
  readonly name: string
  readonly path: () => string
  readonly prepare: (page: Page) => Promise<void>
}

const functions = [
  'Redeliver to remote system',
  'Return',
  'Update payout / revenue',
  'Edit a field',
  'Reprocess',
  'Export',
  'Delete',
]
const more = ['Release quarantined', 'Resolve for review', 'Join auto-responder']

const screens: readonly Screen[] = [
  {
    name: 'Redeliver with its plan',
    path: () => '/leads?campaign=axe',
    prepare: async (page) => {
      await selectPage(page)
      const dialog = await openFunction(page, 'Redeliver to remote system')
      await dialog.getByRole('radio', { name: /acme-axe/ }).check()
      await eventually(() => dialog.getByRole('region', { name: 'Plan' }).innerText()).toContain('vehicle_year')
    },
  },
  {
    name: 'Resubscribe',
    path: () => '/leads?campaign=axe',
    prepare: async (page) => {
      await selectPage(page)
      await openFromMenu(page, 'Consent', 'Resubscribe to Email')
    },
  },
  { name: 'the jobs', path: () => '/jobs', prepare: (page) => page.locator('tr[data-job]').first().waitFor() },
  { name: 'a job', path: () => `/jobs/${job}`, prepare: (page) => page.locator('tr[data-item]').first().waitFor() },
]

it.each(screens)('no serious or critical finding of axe on $name', async ({ path, prepare }) => {
  const page = await stage.open(path())
  await prepare(page)
  await expectNothingSerious(page)
})

it('no serious or critical finding of axe on the window of each function', async () => {
  const page = await stage.open('/leads?campaign=axe')
  await selectPage(page)
  for (const name of [...functions, ...more]) {
    const dialog = functions.includes(name) ? await openFunction(page, name) : await openFromMenu(page, 'More', name)
    await expectNothingSerious(page, name)
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
})

async function expectNothingSerious(page: Page, name = ''): Promise<void> {
  expect(await seriousViolations(page), `${name} light`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  // The same elements as before, so only their colours can be wrong.
  expect(await seriousViolations(page, ['color-contrast']), `${name} dark`).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await seriousViolations(page, layoutRules), `${name} narrow`).toEqual([])
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wider, `${name}: pixels that stick out of the side of a narrow screen`).toBeLessThanOrEqual(0)
}
