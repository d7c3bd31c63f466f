// Leads whose values stand on a suppression list of their campaign today.

import type { TransactionSql } from 'postgres'

import type { FieldValues } from '@switchyard/core/lead/facts.ts'
import type { SuppressionProbe } from '@switchyard/core/screening/screened.ts'
import { compileSuppression } from '@switchyard/core/screening/suppression.ts'

import type { LeadRef } from '../readmission/storedLead.ts'
import { findSuppressed } from '../screening/suppression.ts'
import { within } from '../settlement/write.ts'
import type { AccountSetup } from '../setup/compile.ts'

/** The name of the list, by lead id. */
export async function readSuppressed(
  tx: TransactionSql,
  setup: AccountSetup,
  leads: readonly (LeadRef & { readonly campaign: string })[],
): Promise<ReadonlyMap<string, string>> {
  const { accountId } = setup
  const probesOf = new Map(
    [...new Set(leads.map(({ campaign }) => campaign))].map((campaign) => [campaign, probesIn(setup, campaign)]),
  )
  const asked = leads.filter(({ campaign }) => probesOf.get(campaign))
  if (asked.length === 0) return new Map()
  const rows = await tx<{ id: string; fields: FieldValues }[]>`
    SELECT v.lead_id::text AS id, v.fields FROM lead_data v
    WHERE v.account_id = ${accountId} AND v.lead_id = ANY(${asked.map(({ id }) => id)}::bigint[])
      AND ${within(
        tx,
        tx`v.received_at`,
        asked.map(({ receivedAt }) => receivedAt),
      )}`
  const campaigns = new Map(asked.map(({ id, campaign }) => [id, campaign]))
  const probes = rows.flatMap(({ id, fields }) =>
    (probesOf.get(campaigns.get(id) ?? '')?.(fields) ?? []).map((probe) => ({ id, probe })),
  )
  const found = await findSuppressed(
    tx,
    probes.map(({ probe }) => ({ accountId, probe })),
  )
  return new Map(
    probes.flatMap(({ id, probe }): [string, string][] =>
      found.has(probe) ? [[id, setup.suppression.get(probe.list)?.name ?? probe.list]] : [],
    ),
  )
}

/** Null where the campaign looks at no list. */
function probesIn(
  setup: AccountSetup,
  campaign: string,
): ((values: FieldValues) => readonly SuppressionProbe[]) | null {
  const doc = setup.campaigns.get(campaign)?.doc
  if (!doc) return null
  const lists = new Map(
    doc.suppression.flatMap((key) => {
      const list = setup.suppression.get(key)
      return list ? [[key, list] as const] : []
    }),
  )
  return lists.size === 0 ? null : compileSuppression(lists, doc.fields, doc.country)
}
