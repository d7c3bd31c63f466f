// PostgreSQL without set-up: the server that npm brought, in the data folder, shared by all of our processes that name the
// same folder. It runs detached, so a killed application neither takes it down nor loses a commit; the next one adopts it.

import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Binaries, findBinaries } from './embedded/binaries.ts'
import { type Cluster, ensureCluster, prepareFolder } from './embedded/cluster.ts'
import { freePort } from './embedded/freePort.ts'
import { databaseName, type Hold, serverUrl, takeHold } from './embedded/hold.ts'
import { chooseOwner, makeReachable, makeReadable } from './embedded/owner.ts'
import { findPostmaster, launchPostmaster, stopPostmaster } from './embedded/postmaster.ts'
import { embeddedSettings } from './embedded/settings.ts'

export interface EmbeddedPostgres {
  /** Connection string of the application's database. It holds the password: never log it. */
  readonly url: string
  /** The same over a Unix socket, which costs a busy server a tenth less; over the port where there is none. */
  readonly socketUrl: string
  /** Where PostgreSQL keeps its files and its log. */
  readonly folder: string
  /** Lets go of the server. The last process out stops it in order; the others leave it running. */
  stop(): Promise<'stopped' | 'leftRunning'>
}

export interface EmbeddedOptions {
  readonly dataDir: string
  /** Told, in a sentence each, what was changed on the system and what went wrong by itself. */
  readonly onNotice: (sentence: string) => void
  /** Over the durable defaults; tests trade safety for speed here. */
  readonly settings?: Readonly<Record<string, string>>
}

const startLimitMs = 90_000
/** An operator's own restart (`pg_ctl restart`) gets this long before we start the server ourselves. */
const restartGraceMs = 3_000

/** Starts the server of `dataDir` or joins the running one. Refuses with the cure in the message. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = join(resolve(options.dataDir), 'postgres')
  const binaries = await findBinaries()
  const owner = await chooseOwner()
  await prepareFolder(folder, owner)
  if (owner !== null) {
    await makeReadable(binaries.root)
    await makeReachable(join(binaries.root, 'bin'), owner, options.onNotice)
    await makeReachable(folder, owner, options.onNotice)
  }
  const cluster = await ensureCluster(folder, binaries, owner)
  const settings = { ...embeddedSettings, ...socketIn(join(folder, 'cluster')), ...options.settings }
  const joinAgain = () => joinServer(binaries, cluster, settings, rejoin)

  const leaving = new AbortController()
  let rejoining: Promise<void> | null = null
  function rejoin(): void {
    if (!leaving.signal.aborted) rejoining ??= restore().finally(() => (rejoining = null))
  }
  async function restore(): Promise<void> {
    // An ordered stop tells its clients first and may then write for a while; the grace begins when it is gone.
    const mayStopUntil = Date.now() + startLimitMs
    const stopping = async () => (await findPostmaster(cluster.dataDir))?.status === 'stopping'
    while (Date.now() < mayStopUntil && (await stopping())) await delay(50)
    const deadline = Date.now() + restartGraceMs
    while (Date.now() < deadline && (await findPostmaster(cluster.dataDir)) === null) await delay(50)
    while (!leaving.signal.aborted) {
      try {
        current = await joinAgain()
        options.onNotice('The embedded PostgreSQL had stopped; it is running again.')
        return
      } catch (error) {
        options.onNotice(`The embedded PostgreSQL is down: ${error instanceof Error ? error.message : String(error)}`)
        await delay(2_000)
      }
    }
  }

  let current = await joinAgain()
  const { port, socketFolder } = current
  const url = serverUrl(port, cluster.password, databaseName)
  return {
    url,
    socketUrl: socketFolder === null ? url : `${url}?host=${encodeURIComponent(socketFolder)}`,
    folder,
    async stop() {
      leaving.abort()
      await rejoining
      return await leaveServer(cluster, current.hold)
    },
  }
}

/** The folder only this user and root can look into. A system that has no such sockets, or a path too long for one, does without. */
function socketIn(folder: string): Readonly<Record<string, string>> {
  const fits = Buffer.byteLength(join(folder, '.s.PGSQL.65535')) <= longestSocketPath
  return process.platform !== 'win32' && fits ? { unix_socket_directories: folder } : {}
}

/** Of the systems we run on, macOS allows the fewest bytes. */
const longestSocketPath = 103

interface Joined {
  readonly port: number
  readonly socketFolder: string | null
  readonly hold: Hold
}

async function joinServer(
  binaries: Binaries,
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
  onLost: () => void,
): Promise<Joined> {
  const deadline = Date.now() + startLimitMs
  let lastWords = 'it did not take connections'
  let refusals = 0
  while (Date.now() < deadline && refusals < 3) {
    const running = await findPostmaster(cluster.dataDir)
    if (running?.status === 'ready') {
      try {
        const hold = await takeHold({ port: running.port, password: cluster.password, onLost })
        await writeFile(cluster.portFile, `${running.port}\n`, { mode: 0o600 })
        return { port: running.port, socketFolder: running.socketFolder, hold }
      } catch (error) {
        // Ready in the pid file and gone a moment later: it is being stopped by its last user.
        lastWords = error instanceof Error ? error.message : String(error)
        if (/password authentication/.test(lastWords)) refusals += 1
      }
    } else if (running === null) {
      const launch = await launchPostmaster(binaries.postgres, cluster, await nextPort(cluster), settings)
      if (launch.kind === 'running') continue
      lastWords = launch.log.trim()
      // Another starter won, or children of a killed server are still on their way out: both pass.
      if (!/lock file|shared memory block/.test(lastWords)) refusals += 1
    }
    await delay(50)
  }
  throw new Error(
    `The embedded PostgreSQL did not start: ${lastWords}\nIts log is ${cluster.logFile}. ` +
      'If this does not help, set DATABASE_URL to a PostgreSQL 15 or later.',
  )
}

async function nextPort(cluster: Cluster): Promise<number> {
  const last = Number(await readFile(cluster.portFile, 'utf8').catch(() => ''))
  return await freePort(Number.isInteger(last) && last > 0 ? last : null)
}

async function leaveServer(cluster: Cluster, hold: Hold): Promise<'stopped' | 'leftRunning'> {
  try {
    const alone = await hold.release()
    const running = await findPostmaster(cluster.dataDir)
    if (running === null) return 'stopped'
    if (!alone) return 'leftRunning'
    await stopPostmaster(cluster.dataDir, running.pid)
    return 'stopped'
  } catch (error) {
    // The server went down under our hands, which is what was wanted.
    if ((await findPostmaster(cluster.dataDir)) === null) return 'stopped'
    throw error
  } finally {
    await hold.end()
  }
}
