import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createKey } from '@switchyard/contract/keys/create.ts'
import { problem } from '@switchyard/contract/problem.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { detailOf, postForm, postLead, type Sender } from '@switchyard/testkit/postLead.ts'

let app: TestApp
/** An ingest key of ADC1, as a landing page has it. */
let page: Sender

beforeAll(async () => {
  app = await startTestApp()
  const fields = [
    ...(campaignDocument.fields ?? []),
    { key: 'wants', type: 'picklistAny', picklist: 'makes' } as const,
    { key: 'terms', type: 'boolean' } as const,
  ]
  await setUpAutoWarranty(app.client, { fields })
  const body = { name: 'Landing page', scope: 'ingest', supplier: 'ADC1' } as const
  page = { url: app.url, key: (await app.client.call(createKey, { body })).key }
})

afterAll(() => app.close())

type Inputs = Readonly<Record<string, string | readonly string[]>>

/** What a browser would send for these inputs. */
function formOf<Form extends FormData | URLSearchParams>(form: Form, inputs: Inputs): Form {
  for (const [name, value] of Object.entries(inputs)) {
    for (const one of Array.isArray(value) ? value : [value]) form.append(name, one)
  }
  return form
}

function inputs(more: Inputs = {}): Inputs {
  const { vehicle_year, ...values } = goodLead() as Record<string, string>
  return { campaign: 'auto-warranty', ...values, vehicle_year: String(vehicle_year), ...more }
}

const thanks = 'https://landing.example/thanks?from=form'
const sorry = 'https://landing.example/sorry'

describe.each([
  ['url-encoded', () => new URLSearchParams()],
  ['multipart', () => new FormData()],
] as const)('A %s form', (_, empty) => {
  const post = (given: Inputs) => postForm(page, formOf(empty(), given))

  test('is a lead of the supplier whose key came with it', async () => {
    const { answer } = await post(
      inputs({ source: 'fb-12', externalId: 'x-1', make: 'Ford', 'consent.email': 'yes', terms: 'on' }),
    )
    expect(answer.status).toBe('accepted')
    expect(await detailOf(app, answer.id)).toMatchObject({
      supplier: 'ADC1',
      source: 'fb-12',
      method: 'form',
      fields: { vehicle_year: 2015, make: 'Ford', terms: true },
      raw: { vehicle_year: '2015' },
      consent: { email: 'yes' },
    })
  })

  test('with several ticked boxes of one name is a list', async () => {
    const { answer } = await post(inputs({ wants: ['Audi', 'Volvo'] }))
    expect(answer.status).toBe('accepted')
    expect((await detailOf(app, answer.id)).fields['wants']).toEqual(['Audi', 'Volvo'])
  })

  test('keeps every letter: umlauts, emoji, plus signs, ampersands', async () => {
    const { answer } = await post(inputs({ first_name: 'Zoë Ünal 🚗 a+b&c=d' }))
    expect((await detailOf(app, answer.id)).raw['first_name']).toBe('Zoë Ünal 🚗 a+b&c=d')
  })

  test('sends the person on to the page it names', async () => {
    const response = await post(inputs({ redirect: thanks, redirectRejected: sorry }))
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(thanks)
  })

  test('sends the person of a rejected lead to the other page, and records the lead', async () => {
    const [before] = await app.db.engine`SELECT count(*)::int AS count FROM leads WHERE status = 'rejected'`
    const response = await post(inputs({ email: 'nobody', redirect: thanks, redirectRejected: sorry }))
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(sorry)
    const [after] = await app.db.engine`SELECT count(*)::int AS count FROM leads WHERE status = 'rejected'`
    expect(after?.['count']).toBe(Number(before?.['count']) + 1)
  })

  test('sends the person of a rejected lead to the one page when it names only one', async () => {
    const response = await post(inputs({ email: 'nobody', redirect: thanks }))
    expect(response.headers.get('location')).toBe(thanks)
  })

  test.each(['javascript:alert(1)', '/relative', 'data:text/html,x'])(
    'refuses to send anybody to %s, and stores nothing',
    async (redirect) => {
      const given = inputs({ redirect })
      const response = await post(given)
      expect(response.status).toBe(400)
      expect(problem.parse(JSON.parse(response.text)).errors).toMatchObject([{ path: 'redirect' }])
      const { redirect: _redirect, ...good } = given
      expect((await post(good)).answer.status).toBe('accepted')
    },
  )

  test('of an unknown campaign is 404, with and without a redirect', async () => {
    expect(await post(inputs({ campaign: 'nothing', redirect: thanks }))).toMatchObject({ status: 404 })
    expect((await post(inputs({ campaign: 'nothing' }))).text).toContain("Campaign 'nothing'")
  })

  test('without a campaign says that it is missing', async () => {
    const response = await post({ email: 'ann@example.com' })
    expect(response.status).toBe(400)
    expect(problem.parse(JSON.parse(response.text)).errors).toMatchObject([{ path: 'campaign', code: 'required' }])
  })

  test('with a NUL character is refused, and the input is named', async () => {
    const response = await post(inputs({ first_name: 'An\0n' }))
    expect(response.status).toBe(400)
    expect(problem.parse(JSON.parse(response.text)).errors).toMatchObject([
      { path: 'first_name', code: 'nul_character' },
    ])
  })

  test('can be a test lead', async () => {
    expect((await post(inputs({ test: 'true' }))).answer.test).toBe(true)
  })

  test('has no way to name a prototype', async () => {
    const response = await post(inputs({ ['__proto__']: 'x', constructor: 'y' }))
    expect(response.status).toBeLessThan(500)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})

test('A file in a multipart form is refused, and its input is named', async () => {
  const form = formOf(new FormData(), inputs())
  form.append('cv', new Blob(['%PDF']), 'cv.pdf')
  const response = await postForm(page, form)
  expect(response.status).toBe(400)
  expect(problem.parse(JSON.parse(response.text)).errors).toMatchObject([{ path: 'cv', code: 'file' }])
})

test('A multipart body without its boundary is refused', async () => {
  const response = await postLead(page, 'no parts at all', { 'content-type': 'multipart/form-data; boundary=x' })
  expect(response).toMatchObject({ status: 400, code: 'invalid_form' })
})

test('The same form sent twice by an impatient person is one lead', async () => {
  const given = inputs({ redirect: thanks })
  const [before] = await app.db.engine`SELECT count(*)::int AS count FROM leads`
  const responses = await Promise.all([0, 1].map(() => postForm(page, formOf(new URLSearchParams(), given))))
  expect(responses.map((response) => response.headers.get('location'))).toEqual([thanks, thanks])
  const [after] = await app.db.engine`SELECT count(*)::int AS count FROM leads`
  expect(after?.['count']).toBe(Number(before?.['count']) + 1)
})
