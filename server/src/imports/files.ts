// Uploaded files: in the database in parts, so that any process can read them; on disk while one does.

import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { Sql, TransactionSql } from 'postgres'

import type { ImportRef } from './importRow.ts'

const partBytes = 1024 * 1024
const abandonedAfterMs = 24 * 3_600_000

export interface DiskFile {
  readonly path: string
  /** Takes it off the disk. */
  remove(): Promise<void>
}

/** A place on disk for one file; what processes that died left there is cleared away. */
export async function diskFile(folder: string): Promise<DiskFile> {
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    const old = join(folder, name)
    const { mtimeMs } = await stat(old).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > abandonedAfterMs) await rm(old, { recursive: true, force: true })
  }
  const own = await mkdtemp(join(folder, 'upload-'))
  return { path: join(own, 'file'), remove: () => rm(own, { recursive: true, force: true }) }
}

export async function storeFile(tx: TransactionSql, { accountId, id }: ImportRef, path: string): Promise<void> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(partBytes)
    for (let part = 0; ; part += 1) {
      const { bytesRead } = await file.read(buffer, 0, partBytes)
      if (bytesRead === 0) return
      await tx`
        INSERT INTO import_files (account_id, import_id, part, bytes)
        VALUES (${accountId}, ${id}::bigint, ${part}, ${Buffer.from(buffer.subarray(0, bytesRead))})`
    }
  } finally {
    await file.close()
  }
}

/** The file part by part; nothing where it is gone. */
export async function* fileParts(sql: Sql, { accountId, id }: ImportRef): AsyncGenerator<Buffer> {
  for (let part = 0; ; part += 1) {
    const [row] = await sql<{ bytes: Buffer }[]>`
      SELECT f.bytes FROM import_files f
      WHERE f.account_id = ${accountId} AND f.import_id = ${id}::bigint AND f.part = ${part}`
    if (!row) return
    yield row.bytes
  }
}

export async function restoreFile(sql: Sql, ref: ImportRef, folder: string): Promise<DiskFile> {
  const file = await diskFile(folder)
  await pipeline(Readable.from(fileParts(sql, ref)), createWriteStream(file.path))
  return file
}
