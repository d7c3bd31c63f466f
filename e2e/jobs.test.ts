// The job centre: what runs, what came of it, and holding it, letting it go on, and doing again what failed.

import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { createJob } from '@switchyard/contract/jobs/create.ts'
import { showJob } from '@switchyard/contract/jobs/show.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { updateLead } from '@switchyard/contract/leads/update.ts'
import { deliveryDocument, goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { runJob, watchJob } from '@switchyard/testkit/job.ts'
import { makeScene, type Scene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { openFunction, selectAllResults, selectPage } from './support/selecting.ts'
import { seriousViolations } from './support/seriousViolations.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

/** A campaign whose leads wait for a person. */
async function waitingIn(campaign: string, count: number): Promise<{ scene: Scene; ids: string[] }> {
  const delivery = { url: stage.buyer.url, trigger: 'manual' } as const
  const scene = await makeScene(stage.app, campaign, {
    campaign: { dedupe: [] },
    deliveries: { [`${campaign}-acme`]: delivery },
  })
  const leads = Array.from({ length: count }, () => ({ campaign, supplier: 'ADC1', fields: goodLead() }))
  const { results } = await stage.app.client.call(createLeads, { body: { leads } })
  return { scene, ids: results.flatMap((result) => ('id' in result ? [result.id] : [])) }
}

/** Runs a copied line as a person would, with `--plan` behind it. */
async function planInShell(line: string): Promise<string> {
  const program = join(import.meta.dirname, '../cli/bin/switchyard.js')
  const command = `switchyard() { '${process.execPath}' '${program}' "$@"; }; ${line} --plan`
  const env = { ...process.env, SWITCHYARD_URL: stage.app.url, SWITCHYARD_KEY: stage.app.key }
  return (await promisify(execFile)('sh', ['-c', command], { env })).stdout
}

const jobOf = (id: string) => stage.app.client.call(showJob, { params: { id } })
const shownState = (page: Page) => page.getByRole('status').first().innerText()

describe('a job that takes its time', () => {
  it('goes on without its tab, is paused, resumed and cancelled, and its numbers add up', async () => {
    await waitingIn('slow', 60)
    const page = await stage.open('/leads?campaign=slow')
    await selectAllResults(page)
    const dialog = await openFunction(page, 'Redeliver to remote system')
    await dialog.getByLabel('Leads per second at most').fill('1')
    await dialog.getByRole('button', { name: 'Redeliver 60 leads' }).click()
    await eventually(() => dialog.getByRole('status').innerText()).toContain('Running')
    const link = await dialog.getByRole('link', { name: /^Open job/ }).getAttribute('href')
    const id = link?.split('/').at(-1) ?? ''
    await eventually(() => page.getByRole('link', { name: /Jobs.*1 job running/ }).count()).toBe(1)
    await dialog.getByRole('button', { name: 'Close, it goes on' }).click()
    await page
      .getByRole('alert')
      .getByRole('link', { name: `Open job ${id}` })
      .click()
    await page.getByRole('heading', { name: `Redeliver · Job ${id}` }).waitFor()
    await page.close()

    const before = (await jobOf(id)).done
    await watchJob(stage.app.client, id, ({ done }) => done > before)
    const again = await stage.open('/jobs')
    await again.getByRole('button', { name: `Pause, Job ${id}` }).click()
    await eventually(() => again.locator(`tr[data-job="${id}"]`).innerText()).toContain('Paused')
    await again.getByRole('link', { name: 'Redeliver' }).click()
    await again.getByRole('button', { name: 'Resume' }).click()
    await eventually(() => shownState(again)).toContain('Running')
    await again.getByRole('button', { name: 'Cancel job' }).click()
    await again.getByRole('dialog').getByRole('button', { name: 'Cancel job' }).click()
    await eventually(() => shownState(again)).toContain('Cancelled')
    const job = await watchJob(stage.app.client, id, ({ finishedAt }) => finishedAt !== null)
    expect(job.done + job.cancelled).toBe(60)
    expect(job.cancelled).toBeGreaterThan(0)
    await eventually(() => again.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('60')
    await again.getByRole('button', { name: `Cancelled ${job.cancelled}` }).click()
    await eventually(() => again.locator('tr[data-state=cancelled]').count()).toBe(Math.min(50, job.cancelled))
    await again.getByRole('button', { name: 'Select all of these in the list' }).click()
    const bar = again.getByRole('region', { name: 'Selection' })
    await eventually(() => bar.innerText()).toContain(`${job.cancelled} selected`)
  })
})

describe('a job whose leads were refused', () => {
  it('groups them by reason, selects them in the list, and does them again', async () => {
    const { scene, ids } = await waitingIn('refused', 3)
    await scene.change('refused-acme', { request: deliveryDocument(`${stage.buyer.url}/refuse`).request })
    const selection = { ids: [...ids, '999999999'] }
    const job = await runJob(stage.app.client, { action: 'redeliver', selection, options: {} })
    expect(job).toMatchObject({ failed: 3, leftOut: 1 })

    const page = await stage.open(`/jobs/${job.id}`)
    const reasons = page.getByRole('region', { name: 'Reasons' })
    await eventually(() => reasons.getByRole('listitem').count()).toBe(2)
    await reasons.getByRole('button', { name: 'not found', exact: true }).click()
    await eventually(() => page.locator('tr[data-item]').count()).toBe(1)
    expect(new URL(page.url()).searchParams.get('state')).toBe('leftOut')
    await reasons.getByRole('button', { name: /^Select these 3/ }).click()
    await eventually(() => page.getByRole('region', { name: 'Selection' }).innerText()).toContain('3 selected')
    await page.goBack()

    await scene.change('refused-acme', { request: deliveryDocument(stage.buyer.url).request })
    await page.getByRole('button', { name: 'Retry 3 failed' }).click()
    await eventually(() => shownState(page)).toMatch(/Done.*4 of 4 leads/s)
    await eventually(() => page.getByRole('list', { name: 'Outcomes' }).innerText()).toBe('Accepted 3')
  })
})

describe('an export', () => {
  it('is fetched from its job, with a row for every lead that was chosen', async () => {
    const { ids } = await waitingIn('exported', 4)
    const page = await stage.open('/leads?campaign=exported')
    await selectPage(page)
    const dialog = await openFunction(page, 'Export')
    await dialog.getByRole('button', { name: 'Export 4 leads' }).click()
    await eventually(() => dialog.getByRole('status').innerText()).toContain('Done')
    const downloading = page.waitForEvent('download')
    await dialog.getByRole('link', { name: 'Download file' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(/^leads-\d+\.csv$/)
    const [head = '', ...rows] = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
    expect(head.replace('\uFEFF', '').split(',').slice(0, 3)).toEqual(['LeadID', 'Campaign', 'Supplier'])
    expect(new Set(rows.map((row) => row.split(',')[0]))).toEqual(new Set(ids))
    expect(rows).toHaveLength(ids.length)
  })
})

describe('a redelivery that tries five first', () => {
  it('shows their answers, stops when told to, and leaves the rest selected; its line for the terminal plans the same', async () => {
    await waitingIn('tried', 12)
    const page = await stage.open('/leads?campaign=tried', { permissions: ['clipboard-read', 'clipboard-write'] })
    await selectPage(page)
    const dialog = await openFunction(page, 'Redeliver to remote system')
    await dialog.getByRole('checkbox', { name: 'Try 5 first' }).check()
    await eventually(() => dialog.getByTestId('will-do').innerText()).toBe('12 leads')
    await dialog.getByRole('button', { name: 'Copy as CLI' }).click()
    const line = await page.evaluate(() => navigator.clipboard.readText())
    expect(line).toMatch(/^switchyard redeliver --ids [\d,]+ --delivery tried-acme --try 5$/)
    expect(await planInShell(line)).toContain('12 leads: 12 will be done, 0 left out')

    await dialog.getByRole('button', { name: 'Redeliver 12 leads' }).click()
    await eventually(() => dialog.locator('[data-tried]').count()).toBe(5)
    expect(await seriousViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Send the other 7' }).waitFor()
    await dialog.getByRole('button', { name: 'Stop here' }).click()
    await dialog.getByRole('button', { name: 'Select the 7 not done' }).click()
    await eventually(() => page.getByRole('region', { name: 'Selection' }).innerText()).toContain('7 selected')
  })
})

describe('a job that was a mistake', () => {
  it('is undone from the message about it, but not for the lead that was changed since', async () => {
    const { ids } = await waitingIn('mistake', 3)
    const page = await stage.open('/leads?campaign=mistake')
    await selectPage(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Go to' }).fill('edit a')
    await page.getByRole('option', { name: /Edit a field/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit a field' })
    await dialog.getByRole('combobox', { name: 'Field' }).click()
    await page.getByRole('option', { name: /First name/i }).click()
    await dialog.getByRole('textbox', { name: /^New value/ }).fill('Wrong')
    await dialog.getByRole('textbox', { name: /^Reason/ }).fill('a mistake')
    await dialog.getByRole('button', { name: 'Edit 3 leads' }).click()
    await eventually(() => dialog.getByRole('status').innerText()).toContain('Done')
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    const [changed = ''] = ids
    const again = { fields: { first_name: 'Ann' }, reason: 'asked her', revision: 2 }
    await stage.app.client.call(updateLead, { params: { id: changed }, body: again })
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('heading', { name: /^Undo · Job/ }).waitFor()
    await eventually(() => shownState(page)).toMatch(/Done.*3 of 3 leads/s)
    await page.getByRole('button', { name: 'edited since: it is at revision 3', exact: true }).click()
    await eventually(() => page.locator('tr[data-item]').count()).toBe(1)
    expect(await page.locator(`tr[data-item="${changed}"]`).count()).toBe(1)
    await page.getByRole('link', { name: /^Job \d+$/ }).click()
    await page.getByText('Taken back by').waitFor()
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
  })
})

describe('a job of no lead', () => {
  it('says that there was nothing to do', async () => {
    const selection = { query: { campaign: 'nowhere' } }
    const job = await stage.app.client.call(createJob, { body: { action: 'reprocess', selection, options: {} } })
    const page = await stage.open(`/jobs/${job.id}`)
    await page.getByText('The selection found no lead, so there was nothing to do.').waitFor()
    expect(await page.getByRole('heading', { name: 'Leads of the job' }).count()).toBe(0)
  })
})
