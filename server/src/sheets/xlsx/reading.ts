// One reading of a workbook, in a thread of its own.

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

import { assertNever } from '@switchyard/core/assert.ts'
import { SheetRefusal } from '@switchyard/core/sheets/sheet.ts'
import type { XlsxRow } from '@switchyard/core/sheets/xlsx/sheetXml.ts'

import type { WorkerMessage, WorkerTask } from './messages.ts'
import { unpackRows } from './rowBatch.ts'

export interface XlsxReading {
  readonly sheetName: string
  readonly sheetNames: readonly string[]
  /** Once. */
  rows(): AsyncGenerator<XlsxRow>
  close(): Promise<void>
}

const heapMb = 256
const credits = 4

/** @throws SheetRefusal, here or while the rows are read */
export async function startReading(path: string, sheet: string | null): Promise<XlsxReading> {
  const task: WorkerTask = { path, sheet, credits }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
  const messages = inbox(worker)
  const close = async () => {
    await worker.terminate()
  }
  try {
    const opened = await messages.next()
    if (opened.kind !== 'opened') throw new Error(`The reading began with '${opened.kind}'`)
    return {
      sheetName: opened.sheetName,
      sheetNames: opened.sheetNames,
      async *rows() {
        for (;;) {
          const message = await messages.next()
          switch (message.kind) {
            case 'rows':
              // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
              worker.postMessage('more')
              yield* unpackRows(message.batch)
              break
            case 'end':
              return
            case 'opened':
              throw new Error('The reading began twice')
            default:
              assertNever(message)
          }
        }
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** The thread's messages in order; a refusal or the thread's end is thrown to whoever waits for the next one. */
function inbox(worker: Worker): { next(): Promise<Exclude<WorkerMessage, { kind: 'refused' }>> } {
  const waiting: WorkerMessage[] = []
  let failure: Error | null = null
  worker.on('message', (message: WorkerMessage) => {
    waiting.push(message)
    worker.emit('told')
  })
  worker.on('error', (error: Error) => {
    failure = isOutOfMemory(error) ? tooMuchMemory() : error
    worker.emit('told')
  })
  worker.on('exit', () => {
    failure ??= new Error('The reading of the workbook was ended')
    worker.emit('told')
  })
  return {
    async next() {
      for (;;) {
        const message = waiting.shift()
        if (message?.kind === 'refused') throw new SheetRefusal(message.code, message.message)
        if (message) return message
        if (failure) throw failure
        await once(worker, 'told')
      }
    },
  }
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

function tooMuchMemory(): SheetRefusal {
  return new SheetRefusal(
    'too_large',
    `The workbook needs more than ${heapMb} MB of memory. Save it as csv, or in parts.`,
  )
}
