// Another mapping, encoding or option for an uploaded file: it is judged anew, and read anew where that is needed.

import { importOptions, type ImportOptions } from '@switchyard/contract/imports/options.ts'
import type { ImportPurpose } from '@switchyard/contract/imports/words.ts'
import { parseWith } from '@switchyard/contract/issues.ts'

import type { Database } from '../db/database.ts'
import { invalid, notFound, Problem } from '../http/problem.ts'
import type { LiveSetup } from '../setup/live.ts'
import { warningsOf } from './createImport.ts'
import { restoreFile } from './files.ts'
import { readImport, type ImportRef, type StoredImport } from './importRow.ts'
import { matchImport } from './matchImport.ts'
import { openFile, type OpenedFile } from './open.ts'
import type { ImportReader } from './reader.ts'

export interface UpdateParts {
  readonly db: Database
  readonly live: LiveSetup
  readonly reader: ImportReader
  readonly folder: string
}

export interface UpdateWish {
  readonly purpose?: ImportPurpose | undefined
  readonly options: Readonly<Record<string, unknown>>
}

/** Resolves when the new reading has begun; the promise inside when it has ended. */
export async function updateImport(
  parts: UpdateParts,
  ref: ImportRef,
  wish: UpdateWish,
): Promise<{ readonly read: Promise<void>; readonly bytes: number }> {
  const { db, live } = parts
  const item = await db.asAccount(ref.accountId, (tx) => readImport(tx, ref))
  if (!item) throw notFound(`Import ${ref.id}`)
  refuseRun(item)
  const options = mergedOptions(item.options, wish.options)
  const again = isReadDifferently(item.options, options) || item.state !== 'ready'
  const file = again ? await restoreFile(db.chores, ref, parts.folder) : null
  try {
    const opened = file ? await openFile({ path: file.path, name: item.fileName }, options) : null
    await keep(opened)
    const read = parts.reader.read(ref, opened, file ?? undefined)
    return { read, bytes: item.fileBytes }
  } catch (error) {
    await file?.remove()
    throw error
  }

  async function keep(opened: OpenedFile | null): Promise<void> {
    const setup = await live.account(ref.accountId)
    const purpose = wish.purpose ?? item?.purpose ?? 'leads'
    try {
      await db.asAccount(ref.accountId, async (tx) => {
        const about = { setup, campaign: item?.campaign ?? null, purpose, options }
        const columns = await matchImport(tx, about, opened?.samples ?? item?.columns ?? [])
        const changed = await tx`
          UPDATE imports m
          SET state = 'reading', reason = NULL, version = m.version + 1, beat_at = now(), tries = 0, purpose = ${purpose},
            options = ${JSON.stringify(options)}::text::jsonb, columns = ${JSON.stringify(columns)}::text::jsonb, outcomes = NULL,
            reading = ${JSON.stringify(opened?.reading ?? item?.reading)}::text::jsonb,
            warnings = ${JSON.stringify(opened ? warningsOf(opened) : item?.warnings)}::text::jsonb
          WHERE m.account_id = current_account() AND m.id = ${ref.id}::bigint AND m.job_id IS NULL`
        if (changed.count === 0) throw alreadyRun()
      })
    } catch (error) {
      await opened?.sheet.close()
      throw error
    }
  }
}

function refuseRun({ jobId }: StoredImport): void {
  if (jobId !== null) throw alreadyRun()
}

function alreadyRun(): Problem {
  return new Problem(409, 'wrong_state', 'This import was run: upload the file again to do something else with it')
}

function mergedOptions(before: ImportOptions, wish: UpdateWish['options']): ImportOptions {
  const merged = Object.fromEntries(Object.entries({ ...before, ...wish }).filter(([, value]) => value !== null))
  const parsed = parseWith(importOptions, merged, 'options')
  if (!parsed.ok) throw invalid(parsed.problems)
  return parsed.value
}

function isReadDifferently(before: ImportOptions, after: ImportOptions): boolean {
  return before.encoding !== after.encoding || before.delimiter !== after.delimiter || before.sheet !== after.sheet
}
