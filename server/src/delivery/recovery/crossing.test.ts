// Two servers and many callers take the same duplicate keys and cap places in every order (reliability.md F14).

import { afterEach, expect, test } from 'vitest'

import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { campaignDocument, goodLead } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { sendMany } from '@switchyard/testkit/load.ts'
import { startRecoveryRig, type RecoveryRig } from '@switchyard/testkit/recoveryRig.ts'

let rig: RecoveryRig

afterEach(() => rig.close())

test('Nobody waits for one who waits for him: no deadlock, no lead refused for it, the cap exact', async () => {
  rig = await startRecoveryRig((_, response) => answerJson(response, 200, { status: 'accepted' }))
  const servers = [await rig.start(), await rig.start()]
  const [first] = servers
  if (!first) throw new Error('no server')
  const caps = ['day', 'hour', 'total'].map((period) => ({ period: period as 'day', limit: 60 }))
  await rig.setUp(first, { caps })
  // Two keys for each lead, on their own: leads share the one with these and the other with those.
  const dedupe = [
    { fields: ['email'], days: 30, scope: 'campaign' as const },
    { fields: ['phone'], days: 30, scope: 'campaign' as const },
  ]
  const body = { ...campaignDocument, dedupe }
  await rig.client(first).call(putCampaign, { params: { reference: 'auto-warranty' }, body })

  const count = 1200
  const keys = 150
  let turn = 0
  const fieldsOf = (index: number) =>
    goodLead({
      email: `crossing.${(index * 37) % keys}@example.com`,
      phone: `07700 9${String(10_000 + ((index * 101) % keys)).slice(-5)}`,
    })
  const to = () => rig.sender(servers[turn++ % 2] ?? first)
  const { ids, others } = await sendMany({ campaign: 'auto-warranty', count, connections: 64, to, fieldsOf })
  expect(ids).toHaveLength(count)
  expect([...others.keys()]).toEqual([])
  const [stats] = await rig.sql<{ deadlocks: number }[]>`
    SELECT deadlocks::int AS deadlocks FROM pg_stat_database WHERE datname = current_database()`
  expect(stats?.deadlocks).toBe(0)

  await expect.poll(async () => (await rig.states())['accepted'], { timeout: 20_000 }).toBe(60)
  // One lead for each address and for each number at most.
  const twice = await rig.sql`
    SELECT d.fields ->> 'email' FROM leads l JOIN lead_data d ON d.lead_id = l.id
    WHERE l.status = 'accepted' GROUP BY 1 HAVING count(*) > 1`
  expect(twice).toHaveLength(0)
  for (const server of servers) expect(server.log()).not.toMatch(/40P01|deadlock/)
}, 90_000)
