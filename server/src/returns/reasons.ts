// The reasons that returns may be given: the account's own list, or the one that the product brings.

import type { TransactionSql } from 'postgres'

import type { ReturnReasons } from '@switchyard/contract/returns/reasons.ts'

export interface StoredReasons extends ReturnReasons {
  readonly version: number
  readonly updatedAt: Date | null
  readonly updatedBy: string | null
}

const usual: StoredReasons = {
  reasons: [
    'Wrong number',
    'Number out of service',
    'Invalid email address',
    'Cannot be reached',
    'Did not ask for it',
    'Not interested',
    'Duplicate',
    'Already a customer',
    'Outside our criteria',
    'Outside our area',
    'False details',
    'Under age',
    'Consent missing',
    'Other',
  ],
  // Open until an account has written its own list: nobody is refused for a list they have never seen.
  otherReasons: true,
  version: 0,
  updatedAt: null,
  updatedBy: null,
}

export async function readReturnReasons(tx: TransactionSql, accountId: string): Promise<StoredReasons> {
  const [row] = await tx<{ doc: ReturnReasons; version: number; updatedAt: Date; updatedBy: string }[]>`
    SELECT r.doc, r.version, r.updated_at AS "updatedAt", r.updated_by AS "updatedBy"
    FROM return_reasons r WHERE r.account_id = ${accountId}`
  if (!row) return usual
  const { doc, ...rest } = row
  return { ...doc, ...rest }
}

export async function writeReturnReasons(
  tx: TransactionSql,
  accountId: string,
  doc: ReturnReasons,
  actor: string,
): Promise<void> {
  await tx`
    INSERT INTO return_reasons AS r (account_id, doc, updated_by)
    VALUES (${accountId}, ${JSON.stringify(doc)}::text::jsonb, ${actor})
    ON CONFLICT (account_id) DO UPDATE
    SET doc = excluded.doc, version = r.version + 1, updated_at = now(), updated_by = excluded.updated_by`
}

/** The reason as the list spells it, whatever the case and spaces it came in; null when the list does not have it. Pure. */
export function knownReason({ reasons, otherReasons }: ReturnReasons, text: string): string | null {
  const wanted = folded(text)
  return reasons.find((reason) => folded(reason) === wanted) ?? (otherReasons ? text : null)
}

function folded(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ')
}
