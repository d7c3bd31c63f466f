// Collects an answer's body: at most 256 KB, counted after decompression, so that no answer costs more memory than that.

import { constants, createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import type { Transform } from 'node:stream'

export const longestBody = 256 * 1024

export interface BodyReader {
  write(chunk: Buffer): void
  /** No more will come; `done` follows. */
  end(): void
  /** What was read so far. */
  bytes(): Buffer
  /** Releases what a decompressor holds. */
  discard(): void
}

/** `full`: the limit was reached. `complete`: all of it. `undecodable`: not encoded as the answer said. */
export type BodyDone = (how: 'full' | 'complete' | 'undecodable') => void

/** @param encoding the answer's content-encoding; we ask for none, but not everybody listens */
export function createBodyReader(encoding: string | undefined, done: BodyDone): BodyReader {
  const name = encoding?.trim().toLowerCase() ?? ''
  if (name === '' || name === 'identity') return plainReader(done)
  const create = decompressors[name]
  return create === undefined ? undecodable(done) : decompressing(create(), done)
}

const decompressors: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
  // RFC 9659: a window of 8 MB is the most that a sender over HTTP may ask for.
  zstd: () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: 23 } }),
}

function plainReader(done: BodyDone): BodyReader {
  const chunks: Buffer[] = []
  let length = 0
  return {
    write(chunk) {
      if (length < longestBody) chunks.push(chunk)
      length += chunk.length
      if (length > longestBody) done('full')
    },
    end: () => done('complete'),
    bytes: () => joined(chunks),
    discard: () => {},
  }
}

function decompressing(stream: Transform, done: BodyDone): BodyReader {
  const plain = plainReader(done)
  let received = 0
  stream.on('data', (chunk: Buffer) => plain.write(chunk))
  stream.on('end', () => plain.end())
  stream.on('error', () => done('undecodable'))
  return {
    write(chunk) {
      // More input than output is allowed: somebody keeps the decompressor busy for nothing.
      received += chunk.length
      if (received > longestBody) done('full')
      else stream.write(chunk)
    },
    end: () => stream.end(),
    bytes: () => plain.bytes(),
    discard: () => stream.destroy(),
  }
}

function undecodable(done: BodyDone): BodyReader {
  return { write: () => {}, end: () => done('undecodable'), bytes: () => Buffer.alloc(0), discard: () => {} }
}

function joined(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks
  const all = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)
  return all.length > longestBody ? all.subarray(0, longestBody) : all
}
