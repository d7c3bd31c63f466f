// What a plan says of a redelivery besides its counts: money, time, and what a person should know before.

import type { TransactionSql } from 'postgres'

import type { RedeliverOptions } from '@switchyard/contract/jobs/actions/redeliver.ts'
import { priceOf } from '@switchyard/core/money/price.ts'

import { deliverySlots } from '../../caps/slots.ts'
import { databaseNow } from '../../db/clock.ts'
import { payoutOnSale } from '../../settlement/payout.ts'
import type { LiveDelivery } from '../../setup/compile.ts'
import type { Forecast, JobLead, JobScope } from '../action.ts'
import { readFacts } from './readFacts.ts'
import { isReplaced } from './judge.ts'
import { readPasts } from './readPast.ts'
import { nameOf, targetOf } from './target.ts'

interface Tally {
  count: number
  unknown: number
  replaced: number
  soldElsewhere: number
}

export function forecastRedelivery({ accountId, setup }: JobScope, options: RedeliverOptions): Forecast {
  const now = databaseNow()
  const money = new Map<string, { revenue: bigint; payout: bigint }>()
  const tallies = new Map<LiveDelivery, Tally>()

  async function add(tx: TransactionSql, leads: readonly JobLead[]): Promise<void> {
    const aims = leads.flatMap((lead) => {
      const target = targetOf(setup, options, lead.campaign)
      return target.kind === 'delivery' ? [{ lead, target: target.delivery, delivery: target.delivery.key }] : []
    })
    const pasts = await readPasts(tx, accountId, aims)
    const priced = aims.filter(({ target }) => target.doc.price?.kind === 'rules').map(({ lead }) => lead)
    const facts = await readFacts(tx, setup, priced)
    for (const { lead, target } of aims) {
      const past = pasts.get(lead.id)
      const states = past?.states ?? []
      const tally = tallies.get(target) ?? { count: 0, unknown: 0, replaced: 0, soldElsewhere: 0 }
      tallies.set(target, tally)
      tally.count += 1
      if (states.at(-1) === 'review') tally.unknown += 1
      if (states.some(isReplaced)) tally.replaced += 1
      const isRepeat = states.includes('accepted') && past?.returned !== true
      if (lead.sold === 'sold' && !isRepeat) tally.soldElsewhere += 1
      const campaign = setup.campaigns.get(lead.campaign)?.doc
      if (!campaign || lead.test || isRepeat || target.doc.buyer === undefined) continue
      const own = facts.get(lead.id)
      const { price } = target.doc
      // Only rules look at the lead.
      const amount =
        price?.kind === 'rules'
          ? own && priceOf(price, null, own, target.priceRules)
          : price?.kind === 'answer' || price?.kind === 'fixed'
            ? priceOf(price, null, noFacts, [])
            : null
      const sum = money.get(campaign.currency) ?? { revenue: 0n, payout: 0n }
      const revenue = amount ?? 0n
      const isPaid = lead.sold === 'sold' && !(campaign.payout !== undefined && 'percent' in campaign.payout)
      const earned = lead.supplier === null || isPaid ? null : payoutOnSale(campaign, lead.supplier, revenue)
      money.set(campaign.currency, { revenue: sum.revenue + revenue, payout: sum.payout + (earned ?? 0n) })
    }
  }

  function warningsOf(delivery: LiveDelivery, tally: Tally): string[] {
    const name = nameOf(delivery)
    const campaign = setup.campaigns.get(delivery.doc.campaign)?.doc
    const capped = campaign !== undefined && deliverySlots(setup, campaign, delivery.key, now, false).length > 0
    const opening = delivery.opening(now)
    return [
      ...(opening !== null && opening <= now ? [] : [`${name} is closed now; it is sent to all the same`]),
      ...(capped ? [`The caps of ${name} are not looked at; what it accepts is counted as over the cap`] : []),
      ...(options.skipRules && delivery.doc.rules ? [`The filter rules of ${name} are skipped`] : []),
      ...told(
        tally.unknown,
        `Nobody knows whether ${name} has this lead already: it may get it twice`,
        `Of # leads nobody knows whether ${name} has them already: it may get them twice`,
      ),
      ...told(
        tally.replaced,
        `1 lead waits to be sent to ${name} anyway: that is replaced`,
        `# leads wait to be sent to ${name} anyway: that is replaced`,
      ),
      ...told(
        tally.soldElsewhere,
        '1 lead is sold already, and would be sold once more',
        '# leads are sold already, and would be sold once more',
      ),
    ]
  }

  return {
    add,
    async end(tx) {
      const seconds = await Promise.all(
        [...tallies].map(async ([delivery, { count }]) =>
          secondsFor(delivery, count, await usualMs(tx, accountId, delivery.key)),
        ),
      )
      return {
        money: [...money].map(([currency, sum]) => ({ currency, ...sum })),
        warnings: [...tallies].flatMap(([delivery, tally]) => warningsOf(delivery, tally)),
        seconds: seconds.includes(null) || seconds.length === 0 ? null : Math.max(...seconds.map((each) => each ?? 0)),
      }
    },
  }
}

function told(count: number, one: string, several: string): string[] {
  return count === 0 ? [] : [count === 1 ? one : several.replace('#', String(count))]
}

/** Prices that are fixed or come with the answer do not look at the lead. */
const noFacts = {
  id: null,
  campaign: '',
  supplier: null,
  source: null,
  method: 'api',
  test: false,
  receivedAt: new Date(0),
  timezone: 'UTC',
  country: null,
  values: {},
  raw: {},
  invalid: [],
  consent: { email: 'unknown', sms: 'unknown' },
} as const

function secondsFor({ doc }: LiveDelivery, count: number, attemptMs: number | null): number | null {
  const byRate = doc.perSecond === null || doc.perSecond === undefined ? 0 : count / doc.perSecond
  return attemptMs === null ? null : Math.max(byRate, (count * attemptMs) / 1000 / doc.concurrency)
}

/** How long this destination took lately; null when nothing was sent to it lately. */
async function usualMs(tx: TransactionSql, accountId: string, delivery: string): Promise<number | null> {
  const [row] = await tx<{ ms: number | null }[]>`
    SELECT avg(a.duration_ms)::float8 AS ms FROM (
      SELECT delivery, duration_ms FROM attempts WHERE account_id = ${accountId} ORDER BY id DESC LIMIT 2000
    ) a WHERE a.delivery = ${delivery}`
  return row?.ms ?? null
}
