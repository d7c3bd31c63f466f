// What every journey needs: a server with a database of its own, a buyer to sell to, and a browser whose user is signed in.

import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'

import { startBrowser } from './browser.ts'
import { collectFaults } from './faults.ts'

export const admin = { email: 'admin@example.com', password: 'correct horse battery' } as const

export interface Stage {
  readonly app: TestApp
  readonly buyer: Buyer
  /** A window, signed in, at `path` ("/leads"), in Europe/Paris. With `options` it shares nothing with the others. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>
  /** The same without a session. */
  openSignedOut(path: string): Promise<Page>
  /** Closes all windows. Throws when one of them complained, so that no test passes over a broken page. */
  clear(): Promise<void>
  close(): Promise<void>
}

export async function startStage(): Promise<Stage> {
  const [app, buyer, browser] = await Promise.all([startTestApp(), startBuyer(), startBrowser()])
  const faults: string[] = []
  // Shared by most windows: what one has loaded the next finds in the cache.
  let shared: BrowserContext | null = null

  function newContext(options: BrowserContextOptions): Promise<BrowserContext> {
    return browser.newContext({
      baseURL: app.url,
      timezoneId: 'Europe/Paris',
      locale: 'en-GB',
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    })
  }

  async function openWindow(context: BrowserContext, path: string): Promise<Page> {
    const page = await context.newPage()
    collectFaults(page, faults)
    await page.goto(path)
    return page
  }

  return {
    app,
    buyer,
    async open(path, options) {
      shared ??= await signIn(await newContext({}))
      if (!options) return openWindow(shared, path)
      return openWindow(await newContext({ storageState: await shared.storageState(), ...options }), path)
    },
    openSignedOut: async (path) => openWindow(await newContext({}), path),
    async clear() {
      await Promise.all(shared?.pages().map((page) => page.close()) ?? [])
      const others = browser.contexts().filter((context) => context !== shared)
      await Promise.all(others.map((context) => context.close()))
      if (faults.length > 0) throw new Error(`The pages complained:\n${faults.splice(0).join('\n')}`)
    },
    async close() {
      await browser.close()
      await Promise.all([app.close(), buyer.close()])
    },
  }
}

async function signIn(context: BrowserContext): Promise<BrowserContext> {
  const answer = await context.request.post('/v1/session', { data: admin })
  if (!answer.ok()) throw new Error(`The admin could not sign in: ${answer.status()} ${await answer.text()}`)
  return context
}
