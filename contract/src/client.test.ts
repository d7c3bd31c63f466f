import { describe, expect, expectTypeOf, test } from 'vitest'
import { createClient } from './client.ts'
import { listCampaigns } from './campaigns/list.ts'
import { createLead } from './leads/create.ts'
import { listLeads } from './leads/list.ts'
import { showLead } from './leads/show.ts'
import { revokeKey } from './keys/revoke.ts'
import { showMe } from './me/show.ts'
import { ProblemError } from './problem.ts'

function setup(answer: () => Response) {
  const seen: { url: string; init: RequestInit }[] = []
  const client = createClient({
    baseUrl: 'http://one.test/',
    key: 'sy_k',
    fetch: async (url, init) => {
      seen.push({ url, init })
      return answer()
    },
  })
  return { client, seen }
}

describe('createClient', () => {
  test('a path parameter is encoded and the key goes along', async () => {
    const { client, seen } = setup(() => Response.json({ id: '1' }))
    const lead = await client.call(showLead, { params: { id: 'a/b' } })
    expect(seen[0]?.url).toBe('http://one.test/v1/leads/a%2Fb')
    expect(new Headers(seen[0]?.init.headers).get('authorization')).toBe('Bearer sy_k')
    expectTypeOf(lead.timeline).toExtend<readonly { readonly text: string }[]>()
  })

  test('lists travel by commas and fields under their prefix', async () => {
    const { client, seen } = setup(() =>
      Response.json({ leads: [], total: { value: 0, exact: true }, nextCursor: null }),
    )
    await client.call(listLeads, { query: { campaign: ['a', 'b'], fields: { email: '~x' }, limit: 5 } })
    expect(seen[0]?.url).toBe('http://one.test/v1/leads?campaign=a%2Cb&field.email=%7Ex&limit=5')
  })

  test('input that an endpoint does not need may be left out', async () => {
    const { client, seen } = setup(() => Response.json({}))
    await client.call(showMe, {})
    await client.call(listCampaigns, {})
    // @ts-expect-error a body is needed here
    await client.call(createLead, {})
    expect(seen.map((one) => one.url)).toEqual([
      'http://one.test/v1/me',
      'http://one.test/v1/campaigns',
      'http://one.test/v1/leads',
    ])
  })

  test('no content is undefined', async () => {
    const { client } = setup(() => new Response(null, { status: 204 }))
    expect(await client.call(revokeKey, { params: { id: '3' } })).toBeUndefined()
  })

  test('a problem is thrown with its code, errors and request id', async () => {
    const body = {
      type: 'about:blank',
      title: 'Unprocessable',
      status: 422,
      code: 'invalid_setup',
      detail: 'no',
      errors: [{ path: 'fields[0]', code: 'duplicate', message: 'twice' }],
      requestId: 'r1',
    }
    const { client } = setup(() => Response.json(body, { status: 422, headers: { 'retry-after': '7' } }))
    const error = await client.call(showMe, {}).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ProblemError)
    expect(error).toMatchObject({ status: 422, code: 'invalid_setup', requestId: 'r1', retryAfterSeconds: 7 })
    expect(error).toMatchObject({ errors: [{ path: 'fields[0]' }] })
  })

  test('an answer that is no problem document is still a ProblemError with the status', async () => {
    const { client } = setup(() => new Response('<h1>Bad gateway</h1>', { status: 502 }))
    await expect(client.call(showMe, {})).rejects.toMatchObject({ status: 502, code: 'error' })
  })

  test('no answer at all has status 0', async () => {
    const { client } = setup(() => {
      throw new TypeError('fetch failed')
    })
    await expect(client.call(showMe, {})).rejects.toMatchObject({ status: 0, code: 'unreachable' })
  })
})
