// The leads list as a person finds their way in it: by row and by column.

import type { Locator, Page } from 'playwright-core'

export const columns = [
  'ID',
  'Received',
  'Record summary',
  'Campaign',
  'SID',
  'Source',
  'Buyer',
  'Revenue',
  'Delivery',
] as const
export type Column = (typeof columns)[number]

export function leadRows(page: Page): Locator {
  return page.locator('tr[data-lead]')
}

export function leadCell(page: Page, id: string, column: Column): Locator {
  return page.locator(`tr[data-lead="${id}"] td`).nth(columns.indexOf(column))
}

/** Ids from top to bottom. */
export function shownLeads(page: Page): Promise<string[]> {
  return leadRows(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-lead') ?? ''))
}
