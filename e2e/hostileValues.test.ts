// Leads and buyers' answers that try to be HTML: recorded, shown as the text they are, never run.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'

import { campaignDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import type { LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { eventually } from './support/eventually.ts'
import { leadCell } from './support/leadRow.ts'
import { popoverOf } from './support/popoverOf.ts'
import { startStage, type Stage } from './support/stage.ts'

const inLead = `<img src=x onerror="document.title='run by the lead'">`
const inAnswer = `<img src=x onerror="document.title='run by the answer'"><script>document.title='run'</script>`

let stage: Stage
let hostileBuyer: ScriptedBuyer
let unsafe: LeadDetail
let refused: LeadDetail

beforeAll(async () => {
  stage = await startStage()
  await setUpAutoWarranty(stage.app.client)
  hostileBuyer = await startScriptedBuyer((_, response) =>
    answerJson(response, 200, { status: 'rejected', message: inAnswer }),
  )
  const scene = await makeScene(stage.app, 'hostile', {
    deliveries: { 'acme-hostile': { url: hostileBuyer.url } },
    // A kind of field that changes nothing in the value, names are written with capitals.
    campaign: { fields: [...(campaignDocument.fields ?? []), { key: 'note', type: 'text' }], summary: '{{ note }}' },
  })
  unsafe = await scene.settle({ note: inLead })
  refused = await scene.settle()
})
afterEach(() => stage.clear())
afterAll(async () => {
  await stage.close()
  await hostileBuyer.close()
})

async function expectNothingRan(page: Page): Promise<void> {
  expect(await page.title()).not.toContain('run')
  expect(await page.locator('img, main script').count(), 'elements made out of stored text').toBe(0)
}

describe('stored HTML', () => {
  it('of a rejected lead is text in the list, the peek panel and every tab', async () => {
    expect(unsafe.disposition.code).toBe('REJECT_LEAD_UNSAFE_CONTENT')
    const page = await stage.open('/leads?campaign=hostile')
    const summary = leadCell(page, unsafe.id, 'Record summary')
    await eventually(() => summary.innerText()).toContain(inLead)
    await summary.getByRole('button').click()
    await eventually(() => page.getByRole('complementary').innerText()).toContain(inLead)
    await expectNothingRan(page)

    await page.locator(`[data-lead-link="${unsafe.id}"]`).click()
    for (const tab of ['Data', 'Raw']) {
      await page.getByRole('tab', { name: tab }).click()
      await eventually(() => page.getByRole('tabpanel').innerText()).toContain('<img src=x')
      await expectNothingRan(page)
    }
  })

  it("of a buyer's answer is text in the row, its popover, the timeline, the decision and the dispatch", async () => {
    const page = await stage.open('/leads?campaign=hostile')
    const buyer = leadCell(page, refused.id, 'Buyer').getByRole('button')
    await eventually(() => buyer.innerText()).toContain('<img src=x')
    const detail = await popoverOf(buyer)
    await eventually(() => detail.innerText()).toContain(inAnswer)
    await expectNothingRan(page)

    await page.goto(`/leads/${refused.id}`)
    for (const tab of ['Timeline', 'Decision', 'Dispatches']) {
      await page.getByRole('tab', { name: tab }).click()
      await eventually(() => page.getByRole('tabpanel').innerText()).toContain(inAnswer)
      await expectNothingRan(page)
    }
  })
})
