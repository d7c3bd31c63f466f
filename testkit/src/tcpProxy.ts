// A TCP proxy between a program and its server that can do what networks do: go silent without closing anything, lose the
// connections that are open, refuse new ones.

import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'

export interface TcpProxy {
  readonly port: number
  /** The same address or connection string, led through the proxy. */
  through(url: string): string
  /**
   * From now on nothing is forwarded in either direction and nothing is closed. New connections are taken and hear nothing: as when
   * a cable is cut, except that what was sent looks acknowledged.
   */
  stall(): void
  /** Forwards again. `dead`: connections from before stay silent for ever, as behind a firewall that forgot them. */
  resume(old: 'dead' | 'goOn'): void
  /** Resets every open connection on both sides. */
  cut(): void
  /** How many are open now. */
  readonly connections: number
  close(): Promise<void>
}

/** Listens on a free port of loopback and forwards to `target` ("postgres://…" or "http://…"; the host and port count). */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port: targetPort } = new URL(target)
  const pairs = new Set<readonly [Socket, Socket]>()
  const dead = new WeakSet<readonly [Socket, Socket]>()
  let stalled = false

  const server = createServer({ noDelay: true }, (client) => {
    const upstream = createConnection({ host: hostname, port: Number(targetPort), noDelay: true })
    const pair = [client, upstream] as const
    pairs.add(pair)
    join(client, upstream)
    join(upstream, client)
    if (stalled) hush(pair)

    function join(from: Socket, to: Socket): void {
      from.pipe(to)
      // The proxy breaks connections on purpose; the test looks at what the two sides make of it.
      from.on('error', () => from.destroy())
      from.on('close', () => {
        if (dead.has(pair)) return
        to.destroy()
        pairs.delete(pair)
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo

  return {
    port,
    through(url) {
      const led = new URL(url)
      led.hostname = '127.0.0.1'
      led.port = String(port)
      return led.href
    },
    stall() {
      stalled = true
      for (const pair of pairs) hush(pair)
    },
    resume(old) {
      stalled = false
      for (const pair of pairs) {
        if (old === 'dead') dead.add(pair)
        if (dead.has(pair)) continue
        const [client, upstream] = pair
        client.pipe(upstream)
        upstream.pipe(client)
      }
    },
    cut() {
      for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy()
    },
    get connections() {
      return pairs.size
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const pair of pairs) for (const socket of pair) socket.destroy()
      await closed
    },
  }
}

/** Nothing is read any more, so what is sent piles up in the system's buffers and an end is not seen either. */
function hush([client, upstream]: readonly [Socket, Socket]): void {
  for (const socket of [client, upstream]) {
    socket.unpipe()
    socket.pause()
  }
}
