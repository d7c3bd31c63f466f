// A connection to the database that does not wait for ever: when an answer is owed and not one byte has come for too long, the socket
// is destroyed. The driver then fails what was under way, and the pool opens another connection. Without it a line that went
// dead without a word (a firewall that forgot the connection, a host that vanished) holds its statement for a quarter of an hour.

import { Socket, type IpcNetConnectOpts, type TcpNetConnectOpts } from 'node:net'

import { countMessages } from './answerCount.ts'

const checkEveryMs = 1_000
export interface WatchOptions {
  /** Longer than the server's own limit for a statement, so that a slow statement is refused in words by the server. */
  readonly silentMs: number
}

/** A socket that is on its way to `to`. */
export function openSocket(to: TcpNetConnectOpts | IpcNetConnectOpts): Socket {
  const socket = new Socket()
  const destroy = socket.destroy.bind(socket)
  // The driver listens a moment after it got the socket. What fails before that, as it does without a free file handle, has to wait
  // for it, or nobody would take the error and it would end the process.
  socket.destroy = (error) => {
    if (socket.listenerCount('error') === 0) setImmediate(() => destroy(error))
    else destroy(error)
    return socket
  }
  return socket.connect(to)
}

/** The same, watched; for a connection that is not encrypted: inside TLS nobody sees what is owed. */
export function openWatchedSocket(to: TcpNetConnectOpts | IpcNetConnectOpts, { silentMs }: WatchOptions): Socket {
  const socket = openSocket(to)
  // The server greets a new connection with one ReadyForQuery that nobody asked for in so many words.
  let owed = 1
  /** The driver asked for what is known so far (the types of a new statement): any answer will do. */
  let flushes = false
  let heardMs = performance.now()
  const asked = countMessages('SQ', true)
  const flushed = countMessages('H', true)
  const answered = countMessages('Z', false)

  // Behind `connect`, which puts the original back.
  const write = socket.write.bind(socket)
  socket.write = ((...args: Parameters<typeof write>) => {
    const [piece] = args
    if (piece instanceof Uint8Array) {
      if (owed === 0 && !flushes) heardMs = performance.now()
      owed += asked.read(piece)
      if (flushed.read(piece) > 0) flushes = true
    }
    return write(...args)
  }) as typeof socket.write
  socket.on('data', (piece: Buffer) => {
    owed -= answered.read(piece)
    flushes = false
    heardMs = performance.now()
  })

  const timer = setInterval(() => {
    if ((owed > 0 || flushes) && performance.now() - heardMs > silentMs) socket.destroy(new DatabaseSilent(silentMs))
  }, checkEveryMs)
  timer.unref()
  socket.once('close', () => clearInterval(timer))
  return socket
}

/** The code is the system's own for a peer that does not answer, so that callers need to know only one. */
export class DatabaseSilent extends Error {
  readonly code = 'ETIMEDOUT'

  constructor(silentMs: number) {
    super(`The database has not answered for ${Math.round(silentMs / 1000)} s; the connection was given up`)
    this.name = 'DatabaseSilent'
  }
}
