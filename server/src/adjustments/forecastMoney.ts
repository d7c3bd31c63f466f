import type { UpdateMoneyOptions } from '@switchyard/contract/jobs/actions/updateMoney.ts'

import type { Forecast, JobScope } from '../jobs/action.ts'
import { readCurrencies } from '../leads/readCurrencies.ts'
import { decideMoney } from './decideMoney.ts'
import { moneyWishOf } from './moneyWish.ts'
import { readMoneyFacts } from './readMoneyFacts.ts'

/** What the change comes to for all leads together, for each currency. */
export function forecastMoney({ accountId }: JobScope, options: UpdateMoneyOptions): Forecast {
  const wish = moneyWishOf(options)
  const money = new Map<string, { revenue: bigint; payout: bigint }>()
  return {
    async add(tx, leads) {
      const [facts, currencies] = await Promise.all([
        readMoneyFacts(tx, accountId, leads),
        readCurrencies(tx, accountId, leads),
      ])
      leads.forEach(({ id }, index) => {
        const own = facts[index]
        const currency = currencies.get(id)
        const decision = own && decideMoney(own, wish)
        if (decision?.kind !== 'change' || currency === undefined) return
        const { revenue, payout } = decision
        const sum = money.get(currency) ?? { revenue: 0n, payout: 0n }
        money.set(currency, {
          revenue: sum.revenue + (revenue ? revenue.to - revenue.from : 0n),
          payout: sum.payout + (payout ? payout.to - payout.from : 0n),
        })
      })
    },
    end() {
      return Promise.resolve({
        money: [...money].map(([currency, sum]) => ({ currency, ...sum })),
        warnings: [],
        seconds: null,
      })
    },
  }
}
