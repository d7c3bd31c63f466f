// Choosing leads in the list, as a person does before a bulk function.

import type { Locator, Page } from 'playwright-core'

import { leadRows } from './leadRow.ts'

/** The bar at the foot of the list. */
export function selectionBar(page: Page): Locator {
  return page.getByRole('region', { name: 'Selection' })
}

export async function selectLead(page: Page, id: string): Promise<void> {
  await page.locator(`tr[data-lead="${id}"]`).getByRole('checkbox').check()
}

export async function selectPage(page: Page): Promise<void> {
  await leadRows(page).first().waitFor()
  await page.getByRole('checkbox', { name: 'Select all leads of this page' }).check()
}

/** All results of the search; of a search with more than one page. */
export async function selectAllResults(page: Page): Promise<void> {
  await selectPage(page)
  await selectionBar(page)
    .getByRole('button', { name: /^All results/ })
    .click()
}

export async function takeSome(page: Page, count: number, order: 'Most recent' | 'Oldest' | 'Random'): Promise<void> {
  const bar = selectionBar(page)
  await bar.getByRole('checkbox', { name: 'Only' }).check()
  await bar.getByLabel('How many').fill(String(count))
  await bar.getByRole('combobox', { name: 'Which ones' }).click()
  await page.getByRole('option', { name: order }).click()
}

/** Opens a function of the bar and answers its window. */
export async function openFunction(page: Page, name: string): Promise<Locator> {
  await selectionBar(page).getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  return dialog
}

/** A function that stands in one of the bar's menus. */
export async function openFromMenu(page: Page, menu: 'Consent' | 'More', name: string): Promise<Locator> {
  await selectionBar(page).getByRole('button', { name: menu, exact: true }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  return dialog
}
