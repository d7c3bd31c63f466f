import { afterAll, beforeAll, expect, test } from 'vitest'

import { showLead } from '@switchyard/contract/leads/show.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'

import { createIdBlock } from '../db/ids.ts'
import { admit, type Arrival } from '../pipeline.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
  await setUpAutoWarranty(app.client)
})

afterAll(() => app.close())

test('A fault of ours while checking keeps the lead as errored and holds up no other lead of its batch', async () => {
  const setup = await app.context.live.account(app.accountId)
  const whole = setup.campaigns.get('auto-warranty')
  if (!whole) throw new Error('The campaign is missing')
  const broken = {
    ...whole,
    screening: {
      screen() {
        throw new Error('a broken check')
      },
    },
  }
  const origin = { ip: null, userAgent: null, callbackUrl: null, requestId: null, consent: {} }
  const arrival = (campaign: Arrival['campaign']): Arrival => ({
    setup,
    campaign,
    incoming: {
      accountId: app.accountId,
      campaign: campaign.reference,
      supplier: 'ADC1',
      source: null,
      externalId: null,
      method: 'api',
      test: false,
      receivedAt: new Date(),
      fields: goodLead(),
      consent: {},
      origin,
      waive: new Set(),
      idempotency: null,
      payloadHash: null,
      answerLater: false,
    },
  })
  const context = {
    db: app.db,
    leadIds: createIdBlock('lead_ids'),
    dispatchIds: createIdBlock('dispatch_ids'),
    attemptIds: createIdBlock('attempt_ids'),
    random: () => 0,
    reserve: () => null,
    wake: () => {},
  }
  const admitted = await admit(context, [arrival(whole), arrival(broken), arrival(whole)])
  const answers = admitted.map((one) => (one.kind === 'recorded' ? one.answer : null))
  expect(answers.map((answer) => answer?.status)).toEqual(['accepted', 'errored', 'accepted'])
  const lead = await app.client.call(showLead, { params: { id: answers[1]?.id ?? '' } })
  expect(lead).toMatchObject({ status: 'errored', raw: { first_name: 'Ann' }, dispatches: [], sold: null })
  expect(lead.disposition).toMatchObject({ code: 'ERROR_CHECKING', reason: expect.stringContaining('a broken check') })
})
