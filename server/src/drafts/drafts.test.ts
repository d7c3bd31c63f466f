// Rejected leads corrected in a draft, over HTTP: saved, checked, carried out; and who gets in each other's way.

import { afterAll, beforeAll, expect, test } from 'vitest'

import { listCauses } from '@switchyard/contract/causes/list.ts'
import { createClient, type Client } from '@switchyard/contract/client.ts'
import { checkDraft } from '@switchyard/contract/drafts/check.ts'
import { createDraft } from '@switchyard/contract/drafts/create.ts'
import { deleteDraft } from '@switchyard/contract/drafts/delete.ts'
import { listDrafts } from '@switchyard/contract/drafts/list.ts'
import { runDraft } from '@switchyard/contract/drafts/run.ts'
import { showDraft } from '@switchyard/contract/drafts/show.ts'
import { updateDraft } from '@switchyard/contract/drafts/update.ts'
import type { BodyInput } from '@switchyard/contract/endpoint.ts'
import { createKey } from '@switchyard/contract/keys/create.ts'
import { deleteLead } from '@switchyard/contract/leads/delete.ts'
import { updateLead } from '@switchyard/contract/leads/update.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { answerJson, startScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { itemsOf, watchJob } from '@switchyard/testkit/job.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

/** For each test: causes are worked out behind the leads, and the machine may be busy. */
const patienceMs = 120_000

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

/** The cause is worked out behind the leads. */
async function causeOf(campaign: string, field: string | null, count: number): Promise<string> {
  let id = ''
  await expect
    .poll(
      async () => {
        const { causes } = await app.client.call(listCauses, { query: { campaign } })
        const cause = causes.find((one) => one.field === field)
        id = cause?.id ?? ''
        return cause?.count
      },
      { timeout: 30_000 },
    )
    .toBe(count)
  return id
}

function rowsOf(id: string, client: Client = app.client) {
  return client.call(showDraft, { params: { id }, query: {} })
}

function save(id: string, body: BodyInput<typeof updateDraft>, client: Client = app.client) {
  return client.call(updateDraft, { params: { id }, body })
}

async function carryOut(id: string, version: number, more: { keepReason?: string } = {}) {
  const job = await app.client.call(runDraft, {
    params: { id },
    body: { version, reason: 'The supplier meant others', ...more },
  })
  const done = await watchJob(app.client, job.id, ({ finishedAt }) => finishedAt !== null)
  await app.idle()
  return done
}

