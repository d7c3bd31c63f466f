// Endpoints that take files. Nowhere else is a multipart body read as it comes.

import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { Caller, Route } from './route.ts'
import { waitForBody } from './slowBodies.ts'

export async function mountUpload(
  app: FastifyInstance,
  { endpoint, run }: Extract<Route, { kind: 'upload' }>,
  identified: (request: FastifyRequest) => Promise<Caller>,
): Promise<void> {
  await app.register(async (own) => {
    await own.register(multipart)
    own.route({
      method: endpoint.method,
      url: endpoint.path,
      bodyLimit: endpoint.bodyLimit ?? 1024 * 1024,
      handler: async (request, reply) => {
        // Known before a byte of the file is kept.
        const caller = await identified(request)
        waitForBody(request)
        return reply.code(endpoint.status).send(await run({ caller, request }))
      },
    })
  })
}
