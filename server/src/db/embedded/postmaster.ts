// The running server of a data directory: found through its pid file, started detached so that it outlives a killed parent.

import { spawn } from 'node:child_process'
import { open, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import { hasCode } from './errorCode.ts'

export interface Postmaster {
  readonly pid: number
  readonly port: number
  /** Where its Unix socket is; null when it has none. */
  readonly socketFolder: string | null
  readonly status: 'starting' | 'ready' | 'stopping'
}

/** Null when none runs, whatever the pid file says. */
export async function findPostmaster(dataDir: string): Promise<Postmaster | null> {
  const pidFile = join(dataDir, 'postmaster.pid')
  const text = await readFile(pidFile, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return ''
    throw error
  })
  // Lines: pid, data directory, start time, port, socket directory, address, shared memory, status.
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isInteger(pid) || pid <= 1) return null
  if (!(await runsOn(pid, dataDir))) {
    // After a machine restart the number may belong to anybody. PostgreSQL sees through a dead one, not through a reused one.
    if (isAlive(pid)) await rm(pidFile, { force: true })
    return null
  }
  const socketFolder = lines[4]?.trim() || null
  const word = lines[7]?.trim()
  const status = word === 'ready' ? 'ready' : word === 'stopping' ? 'stopping' : 'starting'
  return { pid, port, socketFolder, status }
}

/** A server works inside its data directory, which tells it from another process that got its number. */
async function runsOn(pid: number, dataDir: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(dataDir))
  } catch (error) {
    // A zombie has no working directory; one that we may not look at is left to PostgreSQL's own check.
    return !hasCode(error, 'ENOENT')
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

export type Launch = { readonly kind: 'running' } | { readonly kind: 'exited'; readonly log: string }

/** Starts a server and waits until its pid file says that it takes connections, or until it gives up. */
export async function launchPostmaster(
  postgres: string,
  cluster: Cluster,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<Launch> {
  await rotate(cluster.logFile)
  const log = await open(cluster.logFile, 'a', 0o600)
  const { size: logStart } = await log.stat()
  const options = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = spawn(postgres, ['-D', cluster.dataDir, ...options], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    cwd: cluster.dataDir,
    env: { ...process.env, LC_ALL: 'C' },
    ...(cluster.owner === null ? {} : { uid: cluster.owner.uid, gid: cluster.owner.gid }),
  })
  // Held in an object: the compiler would take a plain variable for unchanged after the callbacks are set.
  const fate: { ended: boolean; failure: Error | null } = { ended: false, failure: null }
  child.once('exit', () => (fate.ended = true))
  child.once('error', (error) => {
    fate.ended = true
    fate.failure = error
  })
  child.unref()
  await log.close()
  for (;;) {
    if (fate.failure !== null) throw fate.failure
    if (fate.ended) return { kind: 'exited', log: (await readFile(cluster.logFile, 'utf8')).slice(logStart) }
    const running = await findPostmaster(cluster.dataDir)
    if (running?.pid === child.pid && running?.status === 'ready') return { kind: 'running' }
    await delay(20)
  }
}

/** Fast mode: open transactions are rolled back, everything is flushed, nothing is left to recover. */
export async function stopPostmaster(dataDir: string, pid: number): Promise<void> {
  process.kill(pid, 'SIGINT')
  while ((await findPostmaster(dataDir))?.pid === pid) await delay(20)
}

const logLimitBytes = 10_000_000

async function rotate(logFile: string): Promise<void> {
  const info = await stat(logFile).catch(() => null)
  if (info !== null && info.size > logLimitBytes) await rename(logFile, `${logFile}.1`)
}
