import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { listLeads } from '@switchyard/contract/leads/list.ts'
import { showLead } from '@switchyard/contract/leads/show.ts'
import { updateLead } from '@switchyard/contract/leads/update.ts'
import { putBuyer } from '@switchyard/contract/buyers/put.ts'
import { listCampaigns } from '@switchyard/contract/campaigns/list.ts'
import { loadDemo } from '@switchyard/contract/demo/load.ts'
import { removeDemo } from '@switchyard/contract/demo/remove.ts'
import { showDemo } from '@switchyard/contract/demo/show.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'

import { demoSetup } from './setup/demoSetup.ts'

let app: TestApp

// No address of this machine is allowed: the sandbox must be reached all the same.
beforeAll(async () => {
  app = await startTestApp({ allowHosts: '10.255.255.255/32' })
  const begun = await app.client.call(loadDemo, {})
  expect(begun).toEqual({ documents: demoSetup(new Date()).length, leads: 1500 })
  await app.context.demo.idle()
  await app.idle()
}, 120_000)

afterAll(() => app.close())

async function count(query: Parameters<typeof app.client.call<typeof listLeads>>[1]): Promise<number> {
  return (await app.client.call(listLeads, query)).total.value
}

describe('the demo workspace', () => {
  test('holds every ready-made problem', async () => {
    const wanted = [
      'REJECT_LEAD_INVALID_LIST_VALUE',
      'REJECT_LEAD_DUPLICATE',
      'REJECT_LEAD_OVER_CAP',
      'REJECT_LEAD_SUPPRESSED',
      'REJECT_LEAD_FILTER',
      'REJECT_LEAD_INVALID_PHONE',
      'REJECT_LEAD_INVALID_EMAIL',
      'REJECT_LEAD_MISSING_REQUIRED_FIELD',
      'REJECT_LEAD_UNSAFE_CONTENT',
      'REJECT_LEAD_SUPPLIER_NOT_AUTHORISED',
    ] as const
    for (const code of wanted) expect.soft(await count({ query: { code: [code] } }), code).toBeGreaterThan(0)
    expect(await count({ query: { status: ['quarantined'] } })).toBeGreaterThan(0)
    for (const deliveryStatus of ['full', 'partial', 'fail'] as const) {
      expect.soft(await count({ query: { deliveryStatus: [deliveryStatus] } }), deliveryStatus).toBeGreaterThan(0)
    }
  })

  test('leaves nothing under way, and every refusal has the words of the buyer', async () => {
    expect(await count({ query: { deliveryStatus: ['pending'] } })).toBe(0)
    const { leads } = await app.client.call(listLeads, { query: { sold: ['unsold'], campaign: ['auto-warranty'] } })
    expect(leads.length).toBeGreaterThan(5)
    expect(leads[0]?.buyers.find(({ delivery }) => delivery === 'acme')?.reason).toMatch(
      /Vehicle year 2025 not allowed|covered/,
    )
  })

  test('books every sale: the ledger holds the price of each accepted dispatch', async () => {
    const [row] = await app.db.engine<{ dispatches: string; ledger: string; leads: string }[]>`
      SELECT (SELECT sum(d.price) FROM dispatches d WHERE d.state = 'accepted') AS dispatches,
        (SELECT sum(g.amount) FROM ledger g WHERE g.kind = 'revenue') AS ledger, (SELECT sum(l.revenue) FROM leads l) AS leads`
    expect(row?.ledger).toBe(row?.dispatches)
    expect(row?.leads).toBe(row?.dispatches)
  })

  test('reads like history: what happened to a lead happened within minutes of it', async () => {
    const [late] = await app.db.engine<{ attempts: number; bodies: number; ledger: number; dispatches: number }[]>`
      WITH lead AS (SELECT l.id, l.received_at AS at FROM leads l)
      SELECT (SELECT count(*)::int FROM attempts a JOIN lead ON lead.id = a.lead_id
          WHERE a.at NOT BETWEEN lead.at - interval '1 s' AND lead.at + interval '5 min') AS attempts,
        (SELECT count(*)::int FROM attempts a LEFT JOIN attempt_bodies b ON b.attempt_id = a.id AND b.at = a.at
          WHERE b.attempt_id IS NULL) AS bodies,
        (SELECT count(*)::int FROM ledger g JOIN lead ON lead.id = g.lead_id
          WHERE g.at NOT BETWEEN lead.at - interval '1 s' AND lead.at + interval '5 min') AS ledger,
        (SELECT count(*)::int FROM dispatches d JOIN lead ON lead.id = d.lead_id
          WHERE d.settled_at NOT BETWEEN lead.at AND lead.at + interval '5 min') AS dispatches`
    expect(late).toEqual({ attempts: 0, bodies: 0, ledger: 0, dispatches: 0 })
  })

  test('is not loaded twice, and never over a document of somebody else', async () => {
    await expect(app.client.call(loadDemo, {})).rejects.toMatchObject({ status: 409, code: 'demo_loaded' })
    const other = await app.otherAccount()
    await other.client.call(putBuyer, { params: { bid: 'ACME' }, body: { name: 'Our own Acme' } })
    await expect(other.client.call(loadDemo, {})).rejects.toMatchObject({ status: 409, code: 'key_taken' })
    expect(await other.client.call(showDemo, {})).toEqual({ loading: false, documents: 0, leads: 0 })
  })

  test('goes away with everything but what somebody has edited', async () => {
    const { leads } = await app.client.call(listLeads, { query: { fields: { vehicle_year: '2025' } } })
    const [lead] = leads
    if (!lead) throw new Error('The demo has no lead of 2025')
    const edit = { fields: { vehicle_year: 2015 }, reason: 'typing mistake', revision: 1 }
    await app.client.call(updateLead, { params: { id: lead.id }, body: edit })

    const { removed, kept } = await app.client.call(removeDemo, {})
    expect(removed.leads).toBe(1499)
    expect(kept.leads).toBe(1)
    expect(kept.documents).toContainEqual({ kind: 'campaign', key: 'auto-warranty', why: 'still has leads' })
    expect(await count({ query: {} })).toBe(1)
    expect((await app.client.call(showLead, { params: { id: lead.id } })).dispatches.length).toBeGreaterThan(0)
    const { campaigns } = await app.client.call(listCampaigns, { query: {} })
    expect(campaigns.map((campaign) => campaign.reference)).toEqual(['auto-warranty'])

    const [rows] = await app.db.engine<{ left: number }[]>`
      SELECT (SELECT count(*) FROM dispatches d WHERE d.lead_id <> ${lead.id}::bigint)::int
        + (SELECT count(*) FROM attempts a WHERE a.lead_id <> ${lead.id}::bigint)::int
        + (SELECT count(*) FROM attempt_bodies b WHERE NOT EXISTS (SELECT 1 FROM attempts a WHERE a.id = b.attempt_id))::int
        + (SELECT count(*) FROM ledger g WHERE g.lead_id <> ${lead.id}::bigint)::int
        + (SELECT count(*) FROM lead_data v WHERE v.lead_id <> ${lead.id}::bigint)::int
        + (SELECT count(*) FROM dedupe_keys)::int AS left`
    // The edited lead is the one that still holds its key.
    expect(rows?.left).toBe(1)
  })

  test('can be loaded again over what it left behind, and stops when the server stops', async () => {
    const begun = await app.client.call(loadDemo, {})
    await app.context.demo.close()
    const { leads, loading } = await app.client.call(showDemo, {})
    expect(loading).toBe(false)
    expect(leads).toBeLessThan(begun.leads)
  })
})
