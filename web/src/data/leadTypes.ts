// The contract's shapes under the names that the screens use.

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { listLeads } from '@switchyard/contract/leads/list.ts'
import type { previewLead } from '@switchyard/contract/leads/preview.ts'
import type { showLead } from '@switchyard/contract/leads/show.ts'
import type { leadTotals } from '@switchyard/contract/leads/totals.ts'
import type { leadValues } from '@switchyard/contract/leads/values.ts'

export type { CountedFilter } from '@switchyard/contract/leads/counted.ts'

export type LeadList = OutputOf<typeof listLeads>
export type LeadRow = LeadList['leads'][number]
export type LeadBuyer = LeadRow['buyers'][number]
export type Failure = LeadRow['disposition']['failures'][number]

export type LeadTotals = OutputOf<typeof leadTotals>
export type LeadValues = OutputOf<typeof leadValues>

export type LeadPreview = OutputOf<typeof previewLead>

export type LeadDetail = OutputOf<typeof showLead>
export type Dispatch = LeadDetail['dispatches'][number]
export type Attempt = Dispatch['attempts'][number]
export type Decision = NonNullable<LeadDetail['decision']>
export type Considered = Decision['considered'][number]
export type MoneyRow = LeadDetail['money'][number]
export type Revision = LeadDetail['revisions'][number]
export type TimelineEntry = LeadDetail['timeline'][number]
