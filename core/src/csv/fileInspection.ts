// What is known of a file before anything is read out of it: its digest, and what its bytes can be. One pass, chunk by chunk.

import { createHash } from 'node:crypto'

export interface FileInspection {
  readonly sha256: string
  readonly bytes: number
  /** The first bytes, enough to recognise a format by and to hold any sensible line of headings. */
  readonly head: Buffer
  readonly isUtf8: boolean
  readonly hasNul: boolean
}

const headBytes = 65_536

export async function inspectBytes(chunks: AsyncIterable<Buffer>): Promise<FileInspection> {
  const digest = createHash('sha256')
  const strict = new TextDecoder('utf-8', { fatal: true })
  let head = Buffer.alloc(0)
  let bytes = 0
  let isUtf8 = true
  let hasNul = false
  const decode = (chunk: Buffer | undefined, stream: boolean) => {
    if (!isUtf8) return
    try {
      strict.decode(chunk, { stream })
    } catch {
      isUtf8 = false
    }
  }
  for await (const chunk of chunks) {
    digest.update(chunk)
    bytes += chunk.length
    if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)])
    hasNul ||= chunk.includes(0)
    decode(chunk, true)
  }
  decode(undefined, false)
  return { sha256: digest.digest('hex'), bytes, head, isUtf8, hasNul }
}
