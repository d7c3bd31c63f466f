// The files of the embedded database: made once, by whoever comes first, complete or not at all.

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'
import { hasCode } from './errorCode.ts'
import type { Owner } from './owner.ts'

export interface Cluster {
  readonly dataDir: string
  readonly logFile: string
  /** The port of the last start, so that connection strings people wrote down stay right. */
  readonly portFile: string
  readonly password: string
  readonly owner: Owner | null
}

export const superuser = 'switchyard'
const majorVersion = '18'
const run = promisify(execFile)

/**
 * Built beside its place and renamed into it: two processes that start together both build, one rename wins, and a kill in
 * the middle leaves nothing that looks finished. So no lock is needed that could get stuck.
 */
export async function ensureCluster(folder: string, binaries: Binaries, wanted: Owner | null): Promise<Cluster> {
  const place = join(folder, 'cluster')
  if (!(await exists(place))) await build(folder, place, binaries, wanted)
  const dataDir = join(place, 'data')
  const version = (await readOwned(join(dataDir, 'PG_VERSION'))).trim()
  if (version !== majorVersion) {
    throw new Error(
      `${dataDir} was written by PostgreSQL ${version}, this release brings ${majorVersion}. ` +
        `Dump it with the release that wrote it (pg_dump) and restore into a new data folder, or use pg_upgrade.`,
    )
  }
  return {
    dataDir,
    logFile: join(place, 'postgres.log'),
    portFile: join(place, 'port'),
    password: (await readOwned(join(place, 'password'))).trim(),
    owner: wanted === null ? null : await ownerOfFiles(dataDir, wanted),
  }
}

async function build(folder: string, place: string, binaries: Binaries, owner: Owner | null): Promise<void> {
  const draft = join(folder, `draft-${randomBytes(6).toString('hex')}`)
  const password = randomBytes(24).toString('base64url')
  try {
    await mkdir(join(draft, 'data'), { recursive: true, mode: 0o700 })
    await writeFile(join(draft, 'password'), `${password}\n`, { mode: 0o600 })
    for (const path of [draft, join(draft, 'data'), join(draft, 'password')]) {
      if (owner !== null) await chown(path, owner.uid, owner.gid)
    }
    await initialise(binaries, draft, owner)
    await rename(draft, place)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Somebody else was first: theirs is as good.
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error
  }
}

/**
 * Text is compared by code point with PostgreSQL's own tables (the same on every system). The operating system's locale is
 * still asked by trigram search for what a letter is, so one that knows UTF-8 is preferred.
 */
async function initialise(binaries: Binaries, draft: string, owner: Owner | null): Promise<void> {
  const dataDir = join(draft, 'data')
  const common = [`--pgdata=${dataDir}`, `--username=${superuser}`, `--pwfile=${join(draft, 'password')}`]
  const access = ['--auth-host=scram-sha-256', '--auth-local=scram-sha-256', '--encoding=UTF8']
  const collation = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--text-search-config=simple']
  let failure: unknown
  for (const locale of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    try {
      await run(binaries.initdb, [...common, ...access, ...collation, `--locale=${locale}`], {
        ...(owner === null ? {} : { uid: owner.uid, gid: owner.gid }),
        cwd: draft,
        env: { ...process.env, LC_ALL: 'C' },
      })
      return
    } catch (error) {
      if (!(error instanceof Error && /locale/.test(error.message))) throw explained(error)
      failure = error
    }
  }
  throw explained(failure)
}

function explained(cause: unknown): Error {
  const words = cause instanceof Error ? cause.message : String(cause)
  return new Error(
    `The embedded PostgreSQL could not be set up: ${words.trim()}\n` +
      'Check that the data folder has room and can be written, or set DATABASE_URL to a PostgreSQL 15 or later.',
    { cause },
  )
}

/** Files made by an earlier run as somebody else keep their owner. */
async function ownerOfFiles(dataDir: string, wanted: Owner): Promise<Owner> {
  const { uid, gid } = await stat(dataDir)
  if (uid === wanted.uid) return wanted
  if (uid !== 0) return { name: `uid ${uid}`, uid, gid }
  throw new Error(
    `${dataDir} belongs to root, and PostgreSQL does not run as root. Run "chown -R ${wanted.name}" on it.`,
  )
}

async function readOwned(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (!hasCode(cause, 'EACCES')) throw cause
    throw new Error(
      `${path} belongs to another user. Start as that user, or give the data folder to this one (chown -R).`,
      {
        cause,
      },
    )
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false
    throw error
  }
}

/** The folder above the cluster; everything below it is the database user's. */
export async function prepareFolder(folder: string, owner: Owner | null): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (owner === null) return
  const { uid } = await stat(folder)
  if (uid === 0) {
    await chown(folder, owner.uid, owner.gid)
    await chmod(folder, 0o700)
  }
}
