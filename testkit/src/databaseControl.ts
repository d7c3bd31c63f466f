// What an operator does to a PostgreSQL server with `pg_ctl`, for tests of what the product makes of it.

import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

import type { EmbeddedPostgres } from '@switchyard/server/db/embedded.ts'
import { findBinaries } from '@switchyard/server/db/embedded/binaries.ts'
import { findPostmaster } from '@switchyard/server/db/embedded/postmaster.ts'
import postgres from 'postgres'

/** `fast` rolls open transactions back and tidies up; `immediate` ends every process at once, and the next start recovers. */
export type StopMode = 'fast' | 'immediate'

export interface DatabaseControl {
  /** Null while none runs. */
  pid(): Promise<number | null>
  /** `pg_ctl restart`: resolves when it takes connections again, on the same port. */
  restart(mode: StopMode): Promise<void>
  /** `pg_ctl stop`: resolves when it is gone. A process that shares the embedded server starts it again after three seconds. */
  stop(mode: StopMode): Promise<void>
  /** Whether it takes a connection and answers, asked with a connection of its own. */
  answers(): Promise<boolean>
}

const run = promisify(execFile)

export function databaseControl(database: Pick<EmbeddedPostgres, 'folder' | 'url'>): DatabaseControl {
  const dataDir = join(database.folder, 'cluster', 'data')

  async function control(action: 'restart' | 'stop', mode: StopMode): Promise<void> {
    const { root } = await findBinaries()
    // PostgreSQL does not run as root; whoever owns its files runs it.
    const { uid, gid } = await stat(dataDir)
    const isOther = process.getuid?.() === 0 && uid !== 0
    // The embedded server's own log may belong to us, and the server's user could not write to it.
    const log = join(dataDir, 'pg_ctl.log')
    const words = ['-D', dataDir, '-m', mode, '-w', '-t', '60', '-l', log, action]
    await run(join(root, 'bin', 'pg_ctl'), words, {
      cwd: dataDir,
      env: { ...process.env, LC_ALL: 'C' },
      ...(isOther ? { uid, gid } : {}),
    })
  }

  return {
    pid: async () => (await findPostmaster(dataDir))?.pid ?? null,
    restart: (mode) => control('restart', mode),
    stop: (mode) => control('stop', mode),
    async answers() {
      const probe = postgres(database.url, { max: 1, connect_timeout: 2, onnotice: () => {} })
      try {
        await probe`SELECT 1`
        return true
      } catch {
        return false
      } finally {
        await probe.end({ timeout: 1 })
      }
    },
  }
}
