// A file system of a few megabytes that can be filled up and given room again. Needs root, and a system that lets it mount.

import { execFile } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface SmallDisk {
  /** A folder on it. */
  readonly folder: string
  /** Takes every byte that is left. */
  fill(): void
  empty(): void
  remove(): Promise<void>
}

const run = promisify(execFile)

/** Null where nothing can be mounted. `owner`: who may write there. */
export async function mountSmallDisk(
  megabytes: number,
  owner: { uid: number; gid: number },
): Promise<SmallDisk | null> {
  const folder = await mkdtemp(join(tmpdir(), 'switchyard-disk-'))
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  } catch {
    await rm(folder, { recursive: true })
    return null
  }
  await chown(folder, owner.uid, owner.gid)
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'a')
      for (const bytes of [1024 * 1024, 4096]) writeUntilFull(file, Buffer.alloc(bytes))
      closeSync(file)
    },
    empty: () => rmSync(ballast, { force: true }),
    async remove() {
      await run('umount', ['-l', folder])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function writeUntilFull(file: number, block: Buffer): void {
  try {
    for (;;) writeSync(file, block)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}
