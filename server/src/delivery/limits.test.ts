// Limits that hold whatever comes: caps, requests at once, and one slow buyer beside a quick one.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { deleteDelivery } from '@switchyard/contract/deliveries/delete.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene, statesOf, type Scene } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: Buyer
const scripted: ScriptedBuyer[] = []

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
})

afterAll(async () => {
  await app.close()
  await buyer.close()
  for (const one of scripted) await one.close()
})

async function buyerThat(answer: Parameters<typeof startScriptedBuyer>[0]): Promise<ScriptedBuyer> {
  const made = await startScriptedBuyer(answer)
  scripted.push(made)
  return made
}

async function sendAtOnce({ campaign }: Scene, count: number): Promise<void> {
  const leads = Array.from({ length: count }, () => ({ campaign, supplier: 'ADC1', fields: goodLead() }))
  await app.client.call(createLeads, { body: { leads } })
}

async function countStates(delivery: string): Promise<Record<string, number>> {
  const rows = await app.db.engine<{ state: string; count: number }[]>`
    SELECT state, count(*)::int AS count FROM dispatches WHERE delivery = ${delivery} GROUP BY state`
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

async function countersOf(delivery: string) {
  return app.db.engine<{ reserved: number; used: number }[]>`
    SELECT reserved::int AS reserved, used::int AS used FROM cap_windows WHERE scope = ${`delivery ${delivery}`}`
}

describe('A cap of the day', () => {
  const full = { period: 'day', limit: 1 } as const

  test.each([1, 2, 3])(
    'of 20 takes 20 of 500 leads at once when the buyer refuses three of ten (run %i)',
    async (run) => {
      const name = `exact-${run}`
      const taken: string[] = []
      let number = 0
      const choosy = await buyerThat((request, response) => {
        number += 1
        const takes = number % 10 < 7
        if (takes) taken.push(request.body)
        answerJson(response, 200, takes ? { status: 'accepted' } : { status: 'rejected', message: 'not today' })
      })
      const caps = [{ period: 'day', limit: 20, whenFull: 'next' } as const]
      const scene = await makeScene(app, name, {
        route: { kind: 'priority', maxSales: 1 },
        deliveries: {
          [name]: { url: choosy.url, caps, concurrency: 16 },
          [`${name}-next`]: { url: `${buyer.url}/accept`, buyer: 'BETA' },
        },
      })
      await sendAtOnce(scene, 500)
      await app.idle()
      // Places that refusals gave back are free for the next leads, until the cap is full for good.
      for (let round = 0; round < 20 && taken.length < 20; round += 1) {
        await sendAtOnce(scene, 10)
        await app.idle()
      }
      expect(taken).toHaveLength(20)
      expect((await countStates(name))['accepted']).toBe(20)
      expect(await countersOf(name)).toEqual([{ reserved: 0, used: 20 }])
      const rest = await countStates(`${name}-next`)
      const [leads] = await app.db.engine`SELECT count(*)::int AS count FROM leads WHERE campaign = ${name}`
      expect(rest['accepted']).toBe(leads?.['count'] - 20)
    },
  )

  test('sends the next lead to the next delivery, and tells how full it was', async () => {
    const scene = await makeScene(app, 'next', {
      route: { kind: 'priority', maxSales: 1 },
      deliveries: {
        'next-a': { url: `${buyer.url}/accept`, caps: [{ ...full, whenFull: 'next' }] },
        'next-b': { url: `${buyer.url}/accept`, buyer: 'BETA' },
      },
    })
    expect(statesOf(await scene.settle())).toEqual(['next-a accepted'])
    const second = await scene.settle()
    expect(statesOf(second)).toEqual(['next-b accepted'])
    expect(second.decision?.considered[0]?.excluded).toMatchObject({
      why: 'cap',
      words: expect.stringMatching(/^cap day 1 of 1, resets /),
      cap: { limit: 1, used: 1 },
    })
  })

  test('holds the next lead until the window resets where the operator chose so', async () => {
    const scene = await makeScene(app, 'holds', {
      route: { kind: 'priority', maxSales: 1 },
      deliveries: {
        'holds-a': { url: `${buyer.url}/accept`, caps: [{ ...full, whenFull: 'hold' }] },
        'holds-b': { url: `${buyer.url}/accept`, buyer: 'BETA' },
      },
    })
    expect((await scene.settle()).sold).toBe('sold')
    const { answer } = await scene.send()
    const held = await detailOf(app, answer.id)
    expect(statesOf(held)).toEqual(['holds-a held'])
    expect(held).toMatchObject({ sold: 'pending', deliveryStatus: 'pending' })
    expect(held.dispatches[0]?.reason).toContain('cap day 1 of 1')

    await scene.change('holds-a', { caps: [{ period: 'day', limit: 2, whenFull: 'hold' }] })
    await app.db.engine`UPDATE dispatches SET due_at = now() WHERE lead_id = ${answer.id}`
    await app.idle()
    expect((await detailOf(app, answer.id)).sold).toBe('sold')
    expect(await countersOf('holds-a')).toEqual([{ reserved: 0, used: 2 }])
  })

  test('is given back by a refusal and kept by an answer that nobody knows', async () => {
    const scene = await makeScene(app, 'places', {
      deliveries: { places: { url: `${buyer.url}/accept`, timeoutMs: 1000, caps: [{ ...full, whenFull: 'next' }] } },
    })
    expect((await scene.settle({ last_name: 'REFUSE' })).sold).toBe('unsold')
    expect(await countersOf('places')).toEqual([{ reserved: 0, used: 0 }])
    const { answer } = await scene.send({ last_name: 'TIMEOUT' })
    await app.idle()
    expect(statesOf(await detailOf(app, answer.id))).toEqual(['places review'])
    expect(await countersOf('places')).toEqual([{ reserved: 1, used: 0 }])
    expect((await scene.settle()).sold).toBe('unsold')
  })

  test('is given back once by a lead that is held for a missing mapper value and cancelled then', async () => {
    await app.client.call(putMapper, {
      params: { key: 'codes' },
      body: { picklist: 'makes', pairs: { Audi: 'AU' }, missing: 'hold' },
    })
    const request = { url: `${buyer.url}/accept`, method: 'POST', format: 'json' } as const
    const scene = await makeScene(app, 'mapped', {
      deliveries: {
        mapped: {
          url: request.url,
          request: { ...request, body: { make: "{{ make | map: 'codes' }}" } },
          caps: [{ period: 'day', limit: 5, whenFull: 'next' }],
        },
      },
    })
    await scene.settle({ make: 'Audi' })
    await scene.send({ make: 'Audi', last_name: 'Kept' })
    const { answer } = await scene.send({ make: 'Ford' })
    await app.idle()
    expect(statesOf(await detailOf(app, answer.id))).toEqual(['mapped held'])
    // A place that is taken by a lead in flight: what is given back twice would be this one.
    await app.db.engine`UPDATE cap_windows SET reserved = reserved + 1 WHERE scope = 'delivery mapped'`
    await app.client.call(deleteDelivery, { params: { key: 'mapped' }, query: { cancelQueued: 'true' } })
    expect(await countersOf('mapped')).toEqual([{ reserved: 1, used: 2 }])
  })
})

describe('Requests at once', () => {
  test('are never more than the delivery allows, and as many when there is enough to do', async () => {
    const slow = await buyerThat((_, response) => {
      setTimeout(() => answerJson(response, 200, { status: 'accepted' }), 30)
    })
    const scene = await makeScene(app, 'three', { deliveries: { three: { url: slow.url, concurrency: 3 } } })
    await sendAtOnce(scene, 60)
    await app.idle()
    expect(slow.requests()).toHaveLength(60)
    expect(slow.mostAtOnce()).toBe(3)
  })

  test('to fifty buyers that never answer keep nobody else waiting', async () => {
    const hung = await buyerThat(() => {})
    const deliveries = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [
        `hung-${index}`,
        { url: hung.url, buyer: undefined, price: undefined },
      ]),
    )
    const hanging = await makeScene(app, 'hanging', { deliveries })
    await sendAtOnce(hanging, 30)
    await expect.poll(() => hung.requests().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(256)
    const quick = await makeScene(app, 'quick', { deliveries: { quick: { url: `${buyer.url}/accept` } } })
    const { answer } = await quick.send({}, { headers: { prefer: 'wait=5' } })
    expect(answer.sold).toBe('sold')
  }, 60_000)
})
