// The leads that rows of a file name, as the rows are judged against them.

import type { TransactionSql } from 'postgres'

import type { LeadNow } from '@switchyard/core/imports/fileRow.ts'
import type { SameValue } from '@switchyard/core/imports/judgeRow.ts'

import { fieldCell } from '../export/fieldCell.ts'
import { lockStoredLeads, readStoredLeads, type StoredLead } from '../readmission/storedLead.ts'
import type { AccountSetup } from '../setup/compile.ts'

export interface KnownLead extends LeadNow {
  readonly stored: StoredLead
}

/** By id; ids that are not this account's are missing. `lock`: they are to be changed in this transaction. */
export async function readKnownLeads(
  tx: TransactionSql,
  setup: AccountSetup,
  ids: readonly string[],
  lock: boolean,
): Promise<ReadonlyMap<string, KnownLead>> {
  if (ids.length === 0) return new Map()
  const { accountId } = setup
  const refs = await tx<{ id: string; receivedAt: Date; updatedAt: Date }[]>`
    SELECT l.id::text AS id, l.received_at AS "receivedAt", l.updated_at AS "updatedAt" FROM leads l
    WHERE l.account_id = ${accountId} AND l.id = ANY(${[...new Set(ids)]}::bigint[])`
  const stored = await (lock ? lockStoredLeads : readStoredLeads)(tx, accountId, refs)
  const updatedAt = new Map(refs.map((ref) => [ref.id, ref.updatedAt]))
  return new Map(stored.map((lead) => [lead.id, knownLead(lead, updatedAt.get(lead.id) ?? lead.receivedAt, setup)]))
}

function knownLead(stored: StoredLead, updatedAt: Date, setup: AccountSetup): KnownLead {
  const { id, campaign, status, revision, erased } = stored
  const fields = setup.campaigns.get(campaign)?.doc.fields ?? []
  const shown = {
    Campaign: campaign,
    Supplier: stored.supplier ?? '',
    Source: stored.source ?? '',
    Method: stored.method,
    'Received At': stored.receivedAt.toISOString(),
    'Updated At': updatedAt.toISOString(),
    'Lead Status': status,
    'Disposition Code': stored.code,
    'Custom Reason': stored.reason ?? '',
    ...Object.fromEntries(fields.map((field) => [field.key, String(fieldCell(stored, field.key, field, null) ?? '')])),
  }
  return { id, campaign, status, revision, erased, shown, stored }
}

/** Texts that come to the value which the lead has: a spreadsheet writes dates and numbers in its own way. */
export function sameValueIn(setup: AccountSetup, known: ReadonlyMap<string, KnownLead>): SameValue {
  return (lead, field, text) => {
    const stored = known.get(lead.id)?.stored
    const campaign = setup.campaigns.get(lead.campaign)
    if (!stored || campaign?.fault !== null || !Object.hasOwn(stored.fields, field)) return false
    const { facts } = campaign.screening.screen({
      id: lead.id,
      supplier: stored.supplier,
      source: stored.source,
      method: stored.method,
      test: stored.test,
      receivedAt: stored.receivedAt,
      raw: { ...stored.raw, ...stored.edits, [field]: text },
      consent: { email: stored.consentEmail, sms: stored.consentSms },
      waive: new Set(['filters', 'dedupe', 'caps']),
    })
    return JSON.stringify(facts.values[field]) === JSON.stringify(stored.fields[field])
  }
}
