// Campaigns and suppliers whose leads are rejected more than they usually are.

import type { Sql, TransactionSql } from 'postgres'

import type { AlertBounds } from '@switchyard/contract/alerts/settings.ts'
import { judgeRejections, type RateVerdict, type Rejections } from '@switchyard/core/alerts/rejectRate.ts'

import { syncAlerts, type StandingAlert } from './syncAlerts.ts'

/** Leads that are rejected because a cap is full or the campaign is paused are no sign of bad leads. */
const ownChoice = ['REJECT_LEAD_OVER_CAP', 'REJECT_LEAD_CAMPAIGN_NOT_ACTIVE']
const usualDays = 7

interface Counted extends Rejections {
  readonly campaign: string
  readonly supplier: string | null
}

/** Of the days before the window. Counted once an hour by whoever asks, because that reads a week of leads. */
export async function readUsualRejections(
  chores: Sql,
  accountId: string,
  windowMinutes: number,
): Promise<readonly Counted[]> {
  return chores.begin((tx) =>
    countLeads(
      tx,
      accountId,
      tx`l.received_at >= now() - make_interval(days => ${usualDays}, mins => ${windowMinutes})
      AND l.received_at < now() - make_interval(mins => ${windowMinutes})`,
    ),
  )
}

export async function watchRejectRates(
  tx: TransactionSql,
  accountId: string,
  bounds: AlertBounds,
  usual: readonly Counted[],
): Promise<void> {
  const minutes = bounds.rejectWindowMinutes
  const now = await countLeads(tx, accountId, tx`l.received_at >= now() - make_interval(mins => ${minutes})`)
  const open = await tx<{ subject: string }[]>`
    SELECT a.subject FROM alerts a WHERE a.account_id = ${accountId} AND a.kind = 'rejectRate' AND a.resolved_at IS NULL`
  const isOpen = new Set(open.map(({ subject }) => subject))
  const standing = new Map<string, StandingAlert>()
  const judge = (subject: string, window: Counted, before: Rejections): boolean => {
    const limits = { percent: bounds.rejectPercent, times: bounds.rejectTimes, least: bounds.rejectLeast }
    const verdict = judgeRejections(window, before, limits, isOpen.has(subject))
    if (verdict.kind === 'high') standing.set(subject, alertOf(window, verdict, minutes))
    return verdict.kind === 'high'
  }
  for (const [campaign, suppliers] of Map.groupBy(now, (one) => one.campaign)) {
    const before = usual.filter((one) => one.campaign === campaign)
    // One bad supplier among good ones is told of itself; when the whole campaign is bad, the campaign is.
    if (judge(`campaign ${campaign}`, { campaign, supplier: null, ...sum(suppliers) }, sum(before))) continue
    for (const one of suppliers) {
      if (one.supplier === null) continue
      judge(
        `campaign ${campaign} supplier ${one.supplier}`,
        one,
        sum(before.filter(({ supplier }) => supplier === one.supplier)),
      )
    }
  }
  await syncAlerts(tx, accountId, 'rejectRate', standing)
}

function alertOf(
  { campaign, supplier, received, rejected }: Counted,
  { percent, usualPercent }: Extract<RateVerdict, { kind: 'high' }>,
  minutes: number,
): StandingAlert {
  const who = supplier === null ? `Campaign ${campaign}` : `Supplier ${supplier} in campaign ${campaign}`
  const usually = usualPercent === null ? '' : `; usually it is ${Math.round(usualPercent)} %`
  return {
    message: `${who}: ${rejected} of the ${received} leads of the last ${minutes} min were rejected (${Math.round(percent)} %${usually}).`,
    detail: { campaign, ...(supplier !== null && { supplier }), received, rejected, percent, usualPercent },
  }
}

async function countLeads(tx: TransactionSql, accountId: string, when: ReturnType<TransactionSql>): Promise<Counted[]> {
  return tx<Counted[]>`
    SELECT l.campaign, l.supplier, count(*)::int AS received, (count(*) FILTER (WHERE l.status = 'rejected'))::int AS rejected
    FROM leads l
    WHERE l.account_id = ${accountId} AND ${when} AND NOT l.test AND l.code <> ALL(${ownChoice}::text[])
    GROUP BY l.campaign, l.supplier`
}

function sum(counts: readonly Rejections[]): Rejections {
  return counts.reduce(
    (total, { received, rejected }) => ({ received: total.received + received, rejected: total.rejected + rejected }),
    { received: 0, rejected: 0 },
  )
}
