// For tests only.

import type { LeadRow } from '../../data/leadTypes.ts'

export function leadRow(different: Partial<LeadRow>): LeadRow {
  return {
    id: '10423',
    receivedAt: '2026-11-22T09:14:02.113Z',
    updatedAt: '2026-11-22T09:14:02.113Z',
    revision: 1,
    campaign: 'solar-uk',
    supplier: 'ADC1',
    source: null,
    externalId: null,
    method: 'api',
    country: 'GB',
    summary: 'Ann Lee',
    fields: { email: 'ann@example.com' },
    status: 'accepted',
    disposition: { code: 'ACCEPT_LEAD', reason: null, failures: [] },
    sold: null,
    soldReason: null,
    deliveryStatus: 'blank',
    buyers: [],
    revenue: null,
    payout: null,
    currency: 'GBP',
    consent: { email: 'yes', sms: 'unknown' },
    duplicateOf: null,
    test: false,
    erased: false,
    ...different,
  }
}
