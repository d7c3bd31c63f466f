// Requests have nine seconds to arrive, but for uploads: those may take as long as bytes keep coming.

import type { Socket } from 'node:net'

import type { FastifyRequest } from 'fastify'

const patient = new WeakSet<Socket>()
const silentMs = 30_000
const answers: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

/** From now on this request ends only when nothing of it has come for half a minute. */
export function waitForBody(request: FastifyRequest): void {
  const { socket } = request.raw
  patient.add(socket)
  let heard = socket.bytesRead
  const timer = setInterval(() => {
    if (socket.bytesRead === heard) socket.destroy()
    heard = socket.bytesRead
  }, silentMs)
  function ended(): void {
    clearInterval(timer)
    patient.delete(socket)
  }
  request.raw.once('end', ended)
  request.raw.once('close', ended)
}

/** What the server does with a connection whose request is late or is no HTTP. It says each request is late only once. */
export function endUnlessPatient(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && patient.has(socket)) return
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const status = answers[error.code ?? ''] ?? '400 Bad Request'
  if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
  socket.destroy(error)
}
