// The columns of a file that are the platform's own. The first eleven stand in every file, in this order; the others on request.

import { formatMoney } from '@switchyard/core/money/money.ts'

import type { Cell } from '@switchyard/core/csv/csvLine.ts'
import type { ExportedLead } from './readExported.ts'

type Column = readonly [heading: string, valueOf: (lead: ExportedLead) => Cell | null]

const standard: readonly Column[] = [
  ['LeadID', (lead) => lead.id],
  ['Campaign', (lead) => lead.campaign],
  ['Supplier', (lead) => lead.supplier],
  ['Source', (lead) => lead.source],
  ['Method', (lead) => lead.method],
  ['Received At', (lead) => lead.receivedAt.toISOString()],
  ['Updated At', (lead) => lead.updatedAt.toISOString()],
  ['Lead Status', (lead) => lead.status],
  ['Disposition Code', (lead) => lead.code],
  ['Custom Reason', (lead) => lead.reason],
  ['Revision', (lead) => lead.revision],
]

const further: readonly Column[] = [
  ['External ID', (lead) => lead.externalId],
  ['Country', (lead) => lead.country],
  ['Summary', (lead) => lead.summary],
  ['Sold', (lead) => lead.sold],
  ['Sold Reason', (lead) => lead.soldReason],
  ['Delivery Status', (lead) => lead.deliveryStatus],
  ['Buyers', (lead) => lead.buyers.join('; ')],
  ['Revenue', (lead) => formatMoney(BigInt(lead.revenue))],
  ['Payout', (lead) => formatMoney(BigInt(lead.payout))],
  ['Currency', (lead) => lead.currency],
  ['Email Consent', (lead) => lead.consentEmail],
  ['SMS Consent', (lead) => lead.consentSms],
  ['Duplicate Of', (lead) => lead.duplicateOf],
  ['Test', (lead) => String(lead.test)],
]

export const standardHeadings: readonly string[] = standard.map(([heading]) => heading)
export const platformHeadings: readonly string[] = [...standard, ...further].map(([heading]) => heading)

const byHeading: ReadonlyMap<string, Column[1]> = new Map([...standard, ...further])

/** Null where the heading is no column of the platform, or the lead has nothing in it. */
export function platformValue(heading: string, lead: ExportedLead): Cell | null {
  return byHeading.get(heading)?.(lead) ?? null
}
