import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createKey } from '@switchyard/contract/keys/create.ts'
import { problem } from '@switchyard/contract/problem.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { detailOf, postLead, type Sender } from '@switchyard/testkit/postLead.ts'

let app: TestApp
let ingest: Sender

beforeAll(async () => {
  app = await startTestApp()
  await setUpAutoWarranty(app.client)
  const body = { name: 'Landing page', scope: 'ingest', supplier: 'ADC1' } as const
  ingest = { url: app.url, key: (await app.client.call(createKey, { body })).key }
})

afterAll(() => app.close())

const lead = (more: object = {}) => ({ campaign: 'auto-warranty', supplier: 'ADC1', fields: goodLead(), ...more })

async function postBatch(body: unknown, { url, key }: Sender = app) {
  const response = await fetch(`${url}/v1/leads/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const told = (await response.json()) as { code?: string; results?: readonly Record<string, unknown>[] }
  return { status: response.status, code: told.code, results: told.results ?? [] }
}

async function leadCount(): Promise<number> {
  const [row] = await app.db.engine<{ count: number }[]>`SELECT count(*)::int AS count FROM leads`
  return row?.count ?? 0
}

describe('An ingest key', () => {
  test('speaks for its supplier when the lead names none', async () => {
    const { answer } = await postLead(ingest, lead({ supplier: undefined }))
    expect(answer.status).toBe('accepted')
    expect((await detailOf(app, answer.id)).supplier).toBe('ADC1')
  })

  test('may name its own supplier', async () => {
    expect((await postLead(ingest, lead())).answer.status).toBe('accepted')
  })

  test('may not name another one, and nothing is stored', async () => {
    const before = await leadCount()
    expect(await postLead(ingest, lead({ supplier: 'OTHER' }))).toMatchObject({ status: 403, code: 'other_supplier' })
    expect(await leadCount()).toBe(before)
  })

  test('may not read', async () => {
    const response = await fetch(`${app.url}/v1/leads`, { headers: { authorization: `Bearer ${ingest.key}` } })
    expect(response.status).toBe(403)
  })
})

test('A supplier that the campaign does not know is a recorded rejection', async () => {
  const { answer } = await postLead(app, lead({ supplier: 'OTHER' }))
  expect(answer).toMatchObject({
    status: 'rejected',
    disposition: { code: 'REJECT_LEAD_SUPPLIER_NOT_AUTHORISED' },
  })
})

describe('A batch', () => {
  test('answers each lead in its place, whatever is wrong with its neighbours', async () => {
    const before = await leadCount()
    const { status, results } = await postBatch({
      leads: [
        lead(),
        lead({ fields: goodLead({ email: 'nobody' }) }),
        lead({ campaign: 'nothing' }),
        lead({ fields: 'none' }),
        42,
        lead({ colour: 'red' }),
        lead(),
      ],
    })
    expect(status).toBe(200)
    expect(results).toMatchObject([
      { status: 'accepted' },
      { status: 'rejected', disposition: { code: 'REJECT_LEAD_INVALID_EMAIL' } },
      { status: 404 },
      { status: 400, errors: [{ path: 'leads[3].fields' }] },
      { status: 400, errors: [{ path: 'leads[4]' }] },
      { status: 400, errors: [{ path: 'leads[5].colour', code: 'unknown_property' }] },
      { status: 'accepted' },
    ])
    for (const result of results.slice(2, 6)) problem.parse(result)
    expect(await leadCount()).toBe(before + 3)
  })

  test('of an ingest key refuses only the leads of other suppliers', async () => {
    const { results } = await postBatch({ leads: [lead({ supplier: undefined }), lead({ supplier: 'OTHER' })] }, ingest)
    expect(results).toMatchObject([{ status: 'accepted' }, { status: 403, code: 'other_supplier' }])
  })

  test('sees the duplicates in itself', async () => {
    const email = 'twice@example.com'
    const { results } = await postBatch({
      leads: [lead({ fields: goodLead({ email }) }), lead({ fields: goodLead({ email, first_name: 'Bob' }) })],
    })
    expect(results[0]).toMatchObject({ status: 'accepted' })
    expect(results[1]).toMatchObject({ status: 'rejected', duplicateOf: results[0]?.['id'] })
  })

  test('takes a thousand leads and answers each with an id of its own', async () => {
    const { status, results } = await postBatch({ leads: Array.from({ length: 1000 }, () => lead()) })
    expect(status).toBe(200)
    expect(new Set(results.map((result) => result['id'])).size).toBe(1000)
    expect(new Set(results.map((result) => result['status']))).toEqual(new Set(['accepted']))
  })

  test('of more than a thousand, of none, or of no list is refused whole', async () => {
    const before = await leadCount()
    const over = await postBatch({ leads: Array.from({ length: 1001 }, () => lead()) })
    expect(over).toMatchObject({ status: 400 })
    expect(await postBatch({ leads: [] })).toMatchObject({ status: 400 })
    expect(await postBatch({ leads: 'none' })).toMatchObject({ status: 400 })
    expect(await postBatch({ leads: [lead()], more: 1 })).toMatchObject({ status: 400 })
    expect(await leadCount()).toBe(before)
  })

  test('may be 5 MB large and not larger', async () => {
    const megabyte = 1024 * 1024
    const textOf = (bytes: number) => {
      const [start = '', end = ''] = JSON.stringify({ leads: [lead({ fields: { note: '@@' } })] }).split('@@')
      return start + 'x'.repeat(bytes - start.length - end.length) + end
    }
    expect(await postBatch(textOf(5 * megabyte))).toMatchObject({ status: 200, results: [{ status: 'rejected' }] })
    expect(await postBatch(textOf(5 * megabyte + 1))).toMatchObject({ status: 413 })
    expect(await postLead(app, textOf(256 * 1024 + 1))).toMatchObject({ status: 413 })
  })
})
