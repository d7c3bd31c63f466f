// Bulk functions: chosen in the list, planned on the spot, run as a job.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'

import { listJobs } from '@switchyard/contract/jobs/list.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { createUser } from '@switchyard/contract/users/create.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { leadCell } from './support/leadRow.ts'
import {
  openFromMenu,
  openFunction,
  selectAllResults,
  selectLead,
  selectionBar,
  selectPage,
  takeSome,
} from './support/selecting.ts'
import { admin, startStage, type Stage } from './support/stage.ts'

const acme = 'acme-bulk'
const beta = 'beta-bulk'
let stage: Stage

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
  // Sent to by hand only, so that every attempt is one that a test asked for.
  const byHand = { url: stage.buyer.url, trigger: 'manual' } as const
  await makeScene(stage.app, 'bulk', {
    campaign: { dedupe: [] },
    deliveries: { [acme]: byHand, [beta]: { ...byHand, buyer: 'BETA' } },
  })
  await send('bulk', 130)
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

async function send(campaign: string, count: number): Promise<string[]> {
  const leads = Array.from({ length: count }, () => ({ campaign, supplier: 'ADC1', fields: goodLead() }))
  const { results } = await stage.app.client.call(createLeads, { body: { leads } })
  await stage.app.idle()
  return results.flatMap((result) => ('id' in result ? [result.id] : []))
}

/** A campaign with one delivery that takes all it gets. */
async function soldIn(campaign: string, count: number): Promise<string[]> {
  await makeScene(stage.app, campaign, {
    campaign: { dedupe: [] },
    deliveries: { [`${campaign}-acme`]: { url: stage.buyer.url } },
  })
  return send(campaign, count)
}

async function attemptsAt(delivery: string): Promise<{ attempts: number; leads: number }> {
  const [row] = await stage.app.db.engine<{ attempts: number; leads: number }[]>`
    SELECT count(*)::int AS attempts, count(DISTINCT lead_id)::int AS leads FROM attempts WHERE delivery = ${delivery}`
  return row ?? { attempts: 0, leads: 0 }
}

const plan = (dialog: Locator) => dialog.getByRole('region', { name: 'Plan' })
const willDo = (dialog: Locator) => dialog.getByTestId('will-do').innerText()

async function openCampaign(campaign: string): Promise<Page> {
  const page = await stage.open(`/leads?campaign=${campaign}`)
  await page.locator('tr[data-lead]').first().waitFor()
  return page
}

describe('redelivering a hundred of all results, chosen at random', () => {
  it('sends nothing until a delivery was chosen, then exactly these hundred to that one', async () => {
    const page = await openCampaign('bulk')
    await selectAllResults(page)
    await takeSome(page, 100, 'Random')
    const dialog = await openFunction(page, 'Redeliver to remote system')
    expect(await plan(dialog).innerText()).toContain('Choose a delivery')
    expect(await dialog.getByRole('button', { name: 'Redeliver', exact: true }).isDisabled()).toBe(true)
    const host = new URL(stage.buyer.url).host
    expect(await dialog.locator(`[data-delivery="${beta}"]`).innerText()).toMatch(new RegExp(`buyer BETA · ${host}`))
    await eventually(() => dialog.locator(`[data-delivery="${beta}"]`).innerText()).toContain('nothing waiting')
    expect(await dialog.getByRole('checkbox', { name: 'Skip rules' }).isChecked()).toBe(false)

    await dialog.getByRole('radio', { name: new RegExp(beta) }).check()
    await eventually(() => willDo(dialog)).toBe('100 leads')
    await dialog.getByRole('button', { name: 'Redeliver 100 leads' }).click()
    await eventually(() => dialog.getByRole('status').innerText()).toMatch(/Done.*100 of 100 leads/s)
    expect(await dialog.getByRole('list', { name: 'Outcomes' }).innerText()).toContain('Accepted 100')
    expect(await attemptsAt(beta)).toEqual({ attempts: 100, leads: 100 })
    expect(await attemptsAt(acme)).toEqual({ attempts: 0, leads: 0 })

    await dialog.getByRole('link', { name: /^Open job/ }).click()
    await page.getByText(/100 chosen at random \(seed \d+\) out of the search Campaign bulk/).waitFor()
    await page.getByRole('link', { name: 'Show its leads' }).click()
    await eventually(() => page.getByRole('heading', { name: 'Leads' }).count()).toBe(1)
    await eventually(() => page.locator('body').innerText()).toContain('100 leads')
  })

  it('cannot be run again on leads that have all been accepted, and shows them', async () => {
    const page = await stage.open('/leads?campaign=bulk&sold=sold')
    await selectAllResults(page)
    const dialog = await openFunction(page, 'Redeliver to remote system')
    await dialog.getByRole('radio', { name: new RegExp(beta) }).check()
    await plan(dialog).getByText('All selected leads are left out').waitFor()
    expect(await dialog.getByRole('button', { name: 'Redeliver', exact: true }).isDisabled()).toBe(true)
    const link = plan(dialog).getByRole('link', { name: /^100/ })
    const shown = await stage.open((await link.getAttribute('href')) ?? '')
    await eventually(() => shown.locator('body').innerText()).toContain('100 leads')

    await dialog.getByRole('checkbox', { name: 'Include leads that it has accepted before' }).check()
    await eventually(() => willDo(dialog)).toBe('100 leads')
    await page.keyboard.press('Escape')
    expect((await attemptsAt(beta)).attempts).toBe(100)
  })
})

