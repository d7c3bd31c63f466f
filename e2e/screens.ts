// `npm run screens`: the pictures of the documentation, taken from the demo workspace in a throw-away database.
// `npm run screens -- FOLDER` writes them somewhere else.

import { mkdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import type { Browser, Page } from 'playwright-core'

import { listLeads } from '@switchyard/contract/leads/list.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setup as startDatabaseServer } from '@switchyard/testkit/databaseSetup.ts'

import { startBrowser } from './support/browser.ts'
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
}

function shotsOf(lead: string): readonly Shot[] {
  const list = '/leads'
  const one = `/leads/${lead}`
  return [
    { name: 'signin', path: '/sign-in', scheme: 'light', signedOut: true, shows: 'form' },
    { name: 'leads', path: list, scheme: 'light', shows: 'tr[data-lead]' },
    { name: 'leads-dark', path: list, scheme: 'dark', shows: 'tr[data-lead]' },
    { name: 'leads-narrow', path: list, scheme: 'light', narrow: true, shows: 'li[data-lead]' },
    { name: 'lead', path: one, scheme: 'light', shows: '[role=tabpanel] ol' },
    { name: 'lead-dark', path: `${one}?tab=dispatches`, scheme: 'dark', shows: '[role=tabpanel] article' },
    { name: 'decision', path: `${one}?tab=decision`, scheme: 'light', shows: '[role=tabpanel] table' },
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
    await takeAll(app, shotsOf(await tellingLead(app)))
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

/** A lead with a story: refused by one buyer and sold to the next, so that every tab has something to say. */
async function tellingLead(app: TestApp): Promise<string> {
  const { leads } = await app.client.call(listLeads, { query: { sold: ['sold'], deliveryStatus: ['partial'] } })
  const told = leads.find((lead) => lead.campaign === 'auto-warranty') ?? leads[0]
  if (!told) throw new Error('The demo workspace has no lead that one buyer refused and another bought')
  return told.id
}