test(
  'A draft of a cause is saved, checked and carried out as the check said; what is left stays in it',
  async () => {
    const scene = await makeScene(app, 'grid', { deliveries: { grid: { url: `${buyer.url}/accept` } } })
    const emails = ['one', 'two', 'two', 'four', 'five', 'six'].map((name) => `${name}@example.com`)
    const leads: string[] = []
    for (const [index, email] of emails.entries()) {
      leads.push((await scene.send({ make: 'Trabant', email, vehicle_year: 2010 + index })).answer.id)
    }
    const [one, two, three, four, five, six] = leads as [string, string, string, string, string, string]
    await app.idle()
    const cause = await causeOf('grid', 'make', 6)

    const made = await app.client.call(createDraft, { body: { cause } })
    expect(made).toMatchObject({ cause, field: 'make', campaign: 'grid', mine: true, version: 0 })
    expect(made.counts).toEqual({ rows: 6, ready: 0, left: 6, kept: 0, changed: 0, conflicts: 0 })
    const first = await rowsOf(made.id)
    expect(first.fields.find(({ key }) => key === 'make')).toMatchObject({
      choices: ['Ford', 'Audi', 'Volkswagen', 'Volvo'],
    })
    expect(first.rows[0]).toMatchObject({
      id: one,
      values: { make: 'Trabant', phone: '+447700900123' },
      received: { phone: '07700 900123' },
      verdict: { state: 'refused', failures: [{ field: 'make', severity: 'error' }] },
    })

    // Two tabs: each cell stands for itself, and the same may come twice.
    const rows = Object.fromEntries([one, two, three, four].map((id) => [id, { set: { make: 'Ford' } }]))
    const saved = await save(made.id, { version: 0, rows })
    expect(saved).toMatchObject({ version: 1, conflicts: [], missing: [] })
    expect(await save(made.id, { version: 0, rows })).toMatchObject({ version: 1, conflicts: [] })
    const other = {
      [four]: { set: { make: 'Audi', vehicle_year: '1900' } },
      [five]: { kept: true },
      '1': { kept: true },
    }
    expect(await save(made.id, { version: 0, rows: other })).toMatchObject({
      version: 2,
      conflicts: [{ id: four, field: 'make', value: 'Ford' }],
      missing: ['1'],
    })
    await expect(save(made.id, { version: 2, rows: { [one]: { set: { colour: 'red' } } } })).rejects.toMatchObject({
      status: 422,
      errors: [{ code: 'unknown_field' }],
    })

    const some = await app.client.call(checkDraft, { params: { id: made.id }, body: { rows: [three, four] } })
    expect(some.plan).toBeNull()
    expect(some.rows.map(({ verdict }) => verdict.state)).toEqual(['ready', 'refused'])
    const all = await app.client.call(checkDraft, { params: { id: made.id }, body: {} })
    expect(all.counts).toMatchObject({ rows: 6, ready: 2, left: 3, kept: 1, changed: 4 })
    expect(all.plan).toEqual({
      leads: 5,
      accepted: 2,
      stillRejected: expect.arrayContaining([
        { code: 'REJECT_LEAD_DUPLICATE', count: 1 },
        { code: 'REJECT_LEAD_INVALID_NUMBER', count: 1 },
      ]),
      quarantined: 0,
      errored: 0,
      kept: 1,
      leftOut: [],
      untouched: 1,
    })
    expect(all.rows.find(({ id }) => id === three)?.verdict.failures).toMatchObject([{ severity: 'warning' }])

    const ask = (version: number) => carryOut(made.id, version)
    await expect(ask(2)).rejects.toMatchObject({ status: 422, errors: [{ path: 'keepReason' }] })
    await expect(carryOut(made.id, 1, { keepReason: 'No buyer' })).rejects.toMatchObject({ code: 'draft_changed' })
    const job = await carryOut(made.id, 2, { keepReason: 'No buyer' })
    expect(job).toMatchObject({ action: 'applyDraft', total: 5, outcomes: { accepted: 2, rejected: 2, kept: 1 } })
    expect(await detailOf(app, one)).toMatchObject({
      status: 'accepted',
      sold: 'sold',
      disposition: { code: 'ACCEPT_LEAD_AFTER_FIX' },
      revisions: expect.arrayContaining([expect.objectContaining({ reason: 'The supplier meant others' })]),
    })
    expect(await detailOf(app, five)).toMatchObject({ status: 'rejected', keptAt: expect.any(String) })
    expect(await detailOf(app, six)).toMatchObject({ revision: 1, keptAt: null })

    const left = await rowsOf(made.id)
    expect(left.rows.map(({ id, changes }) => [id, changes])).toEqual([
      // Its value is on the lead now, which is a duplicate; a value that cannot stand is not written, and neither is what came with it.
      [three, {}],
      [four, { make: 'Ford', vehicle_year: '1900' }],
      [six, {}],
    ])
    expect(left.rows[0]).toMatchObject({ revision: 2, values: { make: 'Ford' } })
    expect(left.draft).toMatchObject({ jobId: job.id, running: false })

    // What was typed there is personal: it goes with the lead.
    await app.client.call(deleteLead, { params: { id: four } })
    expect((await rowsOf(made.id)).rows.map(({ id }) => id)).toEqual([three, six])
    expect((await app.client.call(listDrafts, { query: {} })).drafts.map(({ id }) => id)).toContain(made.id)
    await app.client.call(deleteDraft, { params: { id: made.id } })
    await expect(rowsOf(made.id)).rejects.toMatchObject({ status: 404 })
  },
  patienceMs,
)

test(
  'Whoever else works on the leads is seen: another draft, and an edit, which is never overwritten',
  async () => {
    const scene = await makeScene(app, 'both', { deliveries: { both: { url: `${buyer.url}/accept` } } })
    const a = (await scene.send({ make: 'Trabant' })).answer.id
    const b = (await scene.send({ make: 'Trabant' })).answer.id
    await app.idle()
    const selection = { ids: [a, b] }
    const key = await app.client.call(createKey, { body: { name: 'Jo', scope: 'operate' } })
    const jo = createClient({ baseUrl: app.url, key: key.key })
    const mine = await app.client.call(createDraft, { body: { selection } })
    const theirs = await jo.call(createDraft, { body: { selection } })
    await save(theirs.id, { version: 0, rows: { [a]: { set: { make: 'Audi' } } } }, jo)
    expect((await rowsOf(mine.id)).rows.map(({ editing }) => editing)).toEqual([['key Jo'], []])
    expect(await rowsOf(mine.id, jo)).toMatchObject({ draft: { mine: false } })
    await expect(save(mine.id, { version: 0, rows: { [a]: { kept: true } } }, jo)).rejects.toMatchObject({
      status: 403,
    })
    await expect(jo.call(deleteDraft, { params: { id: mine.id } })).rejects.toMatchObject({ status: 403 })
    const { client: stranger } = await app.otherAccount()
    await expect(rowsOf(mine.id, stranger)).rejects.toMatchObject({ status: 404 })

    await save(mine.id, { version: 0, rows: { [a]: { set: { make: 'Ford' } }, [b]: { set: { make: 'Volvo' } } } })
    await app.client.call(updateLead, {
      params: { id: a },
      body: { fields: { vehicle_year: 2001 }, reason: 'x', revision: 1 },
    })
    const { plan, version, counts } = await app.client.call(checkDraft, { params: { id: mine.id }, body: {} })
    expect(counts).toMatchObject({ ready: 1, left: 1, conflicts: 1 })
    expect(plan).toMatchObject({
      accepted: 1,
      leftOut: [{ count: 1, reason: 'edited by somebody else since it was opened here' }],
    })
    const job = await carryOut(mine.id, version)
    expect(await itemsOf(app.client, job.id)).toMatchObject([{ state: 'leftOut' }, { outcome: 'accepted' }])
    expect((await detailOf(app, a)).fields).toMatchObject({ vehicle_year: 2001 })

    // Having seen the edit, the owner may make the change on it.
    const seen = await rowsOf(mine.id)
    expect(seen.rows).toMatchObject([{ id: a, revision: 1, currentRevision: 2, changes: { make: 'Ford' } }])
    const on = await save(mine.id, { version: seen.draft.version, rows: { [a]: { revision: 2 } } })
    expect(await carryOut(mine.id, on.version)).toMatchObject({ outcomes: { accepted: 1 } })
    expect((await detailOf(app, a)).fields).toMatchObject({ vehicle_year: 2001, make: 'Ford' })
    expect((await rowsOf(mine.id)).rows).toEqual([])
  },
  patienceMs,
)

