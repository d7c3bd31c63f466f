// What has to run on a database that says it has these migrations. Pure.

import type { MigrationFile } from './migrationFiles.ts'

export interface AppliedMigration {
  readonly id: number
  readonly name: string
  readonly hash: string
}

export type MigrationPlan =
  | { readonly kind: 'run'; readonly files: readonly MigrationFile[] }
  | { readonly kind: 'refused'; readonly reason: string }

export function pendingMigrations(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): MigrationPlan {
  const known = new Map(files.map((file) => [file.id, file]))
  for (const row of applied) {
    const file = known.get(row.id)
    if (file === undefined) {
      return refused(
        `The database is newer than this release: it has migration ${row.name}, which this release does not know. ` +
          'Start the release that wrote it, or a later one.',
      )
    }
    if (file.hash !== row.hash) {
      return refused(
        `Migration ${file.name} was edited after it ran on this database. ` +
          'Restore the file as it was and put the change into a new migration.',
      )
    }
  }
  const done = new Set(applied.map((row) => row.id))
  return { kind: 'run', files: files.filter((file) => !done.has(file.id)) }
}

function refused(reason: string): MigrationPlan {
  return { kind: 'refused', reason }
}
