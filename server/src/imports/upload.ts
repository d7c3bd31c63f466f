// The parts of an upload: its file goes to disk as it comes, so that memory does not grow with it.

import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'

import { importUpload, largestImportBytes } from '@switchyard/contract/imports/create.ts'
import { parseWith } from '@switchyard/contract/issues.ts'

import { invalid, Problem } from '../http/problem.ts'
import { readJson } from '../http/jsonBody.ts'
import { diskFile, type DiskFile } from './files.ts'

export interface Upload {
  readonly file: DiskFile
  /** As the sender called it, without folders. */
  readonly name: string
  readonly bytes: number
  /** Lowercase hex of SHA-256. */
  readonly hash: string
  readonly wish: z.output<typeof importUpload>
}

/** Whoever gets it takes the file off the disk. @throws Problem for everything that is no upload of ours */
export async function receiveUpload(request: FastifyRequest, folder: string): Promise<Upload> {
  if (!request.isMultipart()) throw new Problem(415, 'unsupported_media_type', 'Send the file as multipart/form-data')
  const file = await diskFile(folder)
  try {
    return await receive(request, file)
  } catch (error) {
    await file.remove()
    throw uploadProblem(error)
  }
}

/** What the parser of forms has to say about one that it cannot read. */
function uploadProblem(error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error
  const status = 'statusCode' in error ? error.statusCode : null
  if (status === 413) return new Problem(413, 'too_large', `The upload is too large: ${error.message}`)
  const isForm = (typeof status === 'number' && status < 500) || /multipart|boundary|form/i.test(error.message)
  return isForm ? new Problem(400, 'invalid_form', `The form could not be read: ${error.message}`) : error
}

async function receive(request: FastifyRequest, file: DiskFile): Promise<Upload> {
  const texts: Record<string, unknown> = {}
  let received: { name: string; bytes: number; hash: string } | null = null
  const limits = { fileSize: largestImportBytes, files: 1, fields: 20, fieldSize: 1024 * 1024, parts: 30 }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      if (part.fieldname !== 'file') {
        throw invalid([
          { path: part.fieldname, code: 'unknown_property', message: 'The file belongs into the part "file"' },
        ])
      }
      const hash = createHash('sha256')
      let bytes = 0
      const counting = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk)
          bytes += chunk.length
          done(null, chunk)
        },
      })
      await pipeline(part.file, counting, createWriteStream(file.path))
      if (part.file.truncated) {
        const most = `${largestImportBytes / 1024 / 1024} MB`
        throw new Problem(
          413,
          'too_large',
          `The file is larger than ${most}. Split it, or compress it by saving it as xlsx`,
        )
      }
      received = { name: baseName(part.filename), bytes, hash: hash.digest('hex') }
    } else texts[part.fieldname] = part.value
  }
  if (!received)
    throw invalid([{ path: 'file', code: 'required', message: 'The part "file" is missing: the file itself' }])
  const wish = parseWith(importUpload, { ...texts, file: received.name, options: optionsOf(texts['options']) })
  if (!wish.ok) throw invalid(wish.problems)
  return { file, ...received, wish: wish.value }
}

/** JSON text; a part that says it is JSON has been parsed already. */
function optionsOf(sent: unknown): unknown {
  if (typeof sent !== 'string') return sent ?? {}
  return sent.trim() === '' ? {} : readJson(Buffer.from(sent))
}

function baseName(name: string): string {
  const base = name.split(/[\\/]/).at(-1)?.trim() ?? ''
  // oxlint-disable-next-line no-control-regex -- the range is meant: such a name would break the header it is sent back in
  return base.replaceAll(/[\x00-\x1f\x7f"]/g, '_').slice(0, 200) || 'upload'
}