describe('returning leads', () => {
  it('asks for a reason of the list and about the payout, and assumes neither', async () => {
    const ids = await soldIn('returned', 3)
    const page = await openCampaign('returned')
    await selectPage(page)
    const dialog = await openFunction(page, 'Return')
    await plan(dialog).getByText('Choose the reason of the return.').waitFor()
    await dialog.getByRole('combobox', { name: 'Reason' }).click()
    await page.getByRole('option').first().click()
    await plan(dialog).getByText('Say whether the suppliers lose their payout.').waitFor()
    for (const answer of ['Yes, take it back', 'No, they keep it']) {
      expect(await dialog.getByRole('radio', { name: answer }).isChecked()).toBe(false)
    }
    await dialog.getByRole('radio', { name: 'Yes, take it back' }).check()
    await eventually(() => willDo(dialog)).toBe('3 leads')
    expect(await plan(dialog).innerText()).toContain('−£37.50 revenue')
    await dialog.getByRole('button', { name: 'Return 3 leads' }).click()
    await eventually(() => dialog.getByRole('status').innerText()).toContain('Done')
    for (const id of ids) expect((await detailOf(stage.app, id)).sold).toBe('returned')
  })
})

describe('deleting leads', () => {
  it('waits for the word to be typed, and erases these and no others', async () => {
    const [kept = '', gone = ''] = await soldIn('deleted', 2)
    const page = await openCampaign('deleted')
    await selectLead(page, gone)
    const dialog = await openFunction(page, 'Delete')
    await eventually(() => willDo(dialog)).toBe('1 lead')
    const run = dialog.getByRole('button', { name: 'Delete 1 lead' })
    expect(await run.isDisabled()).toBe(true)
    const word = dialog.getByLabel('Type DELETE to confirm')
    await word.fill('delete')
    expect(await run.isDisabled(), 'not in small letters').toBe(true)
    await word.fill('DELETE')
    await word.press('Enter')
    expect((await detailOf(stage.app, gone)).fields['email'], 'Enter alone does nothing').toBeDefined()
    await run.click()
    await eventually(() => dialog.getByRole('status').innerText()).toContain('Done')
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await eventually(() => leadCell(page, gone, 'Record summary').innerText()).toContain('Erased')
    expect(await leadCell(page, kept, 'Record summary').innerText()).not.toContain('Erased')
    expect((await detailOf(stage.app, gone)).fields).toEqual({})
    await eventually(() => selectionBar(page).count()).toBe(0)
  })
})

