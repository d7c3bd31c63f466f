// One embedded PostgreSQL for a bench run, with the durable settings of the product: every commit is flushed to disk, as it
// is for its users. Each bench gets an empty database of its own.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@switchyard/server/db/embedded.ts'
import { findPostmaster } from '@switchyard/server/db/embedded/postmaster.ts'
import postgres from 'postgres'

export interface BenchDatabases {
  /** Connection string of a new, empty database; `purpose` shows in its name. */
  create(purpose: string): Promise<string>
  readonly serverPid: number
  /** Stops the server and deletes its files. */
  stop(): Promise<void>
}

/** `settings`: over the product's own. */
export async function startBenchDatabases(settings: Readonly<Record<string, string>> = {}): Promise<BenchDatabases> {
  const folder = await mkdtemp(join(tmpdir(), 'switchyard-bench-'))
  const server = await startEmbedded({
    dataDir: folder,
    onNotice: (sentence) => process.stderr.write(`${sentence}\n`),
    settings,
  })
  const postmaster = await findPostmaster(join(server.folder, 'cluster', 'data'))
  if (postmaster === null) throw new Error('The embedded PostgreSQL is gone already')
  let made = 0
  return {
    serverPid: postmaster.pid,
    async create(purpose) {
      made += 1
      const name = `${purpose}_${made}`
      const admin = postgres(server.url, { max: 1, onnotice: () => {} })
      try {
        await admin`CREATE DATABASE ${admin(name)} TEMPLATE template0`
      } finally {
        await admin.end()
      }
      const url = new URL(server.socketUrl)
      url.pathname = `/${name}`
      return url.href
    },
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
