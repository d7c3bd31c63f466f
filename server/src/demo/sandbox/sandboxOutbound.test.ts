import { afterAll, describe, expect, test } from 'vitest'

import { createAddressGuard } from '../../connectors/http/addresses.ts'
import { createOutbound } from '../../connectors/http/outbound.ts'
import { sandboxOrigin } from './sandboxOrigin.ts'
import { withSandbox } from './sandboxOutbound.ts'

const outbound = withSandbox(createOutbound(createAddressGuard([])))
afterAll(() => outbound.close())

function send(path: string, body: string, headers: Readonly<Record<string, string>> = {}) {
  return outbound.send({ method: 'POST', url: `${sandboxOrigin}${path}`, headers, body, timeoutMs: 5000 })
}

async function answer(path: string, body: string | object, headers?: Readonly<Record<string, string>>) {
  const sent = await send(path, typeof body === 'string' ? body : JSON.stringify(body), headers)
  if (sent.kind !== 'answer') throw new Error(`No answer but ${sent.kind}`)
  return sent.answer
}

const car = { email: 'ann.lee@example.com', year: 2015, postcode: 'M1 1AA' }

describe('the sandbox buyer', () => {
  test('is reached without any allowance, and opens no other door to this machine', async () => {
    expect((await answer('/accepts', {})).status).toBe(200)
    for (const url of ['http://127.0.0.1:1/', `${sandboxOrigin}.example.com/`, 'http://localhost:1/']) {
      const sent = await outbound.send({ method: 'POST', url, headers: {}, body: '', timeoutMs: 4000 })
      expect(sent.kind, url).toBe('not_sent')
    }
  })

  test('accepts with a price and the same id for every try of one delivery', async () => {
    const first = await answer('/acme/leads', car, { 'Idempotency-Key': '77' })
    expect(JSON.parse(first.body)).toMatchObject({ status: 'accepted', price: '12.50' })
    expect((await answer('/acme/leads', car, { 'Idempotency-Key': '77' })).body).toBe(first.body)
    expect((await answer('/acme/leads', car, { 'Idempotency-Key': '78' })).body).not.toBe(first.body)
  })

  test('refuses in its own words, and takes the lead once it is put right', async () => {
    const refusal = JSON.parse((await answer('/acme/leads', { ...car, year: 2025 })).body)
    expect(refusal).toEqual({ status: 'rejected', message: 'Vehicle year 2025 not allowed' })
    const area = JSON.parse((await answer('/acme/leads', { ...car, postcode: 'bt9 5aa' })).body)
    expect(area.message).toBe('Postcode area BT not covered')
    expect(JSON.parse((await answer('/acme/leads', car)).body).status).toBe('accepted')
  })

  test('reads forms and XML, and answers XML', async () => {
    const form = await answer('/torque/api', 'em=a%40example.com&mk=XXX&yr=2015')
    expect(JSON.parse(form.body)).toEqual({ result: 'NO', why: 'Unknown make code "XXX"' })
    const xml = await answer(
      '/millbrook/motor',
      '<Lead><Email>a@example.com</Email><VehicleYear>2025</VehicleYear></Lead>',
    )
    expect(xml.body).toContain('<Status>Declined</Status><Reason>Year 2025')
  })

  test('is down for leads of the last day and up again for older ones', async () => {
    const now = Date.now()
    const young = await answer('/ridgeway/feed', { received: new Date(now - 3_600_000).toISOString() })
    const old = await answer('/ridgeway/feed', { received: new Date(now - 30 * 3_600_000).toISOString() })
    expect([young.status, old.status]).toEqual([503, 200])
  })

  test('has buyers of one habit for trying things out, and names them when asked for another', async () => {
    expect((await answer('/down', {})).status).toBe(503)
    expect((await answer('/html', {})).body).toContain('<!doctype html>')
    expect((await answer('/odd', {})).body).toBe('{"st":"dup"}')
    expect(JSON.parse((await answer('/refuses?reason=No%20thanks', '')).body).message).toBe('No thanks')
    const unknown = await answer('/nobody', {})
    expect(unknown.status).toBe(404)
    expect(unknown.body).toContain('/accepts')
  })
})
