import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { once } from 'node:events'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { startTcpProxy, type TcpProxy } from './tcpProxy.ts'

let echo: Server
let proxy: TcpProxy

beforeEach(async () => {
  echo = createServer((socket) => void socket.pipe(socket).on('error', () => socket.destroy()))
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve))
  proxy = await startTcpProxy(`tcp://127.0.0.1:${(echo.address() as AddressInfo).port}`)
})

afterEach(async () => {
  await proxy.close()
  echo.close()
})

async function connect(): Promise<{ socket: Socket; heard: () => string }> {
  const socket = createConnection({ host: '127.0.0.1', port: proxy.port })
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
  socket.on('error', () => socket.destroy())
  await once(socket, 'connect')
  return { socket, heard: () => text }
}

async function echoes(line: Awaited<ReturnType<typeof connect>>, word: string): Promise<void> {
  line.socket.write(word)
  await expect.poll(line.heard, { interval: 2 }).toContain(word)
}

test('A stalled proxy forwards nothing and closes nothing; what was sent arrives when the line goes on', async () => {
  const line = await connect()
  await echoes(line, 'before')
  proxy.stall()
  line.socket.write('during')
  const fresh = await connect()
  fresh.socket.write('fresh')
  // Time for both words to come back, if anything would bring them.
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect([line.heard(), fresh.heard(), line.socket.destroyed]).toEqual(['before', '', false])
  proxy.resume('goOn')
  await expect.poll(line.heard).toBe('beforeduring')
  await expect.poll(fresh.heard).toBe('fresh')
})

test('Connections from before a stall can stay dead while new ones work', async () => {
  const line = await connect()
  await echoes(line, 'before')
  proxy.stall()
  proxy.resume('dead')
  line.socket.write('lost')
  await echoes(await connect(), 'new')
  expect([line.heard(), line.socket.destroyed]).toEqual(['before', false])
})

test('Cut connections end at once, and new ones are taken', async () => {
  const line = await connect()
  await echoes(line, 'before')
  proxy.cut()
  await expect.poll(() => line.socket.destroyed).toBe(true)
  expect(proxy.connections).toBe(0)
  await echoes(await connect(), 'after')
})
