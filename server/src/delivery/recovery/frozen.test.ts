// A worker that stands still for longer than its lease and then goes on, while another has taken over (reliability.md F4).

import { expect, test } from 'vitest'

import { goodLead } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { postLead } from '@switchyard/testkit/postLead.ts'
import { startRecoveryRig } from '@switchyard/testkit/recoveryRig.ts'

test('It sends nothing new, and the answer that reaches it late changes nothing and is kept', async () => {
  const late = Promise.withResolvers<void>()
  let requests = 0
  const rig = await startRecoveryRig(async (_, response) => {
    requests += 1
    if (requests === 1) await late.promise
    answerJson(response, 200, { status: 'accepted' })
  })
  try {
    const api = await rig.start('api')
    const retry = { delaysSeconds: [1, 1], maxAgeHours: 24 }
    await rig.setUp(api, { onUnknown: 'resend', retry, concurrency: 1, request: slow(rig.buyer.url) })
    const frozen = await rig.start('worker')
    const lead = () => postLead(rig.sender(api), { campaign: 'auto-warranty', supplier: 'ADC1', fields: goodLead() })
    await lead()
    await expect.poll(() => rig.buyer.requests().length).toBe(1)
    // Claimed ahead, not begun.
    await lead()
    await lead()
    const claimed = async () => (await rig.sql`SELECT 1 FROM dispatches WHERE state = 'sending'`).length
    await expect.poll(claimed).toBe(3)
    frozen.freeze()
    const frozenAt = performance.now()
    await rig.start('worker')

    await expect.poll(() => rig.states(), { timeout: 29_000, interval: 250 }).toEqual({ accepted: 3 })
    // Nobody takes a worker for dead that was only slow, and everybody within half a minute.
    expect(performance.now() - frozenAt).toBeGreaterThan(12_000)
    expect(rig.buyer.requests()).toHaveLength(4)
    frozen.thaw()
    late.resolve()
    const lateOutcome = async () => {
      const rows = await rig.sql`SELECT outcome, late_outcome FROM attempts WHERE late_outcome IS NOT NULL`
      return rows.map((row) => ({ ...row }))
    }
    await expect.poll(lateOutcome, { timeout: 10_000 }).toEqual([{ outcome: 'unknown', late_outcome: 'accepted' }])

    // The buyer took the lead twice, which a person has to hear.
    const alarms = async () =>
      (await rig.sql`SELECT kind FROM alerts WHERE resolved_at IS NULL`).map((row) => String(row['kind']))
    await expect.poll(alarms, { timeout: 10_000 }).toContain('doubleAccept')

    // What it had at hand was sent by the other; it beats again, so it had its chance.
    const beating = async () =>
      (await rig.sql`SELECT 1 FROM workers WHERE stopped_at IS NULL AND pid = ${frozen.pid}`).length
    await expect.poll(beating, { timeout: 10_000 }).toBe(1)
    await lead()
    await expect.poll(() => rig.states(), { timeout: 10_000 }).toEqual({ accepted: 4 })
    expect(rig.buyer.requests()).toHaveLength(5)
    const [sold] =
      await rig.sql`SELECT count(*)::int AS sold, sum(revenue)::text AS revenue FROM leads WHERE sold = 'sold'`
    expect({ ...sold }).toEqual({ sold: 4, revenue: String(4 * 125_000) })
  } finally {
    late.resolve()
    await rig.close()
  }
}, 90_000)

/** A deadline that outlasts the time in which the worker stands still. */
function slow(url: string) {
  const body = { email: '{{ email }}', lead: '{{ lead.id }}' }
  return { url, method: 'POST' as const, format: 'json' as const, timeoutMs: 60_000, body }
}
