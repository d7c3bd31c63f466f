// How many leads of a search have which value of one filter: what its editor shows beside each choice.

import type { PendingQuery, Row, TransactionSql } from 'postgres'

import { activities } from '@switchyard/contract/leads/words.ts'
import type { CountedFilter } from '@switchyard/contract/leads/counted.ts'

import { conditions, type LeadFilter } from './filter.ts'
import { joined } from './joined.ts'
import { joinValues } from './countLeads.ts'

export interface ValueCount {
  readonly value: string
  readonly count: number
}

export async function valueCounts(
  tx: TransactionSql,
  by: CountedFilter,
  filter: LeadFilter,
  limit: number,
): Promise<ValueCount[]> {
  const others: LeadFilter = { ...filter, [by]: undefined }
  return tx<ValueCount[]>`
    SELECT c.value, count(*)::int AS count
    FROM leads l ${joinValues(tx, others)} CROSS JOIN LATERAL (${valuesOf(tx, by)}) AS c (value)
    WHERE ${joined(tx, conditions(tx, others), 'and')} AND c.value IS NOT NULL
    GROUP BY c.value ORDER BY count(*) DESC, c.value LIMIT ${limit}`
}

/** One row for each value that a lead has, each value once. */
function valuesOf(tx: TransactionSql, by: CountedFilter): PendingQuery<Row[]> {
  switch (by) {
    case 'delivery':
      return tx`SELECT DISTINCT d.delivery FROM dispatches d WHERE d.account_id = l.account_id AND d.lead_id = l.id`
    case 'buyer':
      return tx`SELECT DISTINCT d.buyer FROM dispatches d WHERE d.account_id = l.account_id AND d.lead_id = l.id`
    case 'activity':
      return tx`SELECT DISTINCT e.kind FROM lead_events e
          WHERE e.account_id = l.account_id AND e.lead_id = l.id AND e.kind = ANY(${[...activities]}::text[])
        UNION SELECT 'edited' WHERE l.revision > 1`
    default:
      return tx`SELECT ${tx(`l.${columns[by]}`)}`
  }
}

const columns: Readonly<Record<Exclude<CountedFilter, 'delivery' | 'buyer' | 'activity'>, string>> = {
  campaign: 'campaign',
  supplier: 'supplier',
  source: 'source',
  country: 'country',
  method: 'method',
  status: 'status',
  code: 'code',
  sold: 'sold',
  deliveryStatus: 'delivery_status',
}
