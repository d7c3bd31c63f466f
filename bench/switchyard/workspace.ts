// A product process on a new database with the bench's set-up in it, watched, and the load against it.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { driverAddress } from '@switchyard/server/db/driverAddress.ts'
import postgres, { type Sql } from 'postgres'
import type { BenchDatabases } from '../database.ts'
import type { BenchOptions } from '../options.ts'
import { watchMemory } from '../process/memory.ts'
import { startServer } from '../process/serverProcess.ts'
import { runLoad, type LoadRun } from '../runLoad.ts'
import { untilNone } from '../untilNone.ts'
import { openApi } from './api.ts'
import { isOpen } from './counts.ts'
import { setUp } from './setUp.ts'

export interface WorkspaceRun extends LoadRun {
  readonly sql: Sql
  readonly peakMemoryMb: number | null
}

const adminKey = 'sk_bench_0123456789abcdef0123456789abcdef'

/** Runs the load and hands over what came of it while the server still runs; everything is stopped afterwards. */
export async function inWorkspace<Outcome>(
  databases: BenchDatabases,
  options: BenchOptions,
  what: { readonly name: string; readonly buyerOrigin: string | null },
  conclude: (run: WorkspaceRun) => Promise<Outcome>,
): Promise<Outcome> {
  const databaseUrl = await databases.create(what.name)
  await using parts = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-bench-data-'))
  parts.defer(() => rm(dataDir, { recursive: true, force: true }))
  const server = await startServer(
    {
      DATABASE_URL: databaseUrl,
      SWITCHYARD_DATA: dataDir,
      SWITCHYARD_SETUP: 'empty',
      SWITCHYARD_ADMIN_KEY: adminKey,
      SWITCHYARD_ALLOW_HOSTS: '127.0.0.0/8',
    },
    profileFlags(options.profileDir, what.name),
  )
  parts.defer(() => server.stop())
  await setUp(openApi(server.origin, adminKey), what.buyerOrigin)
  const address = driverAddress(databaseUrl)
  const sql = postgres(address.url, { ...address.options, max: 1, onnotice: () => {} })
  parts.defer(() => sql.end())

  const memory = watchMemory(server.pid)
  const headers = { authorization: `Bearer ${adminKey}` }
  const run = await runLoad({ origin: server.origin, path: '/v1/leads', headers }, options, databases.serverPid, () =>
    untilNone(() => isOpen(sql)),
  )
  return await conclude({ ...run, sql, peakMemoryMb: memory.peakMb() })
}

function profileFlags(profileDir: string | null, name: string): readonly string[] {
  return profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`, `--cpu-prof-name=${name}.cpuprofile`]
}
