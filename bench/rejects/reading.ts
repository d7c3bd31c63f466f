// Files read back, row by row, in this process.

import { openSheet } from '@switchyard/server/sheets/openSheet.ts'

import type { Note } from '../measure/measured.ts'
import { watchMemory } from '../process/memory.ts'

export async function readingNote(name: string, path: string): Promise<{ readonly note: Note; readonly rows: number }> {
  const memory = watchMemory(process.pid)
  const startedMs = performance.now()
  const sheet = await openSheet({ path, name })
  const openedMs = performance.now() - startedMs
  let rows = 0
  for await (const _ of sheet.rows()) rows += 1
  await sheet.close()
  const tookMs = performance.now() - startedMs
  const rate = Math.round(rows / (tookMs / 1000))
  const value = `headings after ${(openedMs / 1000).toFixed(2)} s, ${rows} rows after ${(tookMs / 1000).toFixed(2)} s (${rate}/s); this process at most ${memory.peakMb()} MB`
  return { note: { what: `${name} read`, value }, rows }
}
