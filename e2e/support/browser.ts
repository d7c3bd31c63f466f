// The browser that the tests look through: the system's Chromium, without a window.

import { chromium, type Browser } from 'playwright-core'

/** SWITCHYARD_CHROMIUM names another one than /usr/bin/chromium. It may reach nothing but the pages under test. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['SWITCHYARD_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}
