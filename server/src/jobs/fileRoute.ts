// GET /v1/jobs/{id}/file: what an export wrote, part by part, so that memory does not grow with the file.

import { Readable } from 'node:stream'

import { jobId } from '@switchyard/contract/jobs/id.ts'
import { showJobFile } from '@switchyard/contract/jobs/file.ts'
import { parseWith } from '@switchyard/contract/issues.ts'

import type { Database } from '../db/database.ts'
import { notFound, Problem } from '../http/problem.ts'
import { handleRaw, type Route } from '../http/route.ts'
import { readJob } from './readJob.ts'

export function fileRoute(db: Database): Route {
  return handleRaw(showJobFile, async ({ caller, request, reply }) => {
    if (!caller) throw new Error('A file is asked for without a body, by a known caller')
    const params = parseWith(jobId, request.params)
    if (!params.ok) throw notFound('This job')
    const { accountId } = caller
    const job = await readJob(db, accountId, params.value.id)
    if (!job.file) {
      const open = job.finishedAt === null && job.action === 'export'
      throw open
        ? new Problem(409, 'not_ready', 'The file is still being written')
        : notFound(`A file of job ${job.id}`)
    }
    const { name, type, bytes } = job.file
    return reply
      .header('content-disposition', `attachment; filename="${name.replaceAll(/[^\w. -]/g, '_')}"`)
      .header('content-length', bytes)
      .type(type)
      .send(Readable.from(partsOf(db, accountId, job.id), { objectMode: false }))
  })
}

/** Each part is read in a transaction of its own: a slow reader holds none open. */
async function* partsOf(db: Database, accountId: string, id: string): AsyncGenerator<Buffer> {
  let after = -1
  for (;;) {
    const last = after
    const [row] = await db.asAccount(
      accountId,
      (tx) => tx<{ part: number; bytes: Buffer }[]>`
        SELECT f.part, f.bytes FROM job_files f
        WHERE f.account_id = current_account() AND f.job_id = ${id}::bigint AND f.part > ${last}
        ORDER BY f.part LIMIT 1`,
    )
    if (!row) return
    after = row.part
    yield row.bytes
  }
}
