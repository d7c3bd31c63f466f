// GET /v1/jobs/{id}/file: what an export wrote, part by part, so that memory does not grow with the file. While the job still writes, the
// answer begins with what is there and follows it.

import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'

import { jobId } from '@switchyard/contract/jobs/id.ts'
import { showJobFile } from '@switchyard/contract/jobs/file.ts'
import { parseWith } from '@switchyard/contract/issues.ts'

import type { Database } from '../db/database.ts'
import { firstParts } from '../export/fileParts.ts'
import { notFound, Problem } from '../http/problem.ts'
import { handleRaw, type Route } from '../http/route.ts'
import { findFile, nextPart, type JobFile } from './jobFile.ts'

/** Between two looks at a file that grows. */
const lookEveryMs = 100
/** How long a request waits for the first byte, or for the next one of a job that rests. */
const patienceMs = 20_000

export function fileRoute(db: Database): Route {
  return handleRaw(showJobFile, async ({ caller, request, reply }) => {
    if (!caller) throw new Error('A file is asked for without a body, by a known caller')
    const params = parseWith(jobId, request.params)
    if (!params.ok) throw notFound('This job')
    const { accountId } = caller
    const { id } = params.value
    const file = await begun(db, accountId, id)
    if (file.bytes !== null) reply.header('content-length', file.bytes)
    return reply
      .header('content-disposition', `attachment; filename="${file.name.replaceAll(/[^\w. -]/g, '_')}"`)
      .type(file.type)
      .send(Readable.from(partsOf(db, accountId, id), { objectMode: false }))
  })
}

/** The file as soon as there is a beginning of it. */
async function begun(db: Database, accountId: string, id: string): Promise<JobFile & { readonly kind: 'there' }> {
  for (let waitedMs = 0; ; waitedMs += lookEveryMs) {
    const file = await findFile(db, accountId, id)
    switch (file.kind) {
      case 'there':
        return file
      case 'none':
        throw notFound(`A file of job ${id}`)
      case 'coming':
        if (file.isPaused || waitedMs >= patienceMs)
          throw new Problem(409, 'not_ready', 'The file is still being written')
        await delay(lookEveryMs)
    }
  }
}

/** Each part is read in a transaction of its own: a slow reader holds none open. Throws, and so breaks off, when the file goes away. */
async function* partsOf(db: Database, accountId: string, id: string): AsyncGenerator<Buffer> {
  let after = -1
  let waitedMs = 0
  for (;;) {
    // Asked before the parts: what was whole then has all its parts now.
    const file = await findFile(db, accountId, id)
    if (file.kind !== 'there') throw new Error(`The file of job ${id} is gone while it is sent`)
    const isWhole = file.bytes !== null
    const part = await nextPart(db, accountId, id, { after, before: isWhole ? null : firstParts.comments })
    if (part) {
      after = part.part
      waitedMs = 0
      yield part.bytes
    } else if (isWhole) return
    else if (waitedMs >= patienceMs) throw new Error(`The file of job ${id} has not grown for ${patienceMs} ms`)
    else {
      waitedMs += lookEveryMs
      await delay(lookEveryMs)
    }
  }
}
