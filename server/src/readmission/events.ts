// What the lead's story tells of its being taken in again.

import type { TransactionSql } from 'postgres'

import { inWords } from '@switchyard/core/text/inWords.ts'

import { dispositionOf, statusOf, type Candidate } from '../intake/candidate.ts'
import { insertEvents } from '../leads/insertEvents.ts'
import { acceptedAs, eventKindOf, waivedBy, type Cause } from './cause.ts'
import type { StoredLead } from './storedLead.ts'

interface Again {
  readonly lead: StoredLead
  readonly candidate: Candidate
}

export async function tellReadmissions(
  tx: TransactionSql,
  accountId: string,
  again: readonly Again[],
  by: { readonly cause: Cause; readonly actor: string },
): Promise<void> {
  const events = again.flatMap(({ lead, candidate }) => {
    const after = afterOf(lead, candidate, by.cause)
    // A lead that is tried again by itself and fails again has nothing to tell.
    if (by.cause.kind === 'retry' && after.status === 'errored') return []
    const detail = {
      text: textOf(lead, after, by.cause),
      reason: by.cause.kind === 'retry' ? null : by.cause.reason,
      skipped: [...waivedBy(by.cause)],
      before: { status: lead.status, code: lead.code, reason: lead.reason },
      after,
      // What was decided before is kept for ever; the lead itself shows the newest.
      ...(candidate.decision !== null && lead.decision !== null ? { decision: lead.decision } : {}),
    }
    return [{ leadId: lead.id, kind: eventKindOf(by.cause), actor: by.actor, detail }]
  })
  await insertEvents(tx, accountId, events)
}

interface After {
  readonly status: string
  readonly code: string
}

function afterOf(lead: StoredLead, candidate: Candidate, cause: Cause): After {
  if (lead.status === 'accepted') return { status: lead.status, code: lead.code }
  const status = statusOf(candidate)
  return { status, code: status === 'accepted' ? acceptedAs(cause) : dispositionOf(candidate).code }
}

function textOf(lead: StoredLead, after: After, cause: Cause): string {
  const skipped = [...waivedBy(cause)]
  const skipping = skipped.length === 0 ? '' : `, skipping ${inWords(skipped, 'and')}`
  const because = cause.kind !== 'retry' && cause.reason !== null ? `. Reason: ${cause.reason}` : ''
  if (lead.status === 'accepted') return `The route was run again${because}`
  const done = cause.kind === 'release' ? 'Released from quarantine' : 'Checked again'
  return `${done}${skipping}: ${lead.status} (${lead.code}) → ${after.status} (${after.code})${because}`
}
