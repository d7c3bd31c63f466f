import { compileRequest } from '@switchyard/core/delivery/request.ts'
import { secretsOf } from '@switchyard/core/delivery/requestAuth.ts'
import type { HttpAuth, HttpRequest } from '@switchyard/core/setup/delivery.ts'
import { startBuyer } from '@switchyard/testkit/buyer/buyer.ts'
import { expect, it, onTestFinished } from 'vitest'

import { createAddressGuard } from './addresses.ts'
import { createHttpConnector } from './connector.ts'
import { createOutbound } from './outbound.ts'
import { createTokens } from './tokens.ts'

async function setup(change: (url: string) => Partial<HttpRequest> = () => ({})) {
  const buyer = await startBuyer()
  const outbound = createOutbound(createAddressGuard(['127.0.0.0/8']))
  const connector = createHttpConnector({ outbound, tokens: createTokens(outbound) })
  onTestFinished(async () => {
    await outbound.close()
    await buyer.close()
  })
  const request: HttpRequest = {
    url: `${buyer.url}/leads`,
    method: 'POST',
    format: 'json',
    body: { last_name: '{{ last_name }}', vehicle_year: '{{ vehicle_year }}' },
    headers: {},
    auth: { kind: 'none' },
    timeoutMs: 5000,
    ...change(buyer.url),
  }
  const compiled = compileRequest(request, new Map())
  const send = (scope: Readonly<Record<string, unknown>> = {}, attemptNumber = 1) =>
    connector.send({ dispatchId: '77', attemptNumber, compiled, scope, secrets: secretsOf(request.auth) })
  return { buyer, send }
}

const oauth = (url: string): HttpAuth => ({
  kind: 'oauth2',
  tokenUrl: `${url}/token`,
  clientId: 'client 1',
  secret: 'top&secret',
  scope: 'leads',
  send: 'body',
})

it('sends the lead with its dispatch and the number of the attempt', async () => {
  const { buyer, send } = await setup()
  const { request, sent } = await send({ last_name: 'Lee', vehicle_year: 2015 }, 3)
  expect(sent).toMatchObject({ kind: 'answer', answer: { status: 200 } })
  expect(buyer.requests()).toMatchObject([
    {
      url: '/leads',
      body: '{"last_name":"Lee","vehicle_year":2015}',
      headers: {
        'idempotency-key': '77',
        'x-attempt': '3',
        'user-agent': 'Switchyard',
        'accept-encoding': 'identity',
        'content-type': 'application/json',
      },
    },
  ])
  expect(request).toMatchObject({
    method: 'POST',
    url: `${buyer.url}/leads`,
    headers: { 'Idempotency-Key': '77', 'X-Attempt': '3' },
    body: '{"last_name":"Lee","vehicle_year":2015}',
  })
})

it('sends nothing for a lead that cannot be rendered', async () => {
  const { buyer, send } = await setup(() => ({ headers: { 'X-Name': '{{ last_name }}' } }))
  expect(await send({ last_name: 'a\r\nX-Evil: 1' })).toMatchObject({
    request: null,
    sent: { kind: 'not_rendered', failure: { code: 'header_invalid' } },
  })
  expect(buyer.connections()).toBe(0)
})

it('stores no secret', async () => {
  const { buyer, send } = await setup(() => ({ auth: { kind: 'bearer', secret: 's3cret' } }))
  const exchange = await send()
  expect(buyer.requests()[0]?.headers['authorization']).toBe('Bearer s3cret')
  expect(JSON.stringify(exchange)).not.toContain('s3cret')
})

it('fetches one OAuth token for many leads at once and keeps it', async () => {
  const { buyer, send } = await setup((url) => ({ auth: oauth(url) }))
  await Promise.all([send(), send(), send()])
  await send()
  const [token, ...leads] = buyer.requests()
  expect(token).toMatchObject({ url: '/token', method: 'POST' })
  expect([...new URLSearchParams(token?.body)]).toEqual([
    ['grant_type', 'client_credentials'],
    ['client_id', 'client 1'],
    ['client_secret', 'top&secret'],
    ['scope', 'leads'],
  ])
  expect(leads.map(({ url, headers }) => [url, headers['authorization']])).toEqual(
    ['/leads', '/leads', '/leads', '/leads'].map((url) => [url, 'Bearer token-1']),
  )
})

it('throws a refused token away and sends once more only as a new attempt', async () => {
  const { buyer, send } = await setup((url) => ({ auth: oauth(url) }))
  const refused = await send({ last_name: 'UNAUTHORISED' })
  expect(refused.sent).toMatchObject({ kind: 'answer', tokenDropped: true, answer: { status: 401 } })
  expect(JSON.stringify(refused)).not.toContain('token-1')
  expect(buyer.requests()).toHaveLength(2)
  expect((await send({}, 2)).sent).toMatchObject({ kind: 'answer', tokenDropped: false })
  expect(buyer.requests().map(({ url }) => url)).toEqual(['/token', '/leads', '/token', '/leads'])
})

it('sends no lead without its token, and says why without saying the secret', async () => {
  const { buyer, send } = await setup((url) => ({ auth: { ...oauth(url), tokenUrl: `${url}/500` } as HttpAuth }))
  const exchange = await send()
  expect(exchange).toMatchObject({ request: null, sent: { kind: 'not_sent', code: 'token_failed' } })
  expect(exchange.sent).toMatchObject({ message: `No token: 127.0.0.1:${buyer.port} answered 500` })
  expect(JSON.stringify(exchange)).not.toMatch(/top|secret=/)
  // The failure is not kept.
  await send()
  expect(buyer.requests().map(({ url }) => url)).toEqual(['/500', '/500'])
})

it('puts a two-step token wherever the template wants it', async () => {
  const { buyer, send } = await setup((url) => ({
    url: `${url}/leads/{{ token.session }}`,
    auth: {
      kind: 'token',
      request: { url: `${url}/token`, method: 'POST', format: 'json', body: { password: '{{ secret }}' }, headers: {} },
      captures: { session: { json: 'access_token' } },
      expiresSeconds: 600,
      secret: 'pass"word',
    },
  }))
  const { request } = await send()
  await send()
  expect(buyer.requests().map(({ url, body }) => [url, body])).toEqual([
    ['/token', '{"password":"pass\\"word"}'],
    ['/leads/token-1', '{"last_name":null,"vehicle_year":null}'],
    ['/leads/token-1', '{"last_name":null,"vehicle_year":null}'],
  ])
  expect(request?.url).toBe(`${buyer.url}/leads/••••`)
})
