import type { MoneyChangeWish, UpdateMoneyOptions } from '@switchyard/contract/jobs/actions/updateMoney.ts'
import { parseMoney } from '@switchyard/core/money/money.ts'
import { parseFactor, type MoneyChange } from '@switchyard/core/money/moneyChange.ts'

import type { MoneyWish } from './decideMoney.ts'

/** The options as exact numbers; their schema has let nothing else through. Pure. */
export function moneyWishOf({ revenue, payout, buyer }: UpdateMoneyOptions): MoneyWish {
  return {
    revenue: revenue ? changeOf(revenue) : null,
    payout: payout ? changeOf(payout) : null,
    buyer: buyer ?? null,
  }
}

function changeOf({ set, add, multiply }: MoneyChangeWish): MoneyChange {
  if (set !== undefined) return { kind: 'set', units: known(parseMoney(set)) }
  if (add !== undefined) return { kind: 'add', units: known(parseMoney(add)) }
  return { kind: 'multiply', millionths: known(parseFactor(multiply ?? '')) }
}

function known(value: bigint | null): bigint {
  if (value === null) throw new Error('An amount came through that is none')
  return value
}
