// The road by file: a campaign's counts, its rejected leads down as a file, corrected, up again, and what came of them.

import { readFile } from 'node:fs/promises'

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'

import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { detailOf, postLead } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'
import { cellsOf } from '@switchyard/testkit/sheets/cellsOf.ts'
import { hostileFiles } from '@switchyard/testkit/sheets/hostileFiles.ts'
import { textWorkbook } from '@switchyard/testkit/sheets/textWorkbook.ts'

import { seriousViolations } from './support/seriousViolations.ts'
import { shownLeads } from './support/leadRow.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

const patience = { timeout: 60_000, interval: 100 }
const eventually = <T>(read: () => T) => expect.poll(read, patience)

/** A campaign with `count` leads that stand rejected for their make, and one that is sold. */
async function rejectedIn(campaign: string, count: number): Promise<string[]> {
  const scene = await makeScene(stage.app, campaign, {
    campaign: { dedupe: [] },
    deliveries: { [`acme-${campaign}`]: { url: stage.buyer.url } },
    route: { kind: 'priority', maxSales: 1 },
  })
  await scene.settle()
  const sent = Array.from({ length: count }, (_, index) =>
    postLead(stage.app, {
      campaign,
      supplier: 'ADC1',
      fields: goodLead({ make: 'VW', first_name: index === 0 ? 'Zoë' : 'Ann' }),
    }),
  )
  return (await Promise.all(sent)).map(({ answer }) => answer.id).toSorted((a, b) => Number(a) - Number(b))
}

const status = async (id: string) => (await detailOf(stage.app, id)).status

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer })
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
}

const tile = (page: Page, word: string): Locator =>
  page.getByRole('group', { name: 'What running it would do' }).getByRole('button', { name: word })

async function goTo(page: Page, step: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: step }).click()
  await page.getByRole('region', { name: step, exact: true }).waitFor()
}

