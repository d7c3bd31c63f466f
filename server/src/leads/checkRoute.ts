// POST /v1/leads/{id}/check: the road of a reprocessed lead, walked to its end and taken back.

import { checkLead as checkEndpoint } from '@switchyard/contract/leads/check.ts'
import { previewLead as previewEndpoint } from '@switchyard/contract/leads/preview.ts'
import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import { explainDecision } from '@switchyard/core/routing/explain.ts'

import type { Database } from '../db/database.ts'
import { dryRun } from '../db/dryRun.ts'
import { notFound, Problem } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import { dispositionOf, statusOf } from '../intake/candidate.ts'
import { acceptedAs, type Cause } from '../readmission/cause.ts'
import { leftOutOf } from '../readmission/leftOut.ts'
import { checkAgain, type Again } from '../readmission/readmit.ts'
import { lockStoredLeads, type StoredLead } from '../readmission/storedLead.ts'
import type { LiveSetup } from '../setup/live.ts'

type Checked = OutputOf<typeof checkEndpoint>

const cause: Cause = { kind: 'reprocess', waive: new Set(), reason: null }

interface CheckParts {
  readonly db: Database
  readonly live: LiveSetup
  readonly random: () => number
}

export function checkLeadRoute(parts: CheckParts): Route {
  return handle(checkEndpoint, ({ caller, params }) => checkNow(parts, caller.accountId, params.id, {}))
}

/** The same with values that are not stored yet: what an edit would make of the lead. */
export function previewLeadRoute(parts: CheckParts): Route {
  return handle(previewEndpoint, ({ caller, params, body }) =>
    checkNow(parts, caller.accountId, params.id, body.fields),
  )
}

async function checkNow(
  parts: CheckParts,
  accountId: string,
  id: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<Checked> {
  const setup = await parts.live.account(accountId)
  return dryRun(parts.db, accountId, async (tx) => {
    const [row] = await tx<{ id: string; receivedAt: Date }[]>`
      SELECT l.id::text AS id, l.received_at AS "receivedAt" FROM leads l
      WHERE l.account_id = ${accountId} AND l.id = ${id}::bigint`
    const [stored] = row ? await lockStoredLeads(tx, accountId, [row]) : []
    if (!stored) throw notFound(`Lead ${id}`)
    if (stored.erased) throw new Problem(409, 'erased', `Lead ${stored.id} was erased; there is nothing left to check`)
    const lead = { ...stored, edits: { ...stored.edits, ...fields } }
    const [again] = await checkAgain(tx, parts, { setup, cause }, [lead])
    const leftOut = leftOutOf(lead, lead, setup)
    if (!again) {
      const why = leftOut ?? 'its campaign is gone'
      throw new Problem(409, 'cannot_check', `Lead ${lead.id} cannot be checked: ${why}`)
    }
    return checkedOf(lead, again, leftOut)
  })
}

function checkedOf(lead: StoredLead, { candidate }: Again, leftOut: string | null): Checked {
  const status = statusOf(candidate)
  const found = dispositionOf(candidate)
  const passes = status === 'accepted'
  const disposition = {
    ...found,
    code: !passes ? found.code : lead.status === 'accepted' ? lead.code : acceptedAs(cause),
  }
  const decision = passes ? candidate.decision : null
  return {
    id: lead.id,
    now: lead.status,
    status,
    disposition,
    duplicateOf: candidate.duplicateOf,
    decision,
    offers: candidate.offers.map(({ delivery, buyer, holdUntil, holdReason }) => ({
      delivery,
      buyer,
      holdUntil: holdUntil?.toISOString() ?? null,
      holdReason,
    })),
    leftOut,
    words: [
      `Would be ${status} (${disposition.code})`,
      ...found.failures.map(({ message }) => message),
      ...(status === 'quarantined' && found.reason !== null ? [found.reason] : []),
      ...(decision ? explainDecision(decision) : []),
    ],
  }
}
