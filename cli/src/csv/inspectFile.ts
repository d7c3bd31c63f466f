// One pass over a file before anything is read out of it: its digest, and what its bytes can be.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

export interface FileInspection {
  readonly sha256: string
  readonly bytes: number
  /** The first bytes, enough to recognise a format by. */
  readonly head: Buffer
  readonly isUtf8: boolean
  readonly hasNul: boolean
}

const headBytes = 4096

export async function inspectFile(path: string): Promise<FileInspection> {
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
  for await (const chunk of createReadStream(path)) {
    // Without an encoding the stream gives buffers; its type allows text too.
    const buffer = chunk as Buffer
    digest.update(buffer)
    bytes += buffer.length
    if (head.length < headBytes) head = Buffer.concat([head, buffer.subarray(0, headBytes - head.length)])
    hasNul ||= buffer.includes(0)
    decode(buffer, true)
  }
  decode(undefined, false)
  return { sha256: digest.digest('hex'), bytes, head, isUtf8, hasNul }
}
