// The endpoints of imports: upload, look, change, run, take back.

import { setTimeout as delay } from 'node:timers/promises'

import { createImport as createEndpoint } from '@switchyard/contract/imports/create.ts'
import { deleteImport } from '@switchyard/contract/imports/delete.ts'
import { listImports } from '@switchyard/contract/imports/list.ts'
import { listImportRows } from '@switchyard/contract/imports/rows.ts'
import { runImport as runEndpoint } from '@switchyard/contract/imports/run.ts'
import { showImport } from '@switchyard/contract/imports/show.ts'
import { undoImport as undoEndpoint } from '@switchyard/contract/imports/undo.ts'
import { updateImport as updateEndpoint } from '@switchyard/contract/imports/update.ts'

import { audit } from '../access/audit.ts'
import { idPage, pageOf } from '../access/page.ts'
import type { Database } from '../db/database.ts'
import { notFound, Problem } from '../http/problem.ts'
import { handle, handleUpload, type Route } from '../http/route.ts'
import { readJob } from '../jobs/readJob.ts'
import type { LiveSetup } from '../setup/live.ts'
import { createImport } from './createImport.ts'
import { importFileRoute } from './fileRoute.ts'
import { importColumns, readImport, withOptions, type ImportRef, type StoredImport } from './importRow.ts'
import { openFile } from './open.ts'
import type { ImportReader } from './reader.ts'
import { rowsPage } from './rowsPage.ts'
import { runImport, undoImport } from './runImport.ts'
import { readImportJobs, readKept, showDetail, summaryOf, type ShownImport } from './show.ts'
import { updateImport } from './updateImport.ts'
import { receiveUpload } from './upload.ts'

export interface ImportRouteParts {
  readonly db: Database
  readonly live: LiveSetup
  readonly reader: ImportReader
  /** Where files stand while they are read. */
  readonly folder: string
  /** A job was made: whoever works in this process may look at once. */
  readonly nudge: () => void
}

/** How long an answer waits for a file to be read: the preview of a usual file comes with it, of a big one its beginning. */
const patienceMs = { usual: 15_000, big: 2_000 }
const bigBytes = 8 * 1024 * 1024

export function importRoutes(parts: ImportRouteParts): Route[] {
  const { db, live, reader, folder } = parts

  async function shown({ accountId, id }: ImportRef): Promise<ShownImport> {
    const setup = await live.account(accountId)
    return db.asAccount(accountId, async (tx) =>
      showDetail(tx, setup, await found(readImport(tx, { accountId, id }), id)),
    )
  }

  async function shownOnceRead(ref: ImportRef, read: Promise<void>, bytes: number): Promise<ShownImport> {
    const waitMs = bytes > bigBytes ? patienceMs.big : patienceMs.usual
    const stop = new AbortController()
    await Promise.race([read, delay(waitMs, undefined, { signal: stop.signal }).catch(() => {})])
    stop.abort()
    return shown(ref)
  }

  return [
    handleUpload(createEndpoint, async ({ caller, request }) => {
      const upload = await receiveUpload(request, folder)
      const { file, name, wish } = upload
      try {
        const opened = await openFile({ path: file.path, name }, wish.options)
        try {
          const setup = await live.account(caller.accountId)
          const ref = await createImport(db, { setup, caller, upload, opened, requestId: request.id })
          return await shownOnceRead(ref, reader.read(ref, opened, file), upload.bytes)
        } catch (error) {
          await opened.sheet.close()
          throw error
        }
      } catch (error) {
        await file.remove()
        throw error
      }
    }),
    handle(listImports, async ({ caller, query }) => {
      const { below, limit } = idPage(query)
      const { campaign = [], purpose = [], state = [] } = query
      return db.asAccount(caller.accountId, async (tx) => {
        const rows = await tx<StoredImport[]>`
          SELECT ${importColumns(tx)} FROM imports m
          LEFT JOIN jobs j ON j.account_id = m.account_id AND j.id = m.job_id
          LEFT JOIN jobs u ON u.account_id = m.account_id AND u.id = m.undo_job_id
          WHERE m.account_id = current_account() AND m.id < ${below}::bigint
            AND ${campaign.length > 0 ? tx`m.campaign = ANY(${[...campaign]}::text[])` : tx`true`}
            AND ${purpose.length > 0 ? tx`m.purpose = ANY(${[...purpose]}::text[])` : tx`true`}
            AND ${
              state.length > 0
                ? tx`coalesce(CASE WHEN u.finished_at IS NULL AND u.id IS NOT NULL THEN 'undoing' WHEN m.undo_job_id IS NOT NULL THEN 'undone' END,
                      j.state, CASE WHEN m.job_id IS NOT NULL THEN 'done' END, m.state)
                    = ANY(${[...state]}::text[])`
                : tx`true`
            }
          ORDER BY m.id DESC LIMIT ${limit + 1}`
        const page = pageOf(rows.map(withOptions), limit)
        const jobs = await readImportJobs(tx, page.rows)
        const kept = await readKept(tx, page.rows)
        return {
          imports: page.rows.map((item) => summaryOf(item, jobs.of(item), kept.has(item.id))),
          nextCursor: page.nextCursor,
        }
      })
    }),
    handle(showImport, ({ caller, params }) => shown({ accountId: caller.accountId, id: params.id })),
    handle(updateEndpoint, async ({ caller, params, body }) => {
      const ref = { accountId: caller.accountId, id: params.id }
      const { read, bytes } = await updateImport({ db, live, reader, folder }, ref, body)
      return shownOnceRead(ref, read, bytes)
    }),
    handle(listImportRows, async ({ caller, params, query }) => {
      const { accountId } = caller
      const setup = await live.account(accountId)
      return db.asAccount(accountId, async (tx) =>
        rowsPage(tx, setup, await found(readImport(tx, { accountId, id: params.id }), params.id), query),
      )
    }),
    importFileRoute(db),
    handle(runEndpoint, async ({ caller, params, request }) => {
      const setup = await live.account(caller.accountId)
      const jobId = await db.asAccountPatiently(caller.accountId, (tx) =>
        runImport(tx, setup, caller, params.id, request.id),
      )
      parts.nudge()
      return readJob(db, caller.accountId, jobId)
    }),
    handle(undoEndpoint, async ({ caller, params, request }) => {
      const jobId = await db.asAccountPatiently(caller.accountId, (tx) => undoImport(tx, caller, params.id, request.id))
      parts.nudge()
      return readJob(db, caller.accountId, jobId)
    }),
    handle(deleteImport, async ({ caller, params, request }) => {
      const { accountId, actor } = caller
      const { id } = params
      await db.asAccountPatiently(accountId, async (tx) => {
        const item = await found(readImport(tx, { accountId, id }), id)
        const { job, undo } = (await readImportJobs(tx, [item])).of(item)
        if ((job && job.finishedAt === null) || (undo && undo.finishedAt === null)) {
          throw new Problem(409, 'wrong_state', 'This import still runs: cancel it first')
        }
        await tx`DELETE FROM imports m WHERE m.account_id = current_account() AND m.id = ${id}::bigint`
        await audit(tx, { accountId, actor, action: 'import.delete', object: `import ${id}`, requestId: request.id })
      })
      return undefined
    }),
  ]
}

async function found(reading: Promise<StoredImport | null>, id: string): Promise<StoredImport> {
  const item = await reading
  if (!item) throw notFound(`Import ${id}`)
  return item
}