test(
  'Leads that a buyer refused are sent to it again with their new values, and only those',
  async () => {
    const picky = await startScriptedBuyer(({ body }, response) => {
      const old = (JSON.parse(body) as { vehicle_year: number }).vehicle_year < 2000
      answerJson(response, 200, old ? { status: 'rejected', message: 'too old' } : { status: 'accepted', id: 'x' })
    })
    const scene = await makeScene(app, 'picky', { deliveries: { picky: { url: picky.url } } })
    const a = await scene.settle({ vehicle_year: 1990 })
    const b = await scene.settle({ vehicle_year: 1991 })
    const cause = await causeOf('picky', null, 2)
    const draft = await app.client.call(createDraft, { body: { cause } })
    expect((await rowsOf(draft.id)).rows[0]?.verdict).toMatchObject({ state: 'refused', reason: 'too old' })
    await save(draft.id, { version: 0, rows: { [a.id]: { set: { vehicle_year: '2019' } } } })
    const { plan, version } = await app.client.call(checkDraft, { params: { id: draft.id }, body: {} })
    expect(plan).toMatchObject({ leads: 1, accepted: 1, untouched: 1 })
    expect(await carryOut(draft.id, version)).toMatchObject({ outcomes: { accepted: 1 } })
    expect(await detailOf(app, a.id)).toMatchObject({ sold: 'sold' })
    expect((await rowsOf(draft.id)).rows.map(({ id }) => id)).toEqual([b.id])
    await picky.close()
  },
  patienceMs,
)

test(
  'The plan says what the job does, where leads meet each other as duplicates, fill the cap and are held',
  async () => {
    const scene = await makeScene(app, 'meets', {
      campaign: {
        caps: [{ period: 'day', limit: 4 }],
        filters: [{ action: 'quarantine', when: { field: 'last_name', op: 'is', value: 'Hold' }, reason: 'ask first' }],
      },
      deliveries: { meets: { url: `${buyer.url}/accept` } },
    })
    const ids: string[] = []
    for (let index = 0; index < 16; index += 1) {
      const last_name = index % 5 === 0 ? 'Hold' : 'Lee'
      const email = `meets.${index % 12}@example.com`
      ids.push((await scene.send({ make: 'Trabant', email, last_name, vehicle_year: 2000 + index })).answer.id)
    }
    await app.idle()
    const draft = await app.client.call(createDraft, { body: { selection: { query: { campaign: 'meets' } } } })
    expect(draft.counts.rows).toBe(16)
    const rows = Object.fromEntries(
      ids.map((id, index) => {
        if (index === 3) return [id, { kept: true }]
        if (index === 4) return [id, {}]
        return [id, { set: index === 6 ? { make: 'Ford', vehicle_year: 'old' } : { make: 'Ford' } }]
      }),
    )
    const { version } = await save(draft.id, { version: 0, rows })
    const { plan } = await app.client.call(checkDraft, { params: { id: draft.id }, body: {} })
    const codes = new Map(plan?.stillRejected.map(({ code, count }) => [code, count]))
    expect(codes.get('REJECT_LEAD_DUPLICATE')).toBeGreaterThan(0)
    expect(codes.get('REJECT_LEAD_OVER_CAP')).toBeGreaterThan(0)
    expect(plan).toMatchObject({ leads: 15, kept: 1, untouched: 1, accepted: 4 })
    const job = await carryOut(draft.id, version, { keepReason: 'No buyer' })
    expect(job.outcomes).toEqual({
      accepted: plan?.accepted,
      quarantined: plan?.quarantined,
      rejected: [...codes.values()].reduce((sum, count) => sum + count, 0),
      kept: 1,
    })
    expect(plan?.quarantined).toBeGreaterThan(0)
    const checked = await app.client.call(checkDraft, { params: { id: draft.id }, body: {} })
    const states = new Map(await Promise.all(ids.map(async (id) => [id, (await detailOf(app, id)).status] as const)))
    // Whoever was accepted or is held is no work of the grid any more.
    expect(new Set(checked.rows.map(({ id }) => states.get(id)))).toEqual(new Set(['rejected']))
  },
  patienceMs,
)
