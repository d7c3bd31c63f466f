// Adds entries to a suppression list. Only digests are kept.

import { audit } from '../access/audit.ts'
import { notFound } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { entryDigest } from '../screening/suppression.ts'
import type { SetupParts } from './parts.ts'
import { readDocument } from './store.ts'

export interface Addition {
  readonly list: string
  readonly entries: readonly string[]
  readonly caller: Caller
  readonly requestId: string
}

export async function addEntries(
  parts: Pick<SetupParts, 'db'>,
  addition: Addition,
): Promise<{ added: number; alreadyThere: number; total: number }> {
  const { list, caller } = addition
  const digests = [...new Set(addition.entries.map((entry) => entryDigest(plainEntry(entry)).toString('hex')))]
  return parts.db.asAccount(caller.accountId, async (tx) => {
    if (!(await readDocument(tx, 'suppression', list))) throw notFound(`The suppression list ${list}`)
    const inserted = await tx`
      INSERT INTO suppression_entries (account_id, list, digest)
      SELECT current_account(), ${list}, decode(d, 'hex') FROM jsonb_array_elements_text(${JSON.stringify(digests)}::text::jsonb) d
      ON CONFLICT DO NOTHING`
    const [row] = await tx<{ total: number }[]>`
      SELECT count(*)::int AS total FROM suppression_entries e WHERE e.account_id = current_account() AND e.list = ${list}`
    const added = inserted.count
    await audit(tx, {
      accountId: caller.accountId,
      actor: caller.actor,
      action: 'suppression.addEntries',
      object: `suppression ${list}`,
      after: { added },
      requestId: addition.requestId,
    })
    return { added, alreadyThere: addition.entries.length - added, total: row?.total ?? 0 }
  })
}

/** Phone numbers are looked up without the signs that people put between digits, and with + for 00. */
export function plainEntry(entry: string): string {
  const text = entry.trim()
  if (!/^\+?[\d\s().-]{6,}$/.test(text) || /^[0-9a-f]{32}$/i.test(text)) return text
  return text.replaceAll(/[\s().-]/g, '').replace(/^00/, '+')
}
