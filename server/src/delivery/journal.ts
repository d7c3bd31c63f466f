// A worker's own notes: which attempts it began to write, and what came of each. Not synced to disk, yet they outlive kill -9 (the
// pages belong to the system): after a crash they tell "not one byte was sent", which is safe to send again, and "this was the
// answer", which only has to be settled, from "nobody knows".

import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'

import type { Result } from '../settlement/result.ts'
import { journalPath } from './journalFiles.ts'
import { beganLine, endedLine } from './journalLines.ts'

export interface Journal {
  /** Call before the first byte of the attempt may leave. False when it could not be noted: then nothing may be sent. */
  began(attemptId: string): boolean
  /** Notes a result; those of one turn of the event loop go into one write. */
  ended(result: Result): void
  /** Starts a new file when somebody took the old one away, as they do who believe this worker dead. */
  keep(): void
  close(): void
}

/** What has to stand in a journal that starts over. */
export interface Open {
  /** Attempts that may have begun and have no result yet. */
  readonly attempts: readonly string[]
  /** Results that are not in the database yet. */
  readonly results: readonly Result[]
}

/** A quiet moment to start over, so that the file does not grow with the life of the process. */
const rollAfterBytes = 8 * 1024 * 1024

export function openJournal(
  folder: string,
  workerId: string,
  readOpen: () => Open,
  log: { warn(fields: object, message: string): void },
): Journal {
  mkdirSync(folder, { recursive: true })
  const path = journalPath(folder, workerId)
  let file = openSync(path, 'a')
  let bytes = 0
  let rollAt = rollAfterBytes
  /** The last write stopped in the middle of a line, as on a full disk: the next one starts on a line of its own. */
  let torn = false
  let results: Result[] = []
  let closed = false

  function write(text: string): void {
    const whole = Buffer.from(torn ? `\n${text}` : text)
    let written = 0
    try {
      // A full disk takes a part first, and refuses the rest.
      while (written < whole.length) written += writeSync(file, whole, written)
      torn = false
    } catch (error) {
      torn ||= written > 0
      throw error
    } finally {
      bytes += written
    }
  }

  function startOver(): void {
    const open = readOpen()
    const text = open.attempts.map(beganLine).join('') + open.results.map(endedLine).join('')
    // In one step: at no moment of a crash may there be a journal without what is under way.
    writeFileSync(`${path}.new`, text)
    renameSync(`${path}.new`, path)
    closeSync(file)
    file = openSync(path, 'a')
    bytes = Buffer.byteLength(text)
    rollAt = Math.max(rollAfterBytes, 2 * bytes)
    torn = false
  }

  function tryTo(work: () => void, failure: string): boolean {
    try {
      work()
      return true
    } catch (error) {
      log.warn({ error }, failure)
      return false
    }
  }

  function writeResults(): void {
    const noted = results
    results = []
    if (closed || noted.length === 0) return
    // They are in memory too: without the note they are only lost when this process dies before they are written.
    tryTo(() => write(noted.map(endedLine).join('')), 'results could not be noted in the journal')
    if (bytes >= rollAt && !tryTo(startOver, 'the journal could not start over')) rollAt = bytes + rollAfterBytes
  }

  return {
    began: (attemptId) =>
      tryTo(() => write(beganLine(attemptId)), 'an attempt could not be noted, so it does not begin'),
    ended(result) {
      if (results.push(result) === 1) setImmediate(writeResults)
    },
    keep() {
      if (!closed && fstatSync(file).nlink === 0) tryTo(startOver, 'the journal could not be made anew')
    },
    close() {
      closed = true
      closeSync(file)
      rmSync(path, { force: true })
    },
  }
}
