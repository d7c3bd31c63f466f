import type { ImportedLead } from './rowToLead.ts'

export interface BatchItem {
  readonly row: number
  readonly lead: ImportedLead
}

/** The endpoint takes 1,000 leads and 5 MB; smaller batches answer sooner and lose less time when one is sent again. */
export const batchLimits = { leads: 500, bytes: 4_000_000 } as const

/** Groups items in order, each group within `limits`. A single item over the byte limit makes a group of its own. */
export async function* collectBatches(
  items: AsyncIterable<BatchItem>,
  limits: { readonly leads: number; readonly bytes: number } = batchLimits,
): AsyncGenerator<readonly BatchItem[]> {
  let batch: BatchItem[] = []
  let bytes = 0
  for await (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item.lead))
    if (batch.length > 0 && (batch.length === limits.leads || bytes + size > limits.bytes)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(item)
    bytes += size
  }
  if (batch.length > 0) yield batch
}
