// The clock of the host jumps, the database's does not (reliability.md F15).

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: Buyer

beforeEach(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
})

afterEach(async () => {
  vi.useRealTimers()
  await app.close()
  await buyer.close()
})

test.each([
  ['forward', 3_600_000],
  ['back', -3_600_000],
])(
  '%s by an hour: leads come in now, retries are due when they should be, and the day of a cap is the real one',
  async (_, jumpMs) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + jumpMs })
    const retry = { delaysSeconds: [2, 2], maxAgeHours: 1 }
    const caps = [{ period: 'hour' as const, limit: 10 }]
    const scene = await makeScene(app, 'jump', {
      deliveries: { jump: { url: `${buyer.url}/flaky?ok=2`, retry, caps } },
    })
    const lead = await scene.settle()
    expect(lead).toMatchObject({ sold: 'sold', dispatches: [{ state: 'accepted', tries: 2 }] })
    const [times] = await app.db.engine<{ received: number; spread: number; window: boolean }[]>`
    SELECT abs(extract(epoch FROM now() - l.received_at))::float8 AS received,
      (SELECT extract(epoch FROM max(at) - min(at))::float8 FROM attempts) AS spread,
      (SELECT bool_and(now() BETWEEN window_start AND window_end) FROM cap_windows WHERE used > 0) AS window
    FROM leads l WHERE l.id = ${lead.id}`
    expect(times?.received).toBeLessThan(20)
    expect(times?.spread).toBeGreaterThanOrEqual(1)
    expect(times?.spread).toBeLessThan(15)
    expect(times?.window).toBe(true)
  },
)
