// The numbered SQL files: 0001_base.sql, 0002_jobs.sql, …

import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface MigrationFile {
  readonly id: number
  readonly name: string
  readonly sql: string
  readonly hash: string
}

/** In order, without gaps: two branches that took the same number are found here and not in production. */
export async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  const files = await Promise.all(names.map((name) => readMigration(folder, name)))
  files.forEach((file, index) => {
    if (file.id !== index + 1) {
      throw new Error(
        `Migration ${file.name} stands where number ${index + 1} belongs: numbers run from 0001 without gaps.`,
      )
    }
  })
  return files
}

async function readMigration(folder: string, name: string): Promise<MigrationFile> {
  const id = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]
  if (id === undefined) throw new Error(`Migration ${name} is not named like 0002_add_jobs.sql.`)
  // A checkout with Windows line ends must hash the same.
  const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
  return { id: Number(id), name, sql, hash: createHash('sha256').update(sql).digest('hex') }
}
