// What was typed into the search box as a condition for `leads l` that indexes can answer, see the schema's columns for it.

import type { PendingQuery, Row, TransactionSql } from 'postgres'

import { joined } from './joined.ts'
import type { SearchTerms } from './searchTerms.ts'

type Fragment = PendingQuery<Row[]>

/** Behind every text that begins with what stands before it: the last character there is. */
const last = '\u{10ffff}'

/**
 * An id, the supplier's own id, the beginning of an email, of a name or of its last word, the end of a phone number; or a list, each
 * entry of it a whole one.
 */
export function searchCondition(tx: TransactionSql, terms: SearchTerms): Fragment {
  if (terms.kind === 'list') {
    const entries = [...terms.entries]
    const either = [
      tx`l.email_key = ANY(${entries}::text[])`,
      tx`l.name_key = ANY(${entries}::text[])`,
      tx`l.external_key = ANY(${entries}::text[])`,
    ]
    if (terms.ids.length > 0) either.push(tx`l.id = ANY(${[...terms.ids]}::bigint[])`)
    if (terms.phones.length > 0) {
      // Looked up first: an index serves one range at a time, and only where both its ends come as they are.
      const ends = terms.phones.map(backwards)
      either.push(tx`l.id = ANY(ARRAY(
        SELECT p.id FROM unnest(${ends}::text[], ${ends.map((end) => end + last)}::text[]) AS number (low, high)
        JOIN leads p ON p.account_id = current_account() AND p.phone_end >= number.low AND p.phone_end < number.high))`)
    }
    return tx`(${joined(tx, either, 'or')})`
  }
  const { text, id, phone } = terms
  const either = [begins(tx, tx`l.email_key`, text), tx`l.external_key = lower(${text}::text)`]
  // Each further branch looks into every month's index.
  if (!isEmail(text)) either.push(begins(tx, tx`l.name_key`, text), begins(tx, tx`l.last_name_key`, text))
  if (id !== null) either.push(tx`l.id = ${id}::bigint`)
  if (phone !== null) either.push(begins(tx, tx`l.phone_end`, backwards(phone)))
  return tx`(${joined(tx, either, 'or')})`
}

/** As a range and not with LIKE, which no index answers under row level security. */
function begins(tx: TransactionSql, column: Fragment, text: string): Fragment {
  return tx`(${column} >= lower(${text}::text) AND ${column} < lower(${text}::text) || ${last})`
}

function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]*$/.test(text)
}

function backwards(digits: string): string {
  return digits.split('').toReversed().join('')
}
