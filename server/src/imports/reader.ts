// Who reads uploaded files: the process that took one, or another when that one has died.

import type { Sql } from 'postgres'

import { SheetRefusal } from '@switchyard/core/sheets/sheet.ts'

import type { Database } from '../db/database.ts'
import { Problem } from '../http/problem.ts'
import type { LiveSetup } from '../setup/live.ts'
import { restoreFile, type DiskFile } from './files.ts'
import { readImport, type ImportRef, type StoredImport } from './importRow.ts'
import { openFile, type OpenedFile } from './open.ts'
import { Overtaken, readImportFile } from './readImportFile.ts'

export interface ImportReader {
  /** Resolves when the file was read, or could not be. `opened` is closed, `file` taken off the disk; null judges rows that are there. */
  read(ref: ImportRef, opened: Pick<OpenedFile, 'sheet'> | null, file?: DiskFile): Promise<void>
  stop(): Promise<void>
}

export interface ReaderParts {
  readonly db: Database
  readonly live: LiveSetup
  readonly folder: string
  readonly log: { warn(fields: object, message: string): void; error(fields: object, message: string): void }
}

const lookEveryMs = 5_000
/** A reading that has shown no sign of life for so long is taken over. */
const deadAfterSeconds = 30
const mostTries = 3

export function startImportReader({ db, live, folder, log }: ReaderParts): ImportReader {
  const sql = db.chores
  const reading = new Set<Promise<void>>()
  let stopped = false

  async function attempt(ref: ImportRef, opened: Pick<OpenedFile, 'sheet'> | null): Promise<void> {
    const item = await readImport(sql, ref)
    if (!item || item.state !== 'reading') return
    try {
      await readImportFile(sql, await live.account(ref.accountId), item, opened?.sheet ?? null)
    } catch (error) {
      if (error instanceof Overtaken) return
      if (!(error instanceof SheetRefusal)) {
        log.warn(
          { error, import: ref.id, accountId: ref.accountId },
          'a file could not be read to its end, trying again',
        )
        // Without a sign of life it is taken up again, here or elsewhere.
        return
      }
      await fail(sql, item, error.message)
    }
  }

  async function attemptAndClose(
    ref: ImportRef,
    opened: Pick<OpenedFile, 'sheet'> | null,
    file: DiskFile | undefined,
  ): Promise<void> {
    try {
      await attempt(ref, opened)
    } finally {
      await opened?.sheet.close()
      await file?.remove()
    }
  }

  function read(ref: ImportRef, opened: Pick<OpenedFile, 'sheet'> | null, file?: DiskFile): Promise<void> {
    const work = attemptAndClose(ref, opened, file)
      .catch((error: unknown) => log.warn({ error, import: ref.id }, 'a file could not be read'))
      .finally(() => reading.delete(work))
    reading.add(work)
    return work
  }

  async function takeOver(item: StoredImport & { readonly tries: number }): Promise<void> {
    if (item.tries > mostTries) {
      log.error({ import: item.id, accountId: item.accountId }, 'a file could not be read')
      return fail(
        sql,
        item,
        `It could not be read to its end, although it was tried ${mostTries} times. Upload it again`,
      )
    }
    const file = await restoreFile(sql, item, folder)
    try {
      const { encoding, delimiter, sheet } = item.reading
      const opened = await openFile({ path: file.path, name: item.fileName }, { encoding, delimiter, sheet })
      await read(item, opened)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await fail(sql, item, error.message)
    } finally {
      await file.remove()
    }
  }

  async function look(): Promise<void> {
    const stuck = await sql<(ImportRef & { tries: number })[]>`
      UPDATE imports m SET beat_at = now(), tries = m.tries + 1, version = m.version + 1
      WHERE m.state = 'reading' AND m.beat_at < now() - make_interval(secs => ${deadAfterSeconds})
      RETURNING m.account_id::text AS "accountId", m.id::text AS id, m.tries`
    for (const { tries, ...ref } of stuck) {
      const item = await readImport(sql, ref)
      if (item) await takeOver({ ...item, tries })
    }
  }

  let looking: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking
      .then(() => (stopped ? undefined : look()))
      .catch((error: unknown) => log.warn({ error }, 'uploaded files could not be looked for'))
  }, lookEveryMs)
  timer.unref()

  return {
    read,
    async stop() {
      stopped = true
      clearInterval(timer)
      await looking
      await Promise.all(reading)
    },
  }
}

async function fail(sql: Sql, { accountId, id, version }: StoredImport, reason: string): Promise<void> {
  await sql`
    UPDATE imports m SET state = 'failed', reason = ${reason}
    WHERE m.account_id = ${accountId} AND m.id = ${id}::bigint AND m.version = ${version} AND m.state = 'reading'`
}
