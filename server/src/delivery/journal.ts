// A worker's own note of which attempts it began to write. Not synced to disk, yet it outlives kill -9 (the pages belong to the
// system): after a crash it tells "not one byte was sent", which is safe to send again, from "nobody knows".

import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

export interface Journal {
  /** Call before the first byte of the attempt may leave. */
  began(attemptId: string): void
  close(): void
}

/** A quiet moment to start over, so that the file does not grow with the life of the process. */
const rollAfterBytes = 8 * 1024 * 1024

export function openJournal(folder: string, workerId: string, openAttempts: () => readonly string[]): Journal {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${workerId}.journal`)
  let file = openSync(path, 'a')
  let bytes = 0
  return {
    began(attemptId) {
      bytes += writeSync(file, `${attemptId}\n`)
      if (bytes < rollAfterBytes) return
      closeSync(file)
      // In one step: at no moment of a crash may there be a journal without what is under way.
      writeFileSync(
        `${path}.new`,
        openAttempts()
          .map((open) => `${open}\n`)
          .join(''),
      )
      renameSync(`${path}.new`, path)
      file = openSync(path, 'a')
      bytes = 0
    },
    close() {
      closeSync(file)
      rmSync(path, { force: true })
    },
  }
}

/** Attempts that a dead worker had begun to write; null when its journal is not on this machine: then nothing is certain. */
export function readJournal(folder: string, workerId: string): ReadonlySet<string> | null {
  const path = join(folder, `${workerId}.journal`)
  if (!existsSync(path)) return null
  return new Set(readFileSync(path, 'utf8').split('\n').filter(Boolean))
}

export function removeJournal(folder: string, workerId: string): void {
  rmSync(join(folder, `${workerId}.journal`), { force: true })
}
