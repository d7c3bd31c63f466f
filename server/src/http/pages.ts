// What the server offers besides the API: the web UI's files, health, metrics.

import { existsSync } from 'node:fs'
import { join } from 'node:path'

import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

import { Problem } from './problem.ts'

/** The built web UI; every page of it is index.html, the browser's own router finds the rest. */
export function webPages(folder: string): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    if (!existsSync(join(folder, 'index.html'))) return
    await app.register(fastifyStatic, { root: folder, wildcard: false, index: false, cacheControl: false })
    const page = async (
      _request: unknown,
      reply: { sendFile(name: string): unknown; header(n: string, v: string): unknown },
    ) => {
      reply.header('cache-control', 'no-cache')
      return reply.sendFile('index.html')
    }
    app.get('/', page)
    app.get('/*', async (request, reply) => {
      const path = request.url.split('?')[0] ?? ''
      const isPage = request.headers.accept?.includes('text/html') === true
      if (path.startsWith('/v1/') || !isPage) throw new Problem(404, 'not_found', `There is nothing at GET ${path}`)
      return page(request, reply)
    })
    // Names of built files carry their content's hash.
    app.addHook('onSend', async (request, reply) => {
      if (request.url.startsWith('/assets/') && reply.statusCode === 200) {
        reply.header('cache-control', 'public, max-age=31536000, immutable')
      }
    })
  }
}

export interface Health {
  /** Null when ready, else what is missing in words. */
  readonly ready: () => Promise<string | null>
  /** Prometheus text. */
  readonly metrics: () => Promise<string>
}

export function healthPages(health: Health): (app: FastifyInstance) => void {
  return (app) => {
    app.get('/healthz', async () => ({ status: 'ok' }))
    app.get('/readyz', async (_request, reply) => {
      const missing = await health.ready()
      if (missing === null) return { status: 'ready' }
      return reply.code(503).header('retry-after', '1').send({ status: 'notReady', reason: missing })
    })
    app.get('/metrics', async (_request, reply) =>
      reply.type('text/plain; version=0.0.4; charset=utf-8').send(await health.metrics()),
    )
  }
}
