// A line to the database that is lost while it is being opened, at the moment when the driver asks the new session for its types.

import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'

import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'
import { openDatabase, type Database } from './database.ts'

/** What a server sends to a session that an administrator ends. */
const ended = errorResponse({
  S: 'FATAL',
  V: 'FATAL',
  C: '57P01',
  M: 'terminating connection due to administrator command',
})

let database: TestDatabase
let db: Database
let server: Server

afterEach(async () => {
  await db.close()
  server.close()
  await database.drop()
})

/** Forwards everything; while `isBad`, a session that asks for its types meets `fate` instead. */
async function openThrough(fate: (client: Socket) => void): Promise<{ setBad(bad: boolean): void }> {
  database = await createTestDatabase()
  const { hostname, port } = new URL(database.url)
  let isBad = false
  server = createServer((client) => {
    const upstream = createConnection({ host: hostname, port: Number(port) })
    const gone = () => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) socket.on('error', gone).on('close', gone)
    upstream.pipe(client)
    client.on('data', (bytes) => {
      if (!isBad || !bytes.includes('pg_catalog.pg_type')) {
        upstream.write(bytes)
        return
      }
      upstream.unpipe(client)
      fate(client)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(database.url)
  // A server that listens on TCP has such an address.
  url.port = String((server.address() as AddressInfo).port)
  db = await openDatabase({ url: url.href, applicationName: 'switchyard-test', engineConnections: 2 })
  return { setBad: (bad) => (isBad = bad) }
}

const two = () => Promise.allSettled([1, 2].map(() => db.engine.begin((tx) => tx`SELECT pg_sleep(0.05), 1 AS one`)))

test('A session that is ended then costs neither the process nor the work: it is opened once more', async () => {
  let fates = 0
  const line = await openThrough((client) => {
    fates += 1
    line.setBad(false)
    client.end(ended)
  })
  line.setBad(true)
  expect((await two()).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  expect(fates).toBe(1)
})

test('A line that is cut then costs the work that waited for it, and nothing else', async () => {
  const line = await openThrough((client) => client.resetAndDestroy())
  line.setBad(true)
  expect((await two()).map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  line.setBad(false)
  expect((await two()).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
})

function errorResponse(fields: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.from(
    `${Object.entries(fields)
      .map(([code, text]) => `${code}${text}\0`)
      .join('')}\0`,
  )
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(4 + body.length, 1)
  return Buffer.concat([head, body])
}
