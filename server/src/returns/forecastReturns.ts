// What a plan says of returns besides its counts.

import type { ReturnOptions } from '@switchyard/contract/jobs/actions/return.ts'

import type { Forecast, JobLead, JobScope } from '../jobs/action.ts'
import { readCurrencies } from '../leads/readCurrencies.ts'
import { readOffers } from '../readmission/readOffers.ts'
import { paysEachSale } from '../settlement/payout.ts'
import { readBooked } from '../settlement/readBooked.ts'
import { decideReturn, payoutToReverse } from './decideReturn.ts'

export function forecastReturns({ accountId, setup }: JobScope, options: ReturnOptions): Forecast {
  const money = new Map<string, { revenue: bigint; payout: bigint }>()
  let count = 0
  let stays = 0
  return {
    async add(tx, leads: readonly JobLead[]) {
      const ids = leads.map(({ id }) => id)
      const [offers, booked, currencies] = await Promise.all([
        readOffers(tx, accountId, ids),
        readBooked(tx, accountId, ids),
        readCurrencies(tx, accountId, leads),
      ])
      for (const { id, campaign } of leads) {
        const decision = decideReturn(offers.of(id).dispatches, options.buyer)
        const currency = currencies.get(id)
        if (decision.kind === 'leaveOut' || currency === undefined) continue
        const own = booked.of(id)
        const doc = setup.campaigns.get(campaign)?.doc
        const parts = options.reversePayout
          ? payoutToReverse(own.payout, decision, doc !== undefined && paysEachSale(doc))
          : []
        const sum = money.get(currency) ?? { revenue: 0n, payout: 0n }
        money.set(currency, {
          revenue: sum.revenue - (own.revenue.get(decision.buyer) ?? 0n),
          payout: parts.reduce((left, part) => left - part.amount, sum.payout),
        })
        count += 1
        if (options.reversePayout && parts.length === 0 && decision.keptBy.length > 0) stays += 1
      }
    },
    end() {
      const stay = `${stays === 1 ? '1 lead is' : `${stays} leads are`} kept by another buyer: the payout stays`
      return Promise.resolve({
        money: [...money].map(([currency, sum]) => ({ currency, ...sum })),
        warnings: [
          ...(count === 0 ? [] : ['Places in caps stay used: a returned sale makes no room for another one']),
          ...(stays === 0 ? [] : [stay]),
        ],
        seconds: null,
      })
    },
  }
}
