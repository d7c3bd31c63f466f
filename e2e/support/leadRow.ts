// The leads list as a person finds their way in it: by row and by column.

import type { Locator, Page } from 'playwright-core'

/** The standard columns from left to right, as they are called and as the page marks them. */
const names = {
  ID: 'id',
  Received: 'received',
  'Record summary': 'summary',
  Campaign: 'campaign',
  SID: 'supplier',
  Source: 'source',
  Buyer: 'buyer',
  Revenue: 'revenue',
  Delivery: 'delivery',
} as const
export type Column = keyof typeof names

export const columns: readonly string[] = Object.keys(names)

export function leadRows(page: Page): Locator {
  return page.locator('tr[data-lead]')
}

export function leadCell(page: Page, id: string, column: Column): Locator {
  return page.locator(`tr[data-lead="${id}"] td[data-column=${names[column]}]`)
}

/** Headers from left to right, without the zone of the times. */
export async function shownColumns(page: Page): Promise<string[]> {
  const texts = await page.locator('thead th[data-column]').allTextContents()
  return texts.map((text) => text.split(' · ')[0] ?? '')
}

/** Ids from top to bottom. */
export function shownLeads(page: Page): Promise<string[]> {
  return leadRows(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-lead') ?? ''))
}
