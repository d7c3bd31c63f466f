// What a lead says about itself once it went out (product.md section 2), and what was booked for it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { detailOf, type LeadDetail } from '@switchyard/testkit/postLead.ts'
import { makeScene, type SceneDelivery, type SceneOptions } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: Buyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
})

afterAll(async () => {
  await app.close()
  await buyer.close()
})

let counter = 0
const once = { delaysSeconds: [], maxAgeHours: 24 }

type Way = 'accept' | 'refuse' | 'error' | 'odd' | 'hang'

/** "ACME accept": a delivery of buyer ACME that accepts; "- accept": one without a buyer; "ACME no": one whose rule says no. */
function sceneOf(ways: readonly string[], more: Partial<SceneOptions> = {}) {
  counter += 1
  const name = `status-${counter}`
  const deliveries = Object.fromEntries(
    ways.map((way, index): [string, SceneDelivery] => {
      const [bid = '', does = ''] = way.split(' ')
      const excluded = does === 'no' ? { rules: { field: 'vehicle_year', op: 'lt', value: 1990 } as const } : {}
      return [
        `${name}-${index}`,
        {
          url: `${buyer.url}/${does === 'no' ? 'accept' : (does as Way)}`,
          buyer: bid === '-' ? undefined : bid,
          price: bid === '-' ? undefined : { kind: 'fixed', amount: '12.50' },
          retry: once,
          timeoutMs: 1000,
          ...excluded,
        },
      ]
    }),
  )
  return makeScene(app, name, { deliveries, ...more })
}

async function afterwards(ways: readonly string[], more: Partial<SceneOptions> = {}): Promise<LeadDetail> {
  const scene = await sceneOf(ways, more)
  const { answer } = await scene.send()
  await app.idle()
  return detailOf(app, answer.id)
}

const broadcast = { route: { kind: 'broadcast' } } as const
const priority = { route: { kind: 'priority', maxSales: 1 } } as const

describe('Sent to all of them', () => {
  test.each<[string[], string | null, string]>([
    [[], 'unsold', 'blank'],
    [['ACME no'], 'unsold', 'blank'],
    [['- no'], 'unsold', 'blank'],
    [['ACME accept'], 'sold', 'full'],
    [['ACME refuse'], 'unsold', 'fail'],
    [['ACME error'], 'unsold', 'fail'],
    [['ACME odd'], 'unsold', 'fail'],
    [['ACME hang'], 'pending', 'pending'],
    [['- accept'], null, 'full'],
    [['- refuse'], null, 'fail'],
    [['- accept', '- error'], null, 'partial'],
    [['ACME accept', 'BETA accept'], 'sold', 'full'],
    [['ACME accept', 'BETA refuse'], 'sold', 'partial'],
    [['ACME refuse', 'BETA error'], 'unsold', 'fail'],
    [['ACME accept', '- error'], 'sold', 'partial'],
    [['ACME refuse', '- accept'], 'unsold', 'partial'],
    [['ACME accept', 'BETA hang'], 'sold', 'pending'],
    [['ACME refuse', 'BETA hang'], 'pending', 'pending'],
    [['ACME no', 'BETA accept'], 'sold', 'full'],
    [['ACME no', '- accept'], null, 'full'],
  ])('%j: sold is %s, delivery is %s', async (ways, sold, deliveryStatus) => {
    const lead = await afterwards(ways, ways.length === 0 ? {} : broadcast)
    expect({ sold: lead.sold, deliveryStatus: lead.deliveryStatus }).toEqual({ sold, deliveryStatus })
    expect(lead.status).toBe('accepted')
  })
})

describe('Sent one after the other', () => {
  test.each<[string[], string | null, string]>([
    [['ACME refuse', 'BETA refuse'], 'unsold', 'fail'],
    [['ACME refuse', 'BETA accept'], 'sold', 'partial'],
    [['ACME refuse', 'BETA no'], 'unsold', 'fail'],
    [['ACME no', 'BETA no'], 'unsold', 'blank'],
    [['ACME hang', 'BETA accept'], 'pending', 'pending'],
    [['ACME refuse', '- accept'], 'unsold', 'partial'],
    // The route ended before it came to the buyer: the lead went only where nobody pays.
    [['- accept', 'ACME accept'], null, 'full'],
    [['- refuse', 'ACME accept'], 'sold', 'partial'],
  ])('%j: sold is %s, delivery is %s', async (ways, sold, deliveryStatus) => {
    const lead = await afterwards(ways, priority)
    expect({ sold: lead.sold, deliveryStatus: lead.deliveryStatus }).toEqual({ sold, deliveryStatus })
  })
})

test('A rejected and a quarantined lead were never routed: neither sold nor unsold', async () => {
  const filters = [
    { action: 'quarantine', when: { field: 'vehicle_year', op: 'is', value: 2001 }, reason: 'look at it' } as const,
  ]
  const scene = await sceneOf(['ACME accept'], { campaign: { filters } })
  const rejected = await scene.settle({ email: 'nobody' })
  expect(rejected).toMatchObject({ status: 'rejected', sold: null, deliveryStatus: 'blank', dispatches: [] })
  const quarantined = await scene.settle({ vehicle_year: 2001 })
  expect(quarantined).toMatchObject({ status: 'quarantined', sold: null, deliveryStatus: 'blank', payout: null })
})

