import { createServer } from 'node:net'

/** `preferred` when nothing listens there on loopback, else any free port. */
export async function freePort(preferred: number | null): Promise<number> {
  if (preferred !== null && (await listenOnce(preferred)) !== null) return preferred
  const port = await listenOnce(0)
  if (port === null) throw new Error('No free port on 127.0.0.1 for the embedded PostgreSQL.')
  return port
}

function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen({ host: '127.0.0.1', port }, () => {
      const address = server.address()
      const found = typeof address === 'object' && address !== null ? address.port : null
      server.close(() => resolve(found))
    })
  })
}
