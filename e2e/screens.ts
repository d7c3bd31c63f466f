// `npm run screens`: the pictures of the documentation, taken from the demo workspace in a throw-away database.
// `npm run screens -- FOLDER` writes them somewhere else.

import { mkdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import type { Browser, Page } from 'playwright-core'

import { listCauses } from '@switchyard/contract/causes/list.ts'
import { listDeliveries } from '@switchyard/contract/deliveries/list.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setup as startDatabaseServer } from '@switchyard/testkit/databaseSetup.ts'
import { uploadFile } from '@switchyard/testkit/importFile.ts'
import { runJob } from '@switchyard/testkit/job.ts'

import { startBrowser } from './support/browser.ts'
import { openFunction, selectAllResults, takeSome } from './support/selecting.ts'
import { admin } from './support/stage.ts'

interface Shot {
  /** Name of the picture without its ending. */
  readonly name: string
  readonly path: string
  readonly scheme: 'light' | 'dark'
  readonly narrow?: true
  readonly signedOut?: true
  /** CSS selector of what has to be on the page before it is worth a picture. */
  readonly shows: string
  /** What is done on the page before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>
}

interface TellingLeads {
  /** Refused by one buyer and sold to the next, so that every tab has something to say. */
  readonly lead: string
  /** Refused by everybody. */
  readonly refused: string
  /** A job that sent some of those again. */
  readonly job: string
  /** An import of rejected leads that were corrected, not run yet. */
  readonly file: string
  /** Cars that are in no list. */
  readonly cause: string
}

function shotsOf({ lead, refused, job, file, cause }: TellingLeads): readonly Shot[] {
  const list = '/leads'
  const one = `/leads/${lead}`
  return [
    { name: 'signin', path: '/sign-in', scheme: 'light', signedOut: true, shows: 'form' },
    { name: 'home', path: '/', scheme: 'light', shows: 'figure svg' },
    { name: 'leads', path: list, scheme: 'light', shows: 'tr[data-lead]' },
    { name: 'leads-dark', path: list, scheme: 'dark', shows: 'tr[data-lead]' },
    { name: 'leads-narrow', path: list, scheme: 'light', narrow: true, shows: 'li[data-lead]' },
    {
      name: 'leads-selected',
      path: `${list}?campaign=boiler-cover&date=-30d..now`,
      scheme: 'light',
      shows: 'tr[data-lead]',
      prepare: async (page) => {
        await page.getByRole('checkbox', { name: 'Select all leads of this page' }).check()
        await page.getByRole('button', { name: /^All results/ }).click()
      },
    },
    {
      name: 'filter',
      path: list,
      scheme: 'dark',
      shows: 'tr[data-lead]',
      prepare: async (page) => {
        await page.getByRole('button', { name: 'Filter', exact: true }).click()
        await page.getByRole('button', { name: 'Delivery status', exact: true }).click()
      },
    },
    {
      name: 'palette',
      path: list,
      scheme: 'light',
      shows: 'tr[data-lead]',
      prepare: async (page) => {
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox', { name: 'Go to' }).fill('smith')
        await page.getByRole('option', { name: /·/ }).first().waitFor()
      },
    },
    {
      name: 'edit',
      path: `/leads/${refused}?tab=data&do=edit`,
      scheme: 'light',
      shows: 'form',
      prepare: async (page) => {
        await page.getByLabel('Vehicle year').fill('2015')
        await page.getByRole('region', { name: 'What this would change' }).getByRole('table').waitFor()
      },
    },
    {
      name: 'redeliver',
      path: `/leads/${refused}?do=redeliver`,
      scheme: 'dark',
      shows: '[role=dialog] [role=radio], [role=dialog] input[type=radio]',
      prepare: async (page) => {
        await page.getByRole('dialog').getByRole('radio').first().check()
        await page.getByRole('dialog').getByRole('status').waitFor()
      },
    },
    { name: 'lead', path: one, scheme: 'light', shows: '[role=tabpanel] ol' },
    { name: 'lead-dark', path: `${one}?tab=dispatches`, scheme: 'dark', shows: '[role=tabpanel] article' },
    { name: 'decision', path: `${one}?tab=decision`, scheme: 'light', shows: '[role=tabpanel] table' },
    ...(['light', 'dark'] as const).map((scheme) => ({
      name: scheme === 'light' ? 'bulk' : 'bulk-dark',
      path: `${list}?campaign=auto-warranty&sold=unsold,sold`,
      scheme,
      shows: 'tr[data-lead]',
      prepare: async (page: Page) => {
        await selectAllResults(page)
        await takeSome(page, 100, 'Random')
        const dialog = await openFunction(page, 'Redeliver to remote system')
        await dialog.getByRole('radio').first().check()
        await dialog.getByTestId('will-do').waitFor()
        await dialog.getByText('last hour').first().waitFor()
      },
    })),
    { name: 'jobs', path: '/jobs', scheme: 'light', shows: 'tr[data-job]' },
    { name: 'job', path: `/jobs/${job}`, scheme: 'light', shows: 'tr[data-item]' },
    { name: 'campaigns', path: '/campaigns', scheme: 'light', shows: 'tr[data-campaign]' },
    { name: 'campaign', path: '/campaigns/auto-warranty?date=-30d..now', scheme: 'light', shows: 'figure svg' },
    { name: 'campaign-narrow', path: '/campaigns/auto-warranty', scheme: 'dark', narrow: true, shows: 'figure svg' },
    {
      name: 'download',
      path: '/campaigns/auto-warranty?date=-30d..now&do=download',
      scheme: 'light',
      shows: '[role=dialog] form',
    },
    { name: 'import', path: `/imports/${file}?step=preview&rows=update`, scheme: 'light', shows: 'tr[data-row]' },
    ...(['light', 'dark'] as const).flatMap((scheme) => {
      const end = scheme === 'light' ? '' : '-dark'
      return [
        { name: `resolve${end}`, path: '/resolve?date=-30d..now', scheme, shows: '[data-cause]' },
        { name: `cause${end}`, path: `/resolve/${cause}`, scheme, shows: 'main h2' },
        {
          name: `grid${end}`,
          path: `/resolve/grid?cause=${cause}`,
          scheme,
          shows: '[role=grid] [role=row] [data-field]',
        },
        { name: `lists${end}`, path: '/lists', scheme, shows: '[data-list]' },
        {
          name: `list${end}`,
          path: '/lists/picklists/makes?tab=unknown',
          scheme,
          shows: '[data-unknown], [data-empty], main p',
        },
        { name: `alerts${end}`, path: '/alerts', scheme, shows: 'main h1' },
      ]
    }),
    { name: 'resolve-narrow', path: '/resolve?date=-30d..now', scheme: 'dark', narrow: true, shows: '[data-cause]' },
    { name: 'keys', path: '/keys', scheme: 'light', shows: 'tbody tr' },
  ]
}

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../docs/images'))
const stopDatabaseServer = await startDatabaseServer()
try {
  const app = await startTestApp()
  try {
    await app.context.demo.load(app.accountId, 'screens')
    await app.context.demo.idle()
    await takeAll(app, shotsOf(await tellingLeads(app)))
  } finally {
    await app.close()
  }
} finally {
  await stopDatabaseServer()
}

async function takeAll(app: TestApp, shots: readonly Shot[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const browser = await startBrowser()
  try {
    for (const shot of shots) {
      const file = join(folder, `${shot.name}.png`)
      const page = await open(browser, app.url, shot)
      await page.locator(shot.shows).first().waitFor()
      await shot.prepare?.(page)
      await page.screenshot({ path: file })
      await page.context().close()
      process.stdout.write(`${file} ${Math.round((await stat(file)).size / 1024)} KB\n`)
    }
  } finally {
    await browser.close()
  }
}

async function open(browser: Browser, url: string, shot: Shot): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    colorScheme: shot.scheme,
    viewport: shot.narrow ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    timezoneId: 'Europe/London',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  if (!shot.signedOut) await context.request.post('/v1/session', { data: admin })
  const page = await context.newPage()
  await page.goto(shot.path)
  return page
}

async function tellingLeads(app: TestApp): Promise<TellingLeads> {
  const find = async (query: { sold: string; deliveryStatus: string }) => {
    const { leads } = await app.client.call(listLeads, { query: { ...query, campaign: 'auto-warranty' } })
    const [found] = leads
    if (!found)
      throw new Error(`The demo workspace has no car warranty lead that is ${query.sold}, ${query.deliveryStatus}`)
    return found.id
  }
  const refused = await find({ sold: 'unsold', deliveryStatus: 'fail' })
  const { deliveries } = await app.client.call(listDeliveries, { query: { campaign: 'auto-warranty' } })
  const job = await runJob(app.client, {
    action: 'redeliver',
    selection: { query: { campaign: 'auto-warranty' }, take: { count: 60, order: 'random', seed: 7 } },
    options: { delivery: deliveries.find(({ status }) => status === 'active')?.key },
  })
  return {
    lead: await find({ sold: 'sold', deliveryStatus: 'partial' }),
    refused,
    job: job.id,
    file: await correctedFile(app),
    cause: await causeOfMakes(app),
  }
}

/** What somebody made of the leads whose make is in no list: most are corrected, one names a lead that is not there. */
async function correctedFile(app: TestApp): Promise<string> {
  const query = { campaign: 'auto-warranty', code: 'REJECT_LEAD_INVALID_LIST_VALUE', limit: 12 } as const
  const { leads } = await app.client.call(listLeads, { query })
  const rows = leads.map(({ id, revision }, index) => `${index === 3 ? '99999999' : id},${revision},Volkswagen`)
  const file = ['LeadID,Revision,make', ...rows].join('\r\n')
  const made = await uploadFile(app, { file, name: 'corrected.csv', campaign: 'auto-warranty', purpose: 'resolve' })
  return made.id
}

async function causeOfMakes(app: TestApp): Promise<string> {
  const { causes } = await app.client.call(listCauses, { query: { campaign: 'auto-warranty' } })
  const found = causes.find(({ field }) => field === 'make')
  if (!found) throw new Error('The demo workspace has no car warranty lead whose make is in no list')
  return found.id
}
