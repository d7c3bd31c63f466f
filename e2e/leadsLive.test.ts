// The list while leads come in: nothing moves under the reader's hand.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { leadRows, shownLeads } from './support/leadRow.ts'
import { startStage, type Stage } from './support/stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await startStage()
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

describe('a new workspace', () => {
  it('shows how to send the first lead, and that lead by itself', async () => {
    const page = await stage.open('/leads')
    await page.getByRole('heading', { name: 'No leads yet' }).waitFor()
    expect(await page.getByLabel('Send a lead').textContent()).toContain(`${stage.app.url}/v1/leads`)

    await setUpAutoWarranty(stage.app.client)
    const scene = await makeScene(stage.app, 'live', { deliveries: { 'acme-live': { url: stage.buyer.url } } })
    const first = await scene.settle()
    await eventually(() => shownLeads(page)).toEqual([first.id])
  })
})

describe('new leads', () => {
  it('are announced in a bar and come in when they are asked for; until then no row moves', async () => {
    const scene = await makeScene(stage.app, 'bar', { deliveries: { 'acme-bar': { url: stage.buyer.url } } })
    const old = [await scene.settle(), await scene.settle()].map((lead) => lead.id).toReversed()
    const page = await stage.open('/leads?campaign=bar')
    await eventually(() => shownLeads(page)).toEqual(old)
    const place = await leadRows(page).first().boundingBox()

    const fresh = [await scene.settle(), await scene.settle(), await scene.settle()].map((lead) => lead.id).toReversed()
    const bar = page.getByRole('button', { name: '3 new' })
    await bar.waitFor()
    expect(await shownLeads(page)).toEqual(old)
    expect(await leadRows(page).first().boundingBox()).toEqual(place)

    await bar.click()
    await eventually(() => shownLeads(page)).toEqual([...fresh, ...old])
    await bar.waitFor({ state: 'detached' })
  })
})
