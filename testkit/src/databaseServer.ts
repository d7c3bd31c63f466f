// One PostgreSQL server for a whole test run, in a temporary folder, with the migrated schema as a template.

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@switchyard/server/db/embedded.ts'
import { findPostmaster, stopPostmaster } from '@switchyard/server/db/embedded/postmaster.ts'
import { migrate } from '@switchyard/server/db/migrate.ts'
import postgres from 'postgres'

/** Tells test processes where the run's server is: a URL of a database that only serves to make others. */
export const serverVariable = 'SWITCHYARD_TEST_SERVER'
export const templateDatabase = 'switchyard_template'

export interface TestServer {
  readonly url: string
  /** Stops the server and deletes its files. */
  stop(): Promise<void>
}

const folderPrefix = 'switchyard-pg-'

/** Nothing here outlives the run, so nothing is flushed to disk: cloning a database takes a third of the time. */
const volatile = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/** Starts a server and migrates the template. Takes about two seconds; share it between tests. */
export async function startTestServer(): Promise<TestServer> {
  await removeLeftovers()
  const folder = await mkdtemp(join(tmpdir(), `${folderPrefix}${process.pid}-`))
  const server = await startEmbedded({ dataDir: folder, onNotice: () => {}, settings: volatile })
  const admin = postgres(server.url, { max: 1, onnotice: () => {} })
  await admin`CREATE DATABASE ${admin(templateDatabase)}`
  await admin.end()
  const template = new URL(server.url)
  template.pathname = `/${templateDatabase}`
  await migrate({ url: template.href, onNotice: () => {} })
  return {
    url: server.url,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A run that was killed could not clean up; its folder is named after its process. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue
    const pid = Number(name.slice(folderPrefix.length).split('-')[0])
    if (!Number.isInteger(pid) || isAlive(pid)) continue
    const folder = join(tmpdir(), name)
    const dataDir = join(folder, 'postgres', 'cluster', 'data')
    // Another user's leftovers are not ours to remove.
    const running = await findPostmaster(dataDir).catch(() => null)
    if (running !== null) await stopPostmaster(dataDir, running.pid).catch(() => undefined)
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
