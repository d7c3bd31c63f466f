// Where the journals of this host's workers lie.

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { parseJournal, type JournalContent } from './journalLines.ts'

const ending = '.journal'

export function journalPath(folder: string, workerId: string): string {
  return join(folder, `${workerId}${ending}`)
}

/** What a dead worker noted; null when its journal is not on this machine: then nothing is certain. */
export function readJournal(folder: string, workerId: string): JournalContent | null {
  const path = journalPath(folder, workerId)
  return existsSync(path) ? parseJournal(readFileSync(path, 'utf8')) : null
}

export function removeJournal(folder: string, workerId: string): void {
  const path = journalPath(folder, workerId)
  for (const left of [path, `${path}.new`]) rmSync(left, { force: true })
}

/** Ids of the workers that have a journal here. */
export function journalOwners(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .filter((name) => /^[0-9a-f-]{36}$/.test(name))
}
