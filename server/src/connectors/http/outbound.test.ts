import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

import { startBuyer } from '@switchyard/testkit/buyer/buyer.ts'
import { describe, expect, it, onTestFinished } from 'vitest'

import { createAddressGuard } from './addresses.ts'
import type { CallResult } from './call.ts'
import { createOutbound, type OutboundRequest } from './outbound.ts'
import { DnsFailure, type Resolve } from './resolve.ts'

const loopback: Resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }])

async function setup(allow: readonly string[] = ['127.0.0.0/8'], resolve: Resolve = loopback) {
  const buyer = await startBuyer()
  const outbound = createOutbound(createAddressGuard(allow), resolve)
  onTestFinished(async () => {
    await outbound.close()
    await buyer.close()
  })
  const send = (path: string, more: Partial<OutboundRequest> = {}): Promise<CallResult> =>
    outbound.send({ method: 'POST', url: buyer.url + path, headers: {}, body: '{"a":1}', timeoutMs: 5000, ...more })
  return { buyer, outbound, send }
}

/** A raw TCP server; `talk` does with each connection what no HTTP server would. */
async function startPeer(talk: (socket: Socket) => void): Promise<{ url: string; server: Server }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    talk(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe('an answer', () => {
  it('comes with status, headers and body', async () => {
    const { send, buyer } = await setup()
    expect(await send('/accept?x=1', { headers: { 'X-A': 'Zoë' } })).toMatchObject({
      kind: 'answer',
      retryAfterMs: null,
      answer: {
        status: 200,
        truncated: false,
        headers: { 'content-type': 'application/json' },
        body: '{"status":"accepted","id":"B-1","price":"12.50"}',
      },
    })
    expect(buyer.requests()).toMatchObject([
      { method: 'POST', url: '/accept?x=1', body: '{"a":1}', headers: { 'x-a': 'Zoë' } },
    ])
  })

  it('tells how long to wait', async () => {
    const { send } = await setup()
    expect(await send('/429?after=7')).toMatchObject({ kind: 'answer', retryAfterMs: 7000 })
    expect(await send('/503?after=garbage')).toMatchObject({ kind: 'answer', retryAfterMs: null })
  })

  it('is never followed elsewhere', async () => {
    const { send, buyer, outbound } = await setup()
    const other = await startBuyer()
    onTestFinished(() => other.close())
    for (const status of [301, 302, 303, 307, 308]) {
      const result = await send(`/redirect?status=${status}&to=${encodeURIComponent(`${other.url}/accept`)}`)
      expect(result).toMatchObject({ kind: 'answer', answer: { status } })
    }
    expect(other.connections()).toBe(0)
    expect(buyer.requests()).toHaveLength(5)
    expect(outbound).toBeDefined()
  })

  it('is read to 256 KB and no further', async () => {
    const { send } = await setup()
    const before = process.memoryUsage().rss
    const result = await send('/huge?mb=100')
    expect(result).toMatchObject({ kind: 'answer', answer: { status: 200, truncated: true } })
    expect(result.kind === 'answer' && result.answer.body.length).toBe(256 * 1024)
    expect(process.memoryUsage().rss - before).toBeLessThan(60e6)
  })

  it('is unpacked to 256 KB and no further', async () => {
    const { send } = await setup()
    const result = await send('/bomb?mb=200')
    expect(result).toMatchObject({ kind: 'answer', answer: { truncated: true } })
    // Zero bytes, which the database could not store.
    expect(result.kind === 'answer' && result.answer.body).toBe('\ufffd'.repeat(256 * 1024))
  })

  it('is decoded by its charset', async () => {
    const latin = Buffer.from(
      'HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Length: 3\r\n\r\nZo\xeb',
      'latin1',
    )
    const { url } = await startPeer((socket) => socket.end(latin))
    const { send } = await setup()
    expect(await send('', { url })).toMatchObject({ kind: 'answer', answer: { body: 'Zoë' } })
  })

  it('leaves its connection to the calls after it', async () => {
    const { send, buyer } = await setup()
    for (let n = 0; n < 20; n++) await send('/accept')
    // The pool may open a second one before it knows that the first is free again.
    expect(buyer.connections()).toBeLessThanOrEqual(2)
  })
})

describe('no usable answer', () => {
  it.each([
    ['/hang', 'timeout', null],
    ['/dripHeaders?everyMs=20', 'timeout', null],
    ['/flood', 'timeout', null],
    ['/drip?everyMs=20', 'timeout', 200],
  ])('from %s ends at the deadline', async (path, code, status) => {
    const { send } = await setup()
    const started = performance.now()
    const result = await send(path, { timeoutMs: 300 })
    expect(result).toMatchObject({ kind: 'unknown', code })
    expect(result.kind === 'unknown' && (result.partial?.status ?? null)).toBe(status)
    expect(result.kind === 'unknown' && result.message).toMatch(
      /^No (complete )?answer from 127\.0\.0\.1:\d+ within 0\.3 s$/,
    )
    // Not sooner, and not put off by what drips in: the drip would go on for hours.
    expect(performance.now() - started).toBeGreaterThan(290)
  })

  it.each([
    ['/reset', 'connection_lost', null],
    ['/close', 'connection_lost', null],
    ['/resetBody', 'connection_lost', '{"status":'],
    ['/garbage', 'bad_response', null],
    ['/bigHeaders', 'bad_response', null],
  ])('from %s is unknown, because the request was sent', async (path, code, body) => {
    const { send, buyer } = await setup()
    const result = await send(path)
    expect(result).toMatchObject({ kind: 'unknown', code })
    expect(result.kind === 'unknown' && (result.partial?.body ?? null)).toBe(body)
    // Nothing is sent a second time behind the caller's back.
    expect(buyer.requests()).toHaveLength(1)
  })

  it('of a GET is not asked for again either', async () => {
    const { send, buyer } = await setup()
    expect(await send('/reset', { method: 'GET', body: null })).toMatchObject({ kind: 'unknown' })
    expect(buyer.requests()).toHaveLength(1)
  })

  it('after a kept connection was closed under the request is unknown', async () => {
    let requests = 0
    const { url } = await startPeer((socket) =>
      socket.on('data', () => {
        requests++
        if (requests === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
        else socket.destroy()
      }),
    )
    const { send } = await setup()
    expect(await send('', { url })).toMatchObject({ kind: 'answer' })
    expect(await send('', { url })).toMatchObject({ kind: 'unknown', code: 'connection_lost' })
    expect(requests).toBe(2)
  })

  it.each(['gzip', 'br', 'zstd', 'deflate', 'compress', 'gzip, br'])(
    'when the body is not the %s it says',
    async (encoding) => {
      const { url } = await startPeer((socket) =>
        socket.end(`HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: 9\r\n\r\nnot that!`),
      )
      const { send } = await setup()
      expect(await send('', { url })).toMatchObject({ kind: 'unknown', code: 'bad_response', partial: { status: 200 } })
    },
  )
})

describe('a host with several addresses', () => {
  it('is reached by the one that works (F38)', async () => {
    const { send, buyer } = await setup(['127.0.0.0/8', '::1/128'], () =>
      Promise.resolve([
        // The buyer listens on the other one only.
        { address: '::1', family: 6 },
        { address: '127.0.0.1', family: 4 },
      ]),
    )
    expect(await send('', { url: `http://b.example:${buyer.port}/accept` })).toMatchObject({ kind: 'answer' })
    expect(buyer.requests()).toHaveLength(1)
  })

  it('is not reached by one that is forbidden, even when the other one does not work', async () => {
    const { send, buyer } = await setup(['::1/128'], () =>
      Promise.resolve([
        { address: '::1', family: 6 },
        { address: '127.0.0.1', family: 4 },
      ]),
    )
    expect(await send('', { url: `http://b.example:${buyer.port}/accept` })).toMatchObject({ kind: 'not_sent' })
    expect(buyer.connections()).toBe(0)
  })
})

describe('not sent', () => {
  it('is said when nobody listens', async () => {
    const { send, buyer } = await setup()
    await buyer.close()
    expect(await send('/accept')).toMatchObject({
      kind: 'not_sent',
      code: 'refused',
      message: `127.0.0.1:${buyer.port} refused the connection`,
    })
  })

  it('is said for names that do not resolve', async () => {
    const { send } = await setup([], () =>
      Promise.reject(new DnsFailure('dns_not_found', 'There is no host b.example')),
    )
    expect(await send('', { url: 'http://b.example/' })).toMatchObject({
      kind: 'not_sent',
      code: 'dns_not_found',
      message: 'There is no host b.example',
    })
  })

  it('is said at the deadline while the name servers are silent', async () => {
    const { send } = await setup([], () => new Promise(() => {}))
    expect(await send('', { url: 'http://b.example/', timeoutMs: 100 })).toMatchObject({
      kind: 'not_sent',
      code: 'connect_timeout',
      message: 'No connection with b.example:80 within 0.1 s',
    })
  })

  it('stays true when a connection comes after the deadline', async () => {
    let found: (addresses: readonly { address: string; family: 4 }[]) => void = () => {}
    const { send, buyer } = await setup(['127.0.0.0/8'], () => new Promise((resolve) => (found = resolve)))
    const url = `http://b.example:${buyer.port}/accept`
    expect(await send('', { url, timeoutMs: 50 })).toMatchObject({ kind: 'not_sent', code: 'connect_timeout' })
    const second = send('', { url })
    found([{ address: '127.0.0.1', family: 4 }])
    expect(await second).toMatchObject({ kind: 'answer' })
    expect(buyer.requests()).toHaveLength(1)
  })

  it.each(['ftp://127.0.0.1/', 'nonsense', '', 'http://u:p@127.0.0.1/', 'http://'])(
    'is said for the URL %j',
    async (url) => {
      const { send } = await setup()
      expect(await send('', { url })).toMatchObject({ kind: 'not_sent', code: 'url_invalid' })
    },
  )
})

describe('forbidden addresses', () => {
  it('are not connected to, literal or resolved, in any spelling', async () => {
    const { send, buyer } = await setup([])
    const hosts = [
      '127.0.0.1',
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '127.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      'localhost',
      'b.example',
      '0',
    ]
    for (const host of hosts) {
      const result = await send('', { url: `http://${host}:${buyer.port}/accept` })
      expect(result).toMatchObject({ kind: 'not_sent', code: 'address_forbidden' })
    }
    expect(buyer.connections()).toBe(0)
  })

  it('are left out of a mixed DNS answer', async () => {
    const { send, buyer } = await setup(['127.0.0.2/32'], () =>
      Promise.resolve([
        { address: '127.0.0.1', family: 4 },
        { address: '169.254.169.254', family: 4 },
        { address: '::1', family: 6 },
      ]),
    )
    const result = await send('', { url: `http://b.example:${buyer.port}/accept` })
    expect(result).toMatchObject({ kind: 'not_sent', code: 'address_forbidden' })
    expect(buyer.connections()).toBe(0)
  })

  it('are refused when a name changes its address after it was checked', async () => {
    const answers = ['127.0.0.1', '10.0.0.1']
    const { send, buyer } = await setup(['127.0.0.0/8'], () =>
      Promise.resolve([{ address: answers.shift() ?? '10.0.0.1', family: 4 }]),
    )
    const url = `http://b.example:${buyer.port}/accept`
    expect(await send('', { url, headers: { Connection: 'close' } })).toMatchObject({ kind: 'answer' })
    expect(await send('', { url })).toMatchObject({ kind: 'not_sent', code: 'address_forbidden' })
  })
})
