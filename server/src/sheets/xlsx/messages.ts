import type { SheetRefusalCode } from '@switchyard/core/sheets/sheet.ts'

import type { RowBatch } from './rowBatch.ts'

export interface WorkerTask {
  readonly path: string
  readonly sheet: string | null
  /** Batches that may be sent before the first is taken; each message to the worker allows one more. */
  readonly credits: number
}

export type WorkerMessage =
  | { readonly kind: 'opened'; readonly sheetName: string; readonly sheetNames: readonly string[] }
  | { readonly kind: 'rows'; readonly batch: RowBatch }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly code: SheetRefusalCode; readonly message: string }
