// The history of a lead's consent. Its beginning is stored nowhere twice: it is read off the lead and the way it came in.

import type { TransactionSql } from 'postgres'

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import { consentChannels } from '@switchyard/contract/consent/change.ts'
import type { showLead } from '@switchyard/contract/leads/show.ts'

import type { IncomingConsent } from '../intake/incoming.ts'
import type { ConsentOf } from './decideConsent.ts'

export type ShownConsentChange = OutputOf<typeof showLead>['consentHistory'][number]

interface ChangeRow extends Omit<ShownConsentChange, 'at'> {
  readonly at: Date
}

/** Oldest first. Runs in the account's own transaction. */
export async function readConsentChanges(tx: TransactionSql, leadId: string): Promise<readonly ShownConsentChange[]> {
  const rows = await tx<ChangeRow[]>`
    SELECT c.channel, c.was AS "from", c.became AS "to", c.at, c.actor, c.source, c.evidence FROM consent_changes c
    WHERE c.account_id = current_account() AND c.lead_id = ${leadId}::bigint ORDER BY c.id`
  return rows.map(({ at, ...change }) => ({ ...change, at: at.toISOString() }))
}

/** With what the lead came in with before the changes. Pure. */
export function consentHistory(
  lead: { readonly receivedAt: string; readonly supplier: string | null; readonly consent: ConsentOf },
  arrived: IncomingConsent,
  changes: readonly ShownConsentChange[],
): readonly ShownConsentChange[] {
  const beginnings = consentChannels.flatMap((channel): ShownConsentChange[] => {
    const to = changes.find((change) => change.channel === channel)?.from ?? lead.consent[channel]
    if (to === 'unknown') return []
    const evidence = evidenceOf(arrived)
    const actor = lead.supplier ?? 'no supplier'
    return [{ channel, from: 'unknown', to, at: lead.receivedAt, actor, source: 'intake', evidence }]
  })
  return [...beginnings, ...changes]
}

function evidenceOf({ text, url, ip, at }: IncomingConsent): string | null {
  const parts = [text, url, ip, at].filter((part) => part !== undefined && part !== '')
  return parts.length === 0 ? null : parts.join(' · ')
}
