import type { Locator } from 'playwright-core'

/** What the button has opened: clicks it and finds the popover that it says it controls. */
export async function popoverOf(button: Locator): Promise<Locator> {
  await button.click()
  const page = button.page()
  await page.locator('button[aria-expanded=true][aria-controls]').waitFor()
  return page.locator(`[id="${await button.getAttribute('aria-controls')}"]`)
}