describe('A campaign that shows refusals as rejections', () => {
  const campaign = { rejectOnRefusal: true }

  test("rejects the lead with the buyer's words when nobody took it", async () => {
    const scene = await sceneOf(['ACME refuse', 'BETA refuse'], { campaign, ...priority })
    const { answer } = await scene.send({ vehicle_year: 2026 }, { headers: { prefer: 'wait=20' } })
    expect(answer).toMatchObject({ status: 'rejected', sold: 'unsold' })
    expect(answer.disposition.code).toBe('REJECT_LEAD_DESTINATION')
    expect(answer.disposition.reason).toContain('vehicle_year 2026 not allowed')
    expect(answer.disposition.failures).toMatchObject([
      { code: 'REJECT_LEAD_DESTINATION', message: answer.disposition.reason },
    ])
  })

  test('leaves a lead accepted that another buyer took, or that nobody refused', async () => {
    const sold = await (await sceneOf(['ACME refuse', 'BETA accept'], { campaign, ...priority })).settle()
    expect(sold).toMatchObject({ status: 'accepted', sold: 'sold' })
    const failed = await (await sceneOf(['ACME error'], { campaign })).settle()
    expect(failed).toMatchObject({ status: 'accepted', sold: 'unsold' })
  })

  test('takes the same person again: a rejected lead makes no duplicates', async () => {
    const scene = await sceneOf(['ACME refuse'], { campaign })
    const email = 'again@example.com'
    await scene.settle({ email })
    const second = await scene.settle({ email, first_name: 'Other' })
    expect(second.disposition.code).toBe('REJECT_LEAD_DESTINATION')
  })
})

describe('Money', () => {
  const money = (lead: LeadDetail) => lead.money.map(({ kind, amount, debit, credit }) => [kind, amount, debit, credit])
  const suppliers = { ADC1: { active: true } }

  test('is booked once for each sale, and the supplier is paid on acceptance', async () => {
    const lead = await afterwards(['ACME accept', 'BETA accept'], broadcast)
    expect(lead).toMatchObject({ revenue: '25.00', payout: '2.00' })
    expect(new Set(money(lead))).toEqual(
      new Set([
        ['payout', '2.00', 'payout', 'supplier:ADC1'],
        ['revenue', '12.50', 'buyer:ACME', 'revenue'],
        ['revenue', '12.50', 'buyer:BETA', 'revenue'],
      ]),
    )
  })

  test('of a fixed payout on sale goes to the supplier once, however often the lead is sold', async () => {
    const campaign = { suppliers, payout: { on: 'sale', amount: '4.00' } as const }
    expect(await afterwards(['ACME accept', 'BETA accept'], { campaign })).toMatchObject({ payout: '4.00' })
    expect(await afterwards(['ACME refuse'], { campaign })).toMatchObject({ payout: null, revenue: null, money: [] })
  })

  test('of a payout in percent is a share of each sale', async () => {
    const campaign = { suppliers, payout: { on: 'sale', percent: 60 } as const }
    expect(await afterwards(['ACME accept', 'BETA accept'], { campaign })).toMatchObject({ payout: '15.00' })
  })

  test("is the campaign's payout where the supplier has none of its own", async () => {
    const lead = await afterwards(['ACME accept'], { campaign: { suppliers } })
    expect(campaignDocument.payout).toMatchObject({ amount: '1.50' })
    expect(lead.payout).toBe('1.50')
  })

  test('comes from the answer where the buyer names the price, else from the fallback', async () => {
    const scene = await makeScene(app, 'answered', {
      deliveries: {
        answered: { url: `${buyer.url}/accept`, price: { kind: 'answer', fallback: '3.00' } },
      },
    })
    expect(await scene.settle()).toMatchObject({
      revenue: '12.50',
      dispatches: [{ price: '12.50', reference: expect.stringMatching(/^B-/) }],
    })
    await scene.change('answered', { answers: [{ when: { status: [200] }, outcome: 'accepted' }] })
    expect(await scene.settle()).toMatchObject({ revenue: '3.00' })
  })

  test('comes from the first price rule that holds for the lead', async () => {
    const rules = [
      { when: { field: 'vehicle_year', op: 'gte', value: 2020 } as const, amount: '20.00' },
      { when: { field: 'vehicle_year', op: 'gte', value: 2010 } as const, amount: '10.00' },
    ]
    const scene = await makeScene(app, 'ruled', {
      deliveries: { ruled: { url: `${buyer.url}/accept`, price: { kind: 'rules', rules, fallback: '1.00' } } },
    })
    expect(await scene.settle({ vehicle_year: 2022 })).toMatchObject({ revenue: '20.00' })
    expect(await scene.settle({ vehicle_year: 2015 })).toMatchObject({ revenue: '10.00' })
    expect(await scene.settle({ vehicle_year: 1999 })).toMatchObject({ revenue: '1.00' })
  })

  test('is never booked for a test lead, which is delivered all the same and counts in no cap', async () => {
    const caps = [{ period: 'day', limit: 1, whenFull: 'next' } as const]
    const scene = await makeScene(app, 'tested', { deliveries: { tested: { url: `${buyer.url}/accept`, caps } } })
    const lead = await scene.settle({}, { test: true })
    expect(lead).toMatchObject({
      test: true,
      sold: 'sold',
      deliveryStatus: 'full',
      revenue: '0.00',
      payout: null,
      money: [],
    })
    expect(await scene.settle()).toMatchObject({ sold: 'sold', revenue: '12.50' })
    expect(await scene.settle()).toMatchObject({ sold: 'unsold' })
  })
})
