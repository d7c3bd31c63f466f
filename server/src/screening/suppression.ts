// Step 7 of intake: values on a suppression list. Entries match for ever, whatever the spelling they came in.

import { createHash } from 'node:crypto'

import type { TransactionSql } from 'postgres'

import type { SuppressionProbe } from '@switchyard/core/screening/screened.ts'

export interface AccountProbe {
  readonly accountId: string
  readonly probe: SuppressionProbe
}

/** Answers the probes of which at least one digest stands on the list. */
export async function findSuppressed(
  tx: TransactionSql,
  probes: readonly AccountProbe[],
): Promise<ReadonlySet<SuppressionProbe>> {
  if (probes.length === 0) return new Set()
  const byList = [...Map.groupBy(probes, ({ accountId, probe }) => JSON.stringify([accountId, probe.list])).values()]
  const suppressed = await Promise.all(byList.map((group) => findOnList(tx, group)))
  return new Set(suppressed.flat())
}

/** One walk along the index for all digests together: a batch asks for hundreds, and nearly never finds one. */
async function findOnList(tx: TransactionSql, group: readonly AccountProbe[]): Promise<SuppressionProbe[]> {
  const [first] = group
  if (!first) return []
  const digests = `{${group.flatMap(({ probe }) => probe.digests.map((digest) => `"\\\\x${digest}"`)).join(',')}}`
  const hits = await tx<{ digest: string }[]>`
    SELECT encode(e.digest, 'hex') AS digest FROM suppression_entries e
    WHERE e.account_id = ${first.accountId} AND e.list = ${first.probe.list} AND e.digest = ANY(${digests}::text::bytea[])`
  const found = new Set(hits.map((hit) => hit.digest))
  return group.flatMap(({ probe }) => (probe.digests.some((digest) => found.has(digest)) ? [probe] : []))
}

/** How an entry is stored: digests as they are (SHA-256 or MD5 in hex), anything else as the SHA-256 of its lower-case text. */
export function entryDigest(entry: string): Buffer {
  const text = entry.trim()
  if (/^(?:[0-9a-f]{32}|[0-9a-f]{64})$/i.test(text)) return Buffer.from(text, 'hex')
  return createHash('sha256').update(text.toLowerCase()).digest()
}
