// The bell, from the first lead with a new cause to its cure; who is told; and a campaign tried before leads come in.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { raise } from '@switchyard/server/alerts/raise.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { makeScene, type Scene } from '@switchyard/testkit/scene.ts'
import { startWebhookReceiver, type WebhookReceiver } from '@switchyard/testkit/webhookReceiver.ts'

import { eventually } from './support/eventually.ts'
import { seriousViolations } from './support/seriousViolations.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage
let scene: Scene
let hook: WebhookReceiver

beforeAll(async () => {
  ;[stage, hook] = await Promise.all([startStage(), startWebhookReceiver()])
  await setUpAutoWarranty(stage.app.client)
  scene = await makeScene(stage.app, 'alerting', { deliveries: { 'acme-alerting': { url: stage.buyer.url } } })
})
afterEach(() => stage.clear())
afterAll(async () => {
  await stage.close()
  await hook.close()
})

describe('Alerts', () => {
  it('ring when leads are rejected for something new, and lead to its cure', async () => {
    const page = await stage.open('/')
    const bell = (name: string) => page.getByRole('link', { name, exact: true })
    await bell('Alerts').waitFor()
    await scene.settle({ make: 'VW' })
    await bell('Alerts: 1 needs you').click({ timeout: 40_000 })
    const alert = page.getByRole('listitem').filter({ hasText: 'Campaign alerting rejects leads for something new' })
    await alert.waitFor()
    expect(await seriousViolations(page), 'open alerts').toEqual([])
    await alert.getByRole('button', { name: /Look after it/ }).click()
    await alert.getByText('In hand').waitFor()
    await bell('Alerts').waitFor()
    await alert.getByRole('link', { name: /Open the cause/ }).click()
    await eventually(() => new URL(page.url()).pathname).toMatch(/^\/resolve\/c[0-9a-f]+$/)
    await page
      .getByText(/'VW' is not in list Makes/)
      .first()
      .waitFor()
  })

  it('are told where the settings say, and the message log says what came of it', async () => {
    const page = await stage.open('/alerts?tab=settings')
    await page.getByRole('button', { name: 'Add a webhook' }).click()
    const rows = page.getByRole('group', { name: 'Webhooks' })
    await rows.getByLabel('Name').fill('chat')
    await rows.getByLabel('Address').fill(hook.url)
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByText(/The secret of webhook chat/).waitFor()
    expect(await seriousViolations(page), 'settings').toEqual([])
    const { accountId, db } = stage.app
    await raise(db.engine, {
      accountId,
      kind: 'stuck',
      subject: 'job 7',
      message: 'Job 7 does not go on',
      detail: { job: '7' },
    })
    await eventually(() => hook.received.length).toBe(1)
    await page.getByRole('tab', { name: 'Messages' }).click()
    const row = page.getByRole('row').filter({ hasText: 'Does not go on (job 7)' })
    await row.getByText('Sent', { exact: true }).waitFor({ timeout: 40_000 })
    expect(await seriousViolations(page), 'messages').toEqual([])
  })

  it('are not needed where a campaign is tried before', async () => {
    const page = await stage.open('/campaigns/alerting?tab=preflight')
    await page.getByRole('button', { name: 'Run preflight' }).click()
    await page.getByText(/^All \d+ cases have passed$/).waitFor()
    await page.getByRole('row').filter({ hasText: 'Vehicle make: Ford' }).waitFor()
    expect(await seriousViolations(page), 'preflight').toEqual([])
  })
})