describe('the other functions', () => {
  it('unsubscribe by channel from the menu, and say what is left out the second time', async () => {
    const [id = ''] = await soldIn('consent', 1)
    const page = await openCampaign('consent')
    await selectLead(page, id)
    const dialog = await openFromMenu(page, 'Consent', 'Unsubscribe from SMS')
    expect(await dialog.getByRole('radio', { name: 'SMS' }).isChecked()).toBe(true)
    await dialog.getByRole('button', { name: 'Unsubscribe 1 lead' }).click()
    await eventually(() => dialog.getByRole('status').innerText()).toContain('Done')
    expect((await detailOf(stage.app, id)).consent).toMatchObject({ sms: 'no' })
  })

  it('edit a field of several leads with a reason, and update money by typing the word', async () => {
    const ids = await soldIn('changed', 2)
    const page = await openCampaign('changed')
    await selectPage(page)
    const edit = await openFunction(page, 'Edit a field')
    await edit.getByRole('combobox', { name: 'Field' }).fill('Vehicle year')
    await page.getByRole('option', { name: 'Vehicle year' }).click()
    await edit.getByLabel('New value of Vehicle year').fill('2011')
    await edit.getByLabel('Reason for the change').fill('as the supplier told us')
    await edit.getByRole('button', { name: 'Edit 2 leads' }).click()
    await eventually(() => edit.getByRole('status').innerText()).toContain('Done')
    await page.keyboard.press('Escape')
    await edit.waitFor({ state: 'detached' })
    for (const id of ids) expect((await detailOf(stage.app, id)).fields['vehicle_year']).toBe(2011)

    const money = await openFunction(page, 'Update payout / revenue')
    await money.getByRole('combobox', { name: 'What happens to the revenue' }).click()
    await page.getByRole('option', { name: 'Multiply by' }).click()
    await money.getByLabel('Factor, revenue').fill('2')
    await eventually(() => willDo(money)).toBe('2 leads')
    expect(await plan(money).innerText()).toContain('+£25.00 revenue')
    await money.getByLabel('Type UPDATE to confirm').fill('UPDATE')
    await money.getByRole('button', { name: 'Update 2 leads' }).click()
    await eventually(() => money.getByRole('status').innerText()).toContain('Done')
    for (const id of ids) expect((await detailOf(stage.app, id)).revenue).toBe('25.00')
  })

  it('release what a filter holds, and check rejected leads again with a check skipped', async () => {
    const when = { field: 'vehicle_year', op: 'lt', value: 2000 } as const
    const scene = await makeScene(stage.app, 'held', {
      campaign: { dedupe: [], filters: [{ action: 'quarantine', when, reason: 'old car' }] },
      deliveries: { 'held-acme': { url: stage.buyer.url } },
    })
    const held = await scene.settle({ vehicle_year: 1999 })
    const rejected = await scene.settle({ make: 'VW' })
    expect([held.status, rejected.status]).toEqual(['quarantined', 'rejected'])
    const page = await openCampaign('held')
    await selectPage(page)
    const release = await openFromMenu(page, 'More', 'Release quarantined')
    await release.getByRole('radio', { name: 'They go on' }).check()
    await plan(release).getByText('not in quarantine', { exact: true }).waitFor()
    await release.getByRole('button', { name: 'Release 1 lead' }).click()
    await eventually(() => release.getByRole('status').innerText()).toContain('Done')
    expect((await detailOf(stage.app, held.id)).sold).toBe('sold')
    await page.keyboard.press('Escape')

    const reprocess = await openFunction(page, 'Reprocess')
    await reprocess.getByRole('checkbox', { name: 'Field checks' }).check()
    await plan(reprocess).getByText('Say why the checks are skipped.').waitFor()
    await reprocess.getByLabel('Reason').fill('they mean Volkswagen')
    await reprocess.getByRole('button', { name: 'Reprocess 1 lead' }).click()
    await eventually(() => reprocess.getByRole('status').innerText()).toContain('Done')
    expect((await detailOf(stage.app, rejected.id)).status).toBe('accepted')
  })

  it('open by their keys, which leave the selection as it is', async () => {
    const [id = ''] = await soldIn('keyed', 1)
    const page = await openCampaign('keyed')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    for (const [key, name] of [
      ['Shift+R', 'Redeliver to remote system'],
      ['t', 'Return'],
      ['u', 'Unsubscribe'],
      ['m', 'Update payout / revenue'],
      ['#', 'Delete'],
    ] as const) {
      await page.keyboard.press(key)
      await page.getByRole('dialog', { name }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    expect(await selectionBar(page).innerText()).toContain('1 selected')
    expect((await detailOf(stage.app, id)).dispatches).toHaveLength(1)
  })

  it('are there to be seen but not to be used by somebody who may only look', async () => {
    await stage.app.client.call(createUser, {
      body: { email: 'viewer@example.com', name: 'Vi', role: 'viewer', password: admin.password },
    })
    const page = await stage.openSignedOut('/leads?campaign=bulk')
    await page.getByLabel('Email').fill('viewer@example.com')
    await page.getByLabel('Password', { exact: true }).fill(admin.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await selectPage(page)
    const button = selectionBar(page).getByRole('button', { name: 'Delete' })
    expect(await button.isDisabled()).toBe(true)
    expect(await button.getAttribute('title')).toBe('This needs the role operator or admin.')
  })

  it('say that there is no auto-responder to join, and make no job', async () => {
    const [id = ''] = await soldIn('joining', 1)
    const before = (await stage.app.client.call(listJobs, {})).jobs.length
    const page = await openCampaign('joining')
    await selectLead(page, id)
    const dialog = await openFromMenu(page, 'More', 'Join auto-responder')
    await dialog.getByText('No auto-responder is set up in this account').first().waitFor()
    expect(await dialog.getByRole('button', { name: 'Join' }).isDisabled()).toBe(true)
    expect((await stage.app.client.call(listJobs, {})).jobs.length).toBe(before)
  })
})
