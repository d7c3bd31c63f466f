// Update payout / revenue: what buyers owe and suppliers earn for leads, set, added to or multiplied.

import type { UpdateMoneyOptions } from '@switchyard/contract/jobs/actions/updateMoney.ts'

import { adjustMoney } from '../../adjustments/adjustMoney.ts'
import { decideMoney } from '../../adjustments/decideMoney.ts'
import { forecastMoney } from '../../adjustments/forecastMoney.ts'
import { moneyWishOf } from '../../adjustments/moneyWish.ts'
import { readMoneyFacts } from '../../adjustments/readMoneyFacts.ts'
import { invalid } from '../../http/problem.ts'
import type { JobAction } from '../action.ts'
import { moneyBefore } from '../undo/undoMoney.ts'

export const updateMoneyAction: JobAction<UpdateMoneyOptions> = {
  name: 'updateMoney',
  chunk: 250,
  check(_tx, { setup }, { buyer }) {
    if (buyer === undefined || setup.buyers.has(buyer)) return Promise.resolve()
    const message = `There is no buyer '${buyer}'`
    throw invalid([{ path: 'options.buyer', code: 'unknown_buyer', message }], 422, 'invalid_job')
  },
  async consider(tx, { accountId }, options, leads) {
    const wish = moneyWishOf(options)
    const facts = await readMoneyFacts(tx, accountId, leads)
    return facts.map((own) => {
      const decision = decideMoney(own, wish)
      return decision.kind === 'leaveOut' ? decision.words : null
    })
  },
  async run(tx, { accountId, actor, jobId }, options, leads) {
    const adjustment = { accountId, wish: moneyWishOf(options), actor, reason: options.reason ?? null, jobId }
    const decisions = await adjustMoney(tx, adjustment, leads)
    return leads.map(({ id, revision }) => {
      const decision = decisions.get(id)
      if (decision?.kind === 'change') {
        const before = moneyBefore(decision, revision)
        return { kind: 'succeeded', outcome: 'updated', reason: null, before }
      }
      return { kind: 'leftOut', reason: decision?.words ?? 'not found' }
    })
  },
  forecast: forecastMoney,
}
