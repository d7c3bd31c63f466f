// The thread that reads workbooks: whatever is in the file, it can only use up its own memory, and the server answers on meanwhile.

import { parentPort, workerData } from 'node:worker_threads'

import { SheetRefusal } from '@switchyard/core/sheets/sheet.ts'

import { openArchive } from './archive.ts'
import type { WorkerMessage, WorkerTask } from './messages.ts'
import { readWorkbook } from './readWorkbook.ts'
import { packRows } from './rowBatch.ts'

if (!parentPort) throw new Error('This file is started as a worker thread')
const port = parentPort
// Whoever started the thread gives it exactly this.
const { path, sheet, credits } = workerData as WorkerTask

const room = { batches: credits, wake: () => {} }
port.on('message', () => {
  room.batches += 1
  room.wake()
})

function tell(message: WorkerMessage): void {
  port.postMessage(message)
}

/** Waits until the other side has taken enough: memory does not grow with the file. */
async function credit(): Promise<void> {
  while (room.batches === 0) await new Promise<void>((resolve) => (room.wake = resolve))
  room.batches -= 1
}

try {
  const archive = await openArchive(path)
  const workbook = await readWorkbook(archive, sheet)
  tell({ kind: 'opened', sheetName: workbook.sheetName, sheetNames: workbook.sheetNames })
  for await (const rows of workbook.rows()) {
    await credit()
    tell({ kind: 'rows', batch: packRows(rows) })
  }
  tell({ kind: 'end' })
  archive.close()
} catch (error) {
  if (!(error instanceof SheetRefusal)) throw error
  tell({ kind: 'refused', code: error.code, message: error.message })
} finally {
  port.close()
}
