// The contract's shapes under the names that the screens use.

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { listLeads } from '@switchyard/contract/leads/list.ts'
import type { showLead } from '@switchyard/contract/leads/show.ts'

export type LeadList = OutputOf<typeof listLeads>
export type LeadRow = LeadList['leads'][number]
export type LeadBuyer = LeadRow['buyers'][number]
export type Failure = LeadRow['disposition']['failures'][number]

export type LeadDetail = OutputOf<typeof showLead>
export type Dispatch = LeadDetail['dispatches'][number]
export type Attempt = Dispatch['attempts'][number]
export type Decision = NonNullable<LeadDetail['decision']>
export type Considered = Decision['considered'][number]
export type MoneyRow = LeadDetail['money'][number]
export type Revision = LeadDetail['revisions'][number]
export type TimelineEntry = LeadDetail['timeline'][number]
