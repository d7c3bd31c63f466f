// The bare loop that the product is measured against: taken by HTTP, committed before the answer, claimed, posted, settled.
// No checks, no rules, no money, no reasons.

import { driverAddress } from '@switchyard/server/db/driverAddress.ts'
import fastify from 'fastify'
import postgres from 'postgres'
import { answerParent } from '../process/parent.ts'
import { floorPart } from '../process/part.ts'
import { createDelivery } from './delivery.ts'
import { createGroupCommit } from './groupCommit.ts'
import { createQueue, insertLeads } from './queue.ts'

await answerParent(floorPart, async ({ databaseUrl, buyerOrigin }) => {
  const address = driverAddress(databaseUrl)
  const sql = postgres(address.url, { ...address.options, max: 10, onnotice: () => {} })
  await createQueue(sql)
  const delivery = createDelivery(sql, buyerOrigin)
  const commit = createGroupCommit<string>({
    maxSize: 128,
    lanes: 2,
    waitMs: 2,
    async commit(bodies) {
      await insertLeads(sql, bodies)
      delivery.wake()
    },
  })

  const app = fastify()
  app.post('/leads', async (request, reply) => {
    await commit(JSON.stringify(request.body))
    return reply.code(201).send({ status: 'accepted' })
  })
  return { ready: { origin: await app.listen({ host: '127.0.0.1', port: 0 }) }, answer: async () => ({}) }
})
