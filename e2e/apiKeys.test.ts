// An API key from its making to its end.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { postLead } from '@switchyard/testkit/postLead.ts'

import { eventually } from './support/eventually.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

describe('API keys', () => {
  it('are shown once, send leads, and are refused after they were revoked', async () => {
    const page = await stage.open('/keys')
    await page.getByRole('button', { name: 'New key' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Landing page')
    await dialog.getByRole('combobox', { name: 'Supplier (SID)' }).fill('ADC1')
    await dialog.getByRole('button', { name: 'Make the key' }).click()
    const key = (await page.getByTestId('new-key').textContent()) ?? ''
    expect(key.length).toBeGreaterThan(20)

    const send = () => postLead({ url: stage.app.url, key }, { campaign: 'auto-warranty', fields: goodLead() })
    expect((await send()).answer).toMatchObject({ status: 'accepted' })

    await page.keyboard.press('Escape')
    expect(await page.getByTestId('new-key').count(), 'a stray Esc does not lose the key').toBe(1)
    await page.getByRole('button', { name: 'I have copied it' }).click()
    await dialog.waitFor({ state: 'detached' })
    const row = page.getByRole('row', { name: /Landing page/ })
    await eventually(() => row.innerText()).toContain('Active')
    expect(await row.innerText()).toContain(`…${key.slice(-4)}`)
    await page.reload()
    await eventually(() => row.innerText()).not.toContain('Never\tNever')
    expect(await page.content()).not.toContain(key)

    await page.getByRole('button', { name: 'Revoke Landing page' }).click()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect((await send()).status, 'nothing is revoked before it was confirmed').toBe(201)
    await page.getByRole('button', { name: 'Revoke Landing page' }).click()
    await dialog.getByRole('button', { name: 'Revoke' }).click()
    await eventually(() => row.innerText()).toContain('Revoked')
    expect((await send()).status).toBe(401)
  })
})
