import type { TransactionSql } from 'postgres'

import type { JobLead } from '../jobs/action.ts'
import { readOffers } from '../readmission/readOffers.ts'
import { readBooked } from '../settlement/readBooked.ts'
import type { MoneyFacts } from './decideMoney.ts'

/** One for each lead, in order, as it stands at this moment. */
export async function readMoneyFacts(
  tx: TransactionSql,
  accountId: string,
  leads: readonly JobLead[],
): Promise<readonly MoneyFacts[]> {
  const ids = leads.map(({ id }) => id)
  const [offers, booked] = await Promise.all([readOffers(tx, accountId, ids), readBooked(tx, accountId, ids)])
  return leads.map(({ id, status, sold, supplier, test }) => ({
    status,
    sold,
    supplier,
    test,
    dispatches: offers.of(id).dispatches,
    booked: booked.of(id),
  }))
}
