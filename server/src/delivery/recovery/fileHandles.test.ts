// The process runs out of file handles (reliability.md F17).

import { afterEach, expect, test } from 'vitest'

import { addDelivery, deliveryDocument, goodLead } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { postLead } from '@switchyard/testkit/postLead.ts'
import { acceptOnceAnswers, startRecoveryRig, type RecoveryRig } from '@switchyard/testkit/recoveryRig.ts'

const destinations = 16
const leads = 6
let rig: RecoveryRig

afterEach(() => rig.close())

test('Calls that find no handle are not sent and count against nobody but this worker, which pauses and goes on with fewer', async () => {
  const gate = Promise.withResolvers<void>()
  rig = await startRecoveryRig(async (_, response) => {
    await gate.promise
    answerJson(response, 200, { status: 'accepted' })
  })
  const api = await rig.start('api')
  // One try and no other: were it counted, the leads would fail.
  const retry = { delaysSeconds: [], maxAgeHours: 24 }
  await rig.setUp(api, { onUnknown: 'hold', retry })
  // Each lead goes to all of them, so that many calls are under way although each destination bears a few.
  const document = deliveryDocument(rig.buyer.url, { answers: acceptOnceAnswers, onUnknown: 'hold', retry })
  for (let index = 1; index < destinations; index += 1) await addDelivery(rig.client(api), `acme-${index}`, document)
  for (let index = 0; index < leads; index += 1) {
    await postLead(rig.sender(api), { campaign: 'auto-warranty', supplier: 'ADC1', fields: goodLead() })
  }
  const worker = await rig.start('worker', { fileHandles: 100 })
  const notSent = async () => {
    const rows = await rig.sql<{ reason: string }[]>`SELECT DISTINCT reason FROM attempts WHERE outcome = 'not_sent'`
    return rows.map(({ reason }) => reason).join()
  }
  await expect.poll(notSent, { timeout: 15_000 }).toContain('no free file handles')
  gate.resolve()
  await expect.poll(() => rig.states(), { timeout: 30_000, interval: 100 }).toEqual({ accepted: leads * destinations })

  expect(worker.ended()).toBeNull()
  expect(worker.log()).toContain('this worker cannot begin calls and pauses')
  expect(new Set(rig.arrivals().values())).toEqual(new Set([1]))
  const tries = await rig.sql`SELECT DISTINCT tries FROM dispatches`
  expect(tries.map((row) => Number(row['tries']))).toEqual([1])
  const alerts = await rig.sql`SELECT kind FROM alerts WHERE kind = 'breakerOpen'`
  expect(alerts).toHaveLength(0)
}, 90_000)