async function look(page: Page, where: string): Promise<void> {
  expect(await seriousViolations(page), where).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await seriousViolations(page, ['color-contrast']), `${where}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: null })
}

describe('rejected leads by file', () => {
  it('come down as a workbook, go up corrected, and are accepted as the preview said', async () => {
    const [zoe = '', left = '', gone = ''] = await rejectedIn('filed', 3)
    const page = await stage.open('/campaigns')
    await page.getByRole('link', { name: '3 rejected, waiting leads of' }).waitFor({ timeout: 60_000 })
    await page.locator('tr[data-campaign=filed]').getByRole('link').first().click()
    const sum = page.getByRole('region', { name: 'Lead status' })
    await eventually(() => sum.innerText()).toMatch(/4\s*Received\s*=.*1\s*Accepted.*3\s*Rejected/s)
    await page.getByRole('heading', { name: 'Why leads were rejected' }).waitFor({ timeout: 60_000 })
    await look(page, 'summary')
    await sum.getByRole('link', { name: '3 rejected, show the leads' }).click()
    await eventually(() => shownLeads(page)).toHaveLength(3)
    await page.goBack()

    await page.getByRole('button', { name: 'Download Leads' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('3 leads', { exact: true }).waitFor({ timeout: 60_000 })
    const downloading = page.waitForEvent('download', { timeout: 60_000 })
    await dialog.getByRole('button', { name: 'Download', exact: true }).click()
    const file = await downloading
    expect(file.suggestedFilename()).toMatch(/\.xlsx$/)
    const [head = [], ...rows] = await cellsOf(await readFile(await file.path()))
    const at = (name: string) => head.indexOf(name)
    expect(head.slice(0, 11).join()).toBe(
      'LeadID,Campaign,Supplier,Source,Method,Received At,Updated At,Lead Status,Disposition Code,Custom Reason,Revision',
    )
    expect(new Set(rows.map((row) => row[0]))).toEqual(new Set([zoe, left, gone]))
    expect(rows.find(([id]) => id === zoe)?.[at('first_name')]).toBe('Zoë')

    // One row is taken out, one is corrected, one is left as it is.
    const corrected = rows
      .filter(([id]) => id !== gone)
      .map((row) => (row[0] === zoe ? row.with(at('make'), 'Volkswagen') : row))
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('button', { name: 'Upload Leads' }).click()
    await upload(page, 'corrected.xlsx', textWorkbook([head, ...corrected]))
    await page.getByRole('heading', { name: 'Does this look right?' }).waitFor({ timeout: 60_000 })
    await page.getByRole('listitem').getByText('Zoë', { exact: true }).waitFor()
    await goTo(page, 'Preview')
    await eventually(() => tile(page, 'to update').innerText()).toMatch(/^1\b/)
    expect(await tile(page, 'unchanged').innerText()).toMatch(/^1\b/)
    await eventually(() => page.getByRole('region', { name: 'What checking them would say now' }).innerText()).toMatch(
      /1 accepted.*1 rejected/s,
    )
    await tile(page, 'to update').click()
    await eventually(() => page.locator('tr[data-row]').count()).toBe(1)
    expect(await page.locator('tr[data-row] del').innerText()).toBe('VW')
    await look(page, 'preview')
    await page.getByRole('button', { name: 'Run 2 rows' }).click()
    const result = page.getByRole('region', { name: 'Result', exact: true })
    await eventually(() => result.getByRole('status').first().innerText()).toContain('Done')
    await eventually(() => result.getByRole('list', { name: 'Outcomes' }).innerText()).toMatch(/Accepted 1/)
    await result.getByText('Value not in list').waitFor({ timeout: 60_000 })
    expect(await Promise.all([zoe, left, gone].map(status))).toEqual(['accepted', 'rejected', 'rejected'])
    expect((await detailOf(stage.app, gone)).revision).toBe(1)
    // What is shown has an address: it is there again after Back and after loading anew.
    await page.goBack()
    await page.reload()
    await page.getByRole('heading', { name: 'What was done with its rows' }).waitFor({ timeout: 60_000 })
  })

  it('go up as Windows-1252 with their umlauts, and a file that is a trap is refused in words', async () => {
    const [id = ''] = await rejectedIn('umlauts', 1)
    const page = await stage.open('/imports/new?campaign=umlauts')
    const bomb = hostileFiles.find(({ name }) => name === 'bomb.xlsx')
    await upload(page, 'bomb.xlsx', bomb?.bytes() ?? Buffer.alloc(0))
    const refused = page.locator('li[data-sending=refused]')
    await eventually(() => refused.innerText()).toMatch(/Refused.*unpacks to \d+ times its size/s)
    await page.getByRole('button', { name: 'Take bomb.xlsx off' }).click()

    const text = `LeadID;Revision;first_name;make\r\n${id};1;Jürgen;Volkswagen\r\n`
    await upload(page, 'umlauts.csv', Buffer.from(text, 'latin1'))
    await page.getByRole('heading', { name: 'Does this look right?' }).waitFor({ timeout: 60_000 })
    await page.getByRole('listitem').getByText('Jürgen', { exact: true }).waitFor()
    expect(await page.getByRole('combobox', { name: 'Encoding' }).inputValue()).toMatch(/^Windows-1252/)
    for (const step of ['Columns', 'Options', 'Preview']) {
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByRole('region', { name: step, exact: true }).waitFor()
      if (step === 'Columns') await look(page, step)
    }
    await page.setViewportSize({ width: 390, height: 844 })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wider, 'pixels that stick out of the side of a narrow screen').toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Run 1 row' }).click()
    await eventually(() => status(id)).toBe('accepted')
    expect((await detailOf(stage.app, id)).fields['first_name']).toBe('Jürgen')
    await page.getByRole('link', { name: 'All imports' }).click()
    const listed = page.locator('tr[data-import]').filter({ hasText: 'umlauts.csv' })
    await eventually(() => listed.innerText()).toMatch(/Done/)
    await look(page, 'imports')
  })
})
