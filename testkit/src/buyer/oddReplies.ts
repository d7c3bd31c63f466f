// Answers that are hard to read: odd bytes, odd encodings, odd HTTP. All of them say "accepted" to whoever can read them, so that
// a reader that guesses is found out.

import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib'

import type { Reply, ReplyContext } from './replies.ts'

const accepted = '{"status":"accepted"}'

function answer({ response }: ReplyContext, body: string | Buffer, type = 'application/json'): void {
  response.writeHead(200, { 'Content-Type': type }).end(body)
}

export const oddBehaviours = [
  'bomb',
  'manyHeaders',
  'http09',
  'earlyHints',
  'latin1',
  'bom',
  'nul',
  'badUtf8',
  'bigNumbers',
  'staleSocket',
] as const

export const oddReplies: Readonly<Record<(typeof oddBehaviours)[number], Reply>> = {
  /** `?mb=50&encoding=br`: unpacks to so many megabytes of zeros. */
  bomb: ({ response, query }) => {
    const encoding = query.get('encoding') ?? 'gzip'
    const body = bomb(Number(query.get('mb') ?? 50), encoding)
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Encoding': encoding,
      'Content-Length': body.length,
    })
    response.end(body)
  },
  manyHeaders: ({ request }) => {
    const headers = Array.from({ length: 10_000 }, (_, index) => `X-${index}: 1\r\n`).join('')
    request.socket.end(`HTTP/1.1 200 OK\r\n${headers}Content-Length: ${accepted.length}\r\n\r\n${accepted}`)
  },
  /** No status line, no headers. */
  http09: ({ request }) => void request.socket.end(accepted),
  /** Some interim answers before the real one. */
  earlyHints: (context) => {
    for (let hint = 0; hint < 5; hint += 1) context.request.socket.write('HTTP/1.1 103 Early Hints\r\n\r\n')
    answer(context, accepted)
  },
  latin1: (context) =>
    answer(
      context,
      Buffer.from('{"status":"accepted","id":"Zo\xeb"}', 'latin1'),
      'application/json; charset=iso-8859-1',
    ),
  bom: (context) => answer(context, `\ufeff${accepted}`),
  nul: (context) => answer(context, '{"status":"accepted","id":"a\\u0000b"}\0'),
  badUtf8: (context) =>
    answer(
      context,
      Buffer.concat([Buffer.from('{"status":"accepted","id":"'), Buffer.from([0xff, 0xc0]), Buffer.from('"}')]),
    ),
  bigNumbers: (context) => answer(context, '{"status":"accepted","id":123456789012345678901234567890}'),
  /** Answers, and hangs up when the next request comes on the same connection. */
  staleSocket: (context) => {
    const { socket } = context.request
    answer(context, accepted)
    socket.once('data', () => socket.destroy())
  },
}

const bombs = new Map<string, Buffer>()

/** Made once per size and encoding: packing costs the fake buyer more than unpacking costs its victim. */
function bomb(megabytes: number, encoding: string): Buffer {
  const key = `${megabytes} ${encoding}`
  const made = bombs.get(key) ?? pack(Buffer.alloc(megabytes * 1024 * 1024), encoding)
  bombs.set(key, made)
  return made
}

function pack(bytes: Buffer, encoding: string): Buffer {
  switch (encoding) {
    case 'br':
      // The best packing takes longer than any call waits.
      return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } })
    case 'zstd':
      return zstdCompressSync(bytes)
    default:
      return gzipSync(bytes)
  }
}
