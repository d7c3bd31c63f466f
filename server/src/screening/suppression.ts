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
  const rows = probes.flatMap(({ accountId, probe }, index) =>
    probe.digests.map((digest) => ({ account_id: accountId, list: probe.list, digest, index })),
  )
  const hits = await tx<{ index: number }[]>`
    -- One index probe for each digest; a join would let the planner read a long list through.
    SELECT DISTINCT r.index
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (account_id bigint, list text, digest text, index int)
    CROSS JOIN LATERAL (
      SELECT 1 FROM suppression_entries e
      WHERE e.account_id = r.account_id AND e.list = r.list AND e.digest = decode(r.digest, 'hex') LIMIT 1) AS hit`
  return new Set(hits.flatMap((hit) => probes[hit.index]?.probe ?? []))
}

/** How an entry is stored: digests as they are (SHA-256 or MD5 in hex), anything else as the SHA-256 of its lower-case text. */
export function entryDigest(entry: string): Buffer {
  const text = entry.trim()
  if (/^(?:[0-9a-f]{32}|[0-9a-f]{64})$/i.test(text)) return Buffer.from(text, 'hex')
  return createHash('sha256').update(text.toLowerCase()).digest()
}
