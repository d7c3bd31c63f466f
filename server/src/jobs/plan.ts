// What a job would do: the same membership and the same questions as when it runs, and nothing written.

import type { TransactionSql } from 'postgres'

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { planJob } from '@switchyard/contract/jobs/plan.ts'
import type { LeadSelection } from '@switchyard/contract/jobs/selection.ts'
import { formatMoney } from '@switchyard/core/money/money.ts'

import type { JobAction, JobLead, JobScope } from './action.ts'
import { membership } from './membership.ts'
import { readLeads } from './readLeads.ts'

type Plan = OutputOf<typeof planJob>

const pageSize = 1000
const sampleSize = 10
/** More reasons than a person reads are told as one. */
const mostReasons = 100
/** As many leads as a person looks through to see what a reason means. */
const mostNamed = 100
export const notFoundWords = 'not found'

/** Page by page, so that memory does not grow with the selection. Runs in the account's own transaction. */
export async function planOf(
  tx: TransactionSql,
  scope: JobScope,
  action: JobAction<unknown>,
  options: unknown,
  selection: LeadSelection,
): Promise<Plan> {
  await action.check?.(tx, scope, options, await campaignsOf(tx, selection))
  const forecast = action.forecast?.(scope, options) ?? null
  const reasons = new Map<string, LeftOutLeads>()
  const sample: { leadId: string; willDo: boolean; reason: string | null }[] = []
  let matched = 0
  let willDo = 0
  await tx`DECLARE selected NO SCROLL CURSOR FOR SELECT m.id::text AS id, m.received_at AS "receivedAt"
    FROM (${membership(tx, selection)}) m ORDER BY m.place`
  for (;;) {
    const page = await tx<Member[]>`FETCH FORWARD ${tx.unsafe(String(pageSize))} FROM selected`
    if (page.length === 0) break
    matched += page.length
    const { leads, verdicts } = await judged(tx, scope, action, options, page)
    const todo = leads.filter((lead) => verdicts.get(lead.id) === null)
    await forecast?.add(tx, todo)
    willDo += todo.length
    for (const { id } of page) {
      const reason = verdicts.get(id) ?? null
      if (reason !== null) count(reasons, reason, id)
      if (sample.length < sampleSize) sample.push({ leadId: id, willDo: reason === null, reason })
    }
    shorten(reasons)
  }
  await tx`CLOSE selected`
  const told = (await forecast?.end(tx)) ?? { money: [], warnings: [], seconds: null }
  const pace = action.pace?.(options) ?? null
  const seconds = pace === null ? told.seconds : Math.max(willDo / pace, told.seconds ?? 0)
  return {
    matched,
    willDo,
    leftOut: sorted(reasons).map(([reason, { count, leads }]) => ({ reason, count, leads })),
    money: told.money.map(({ currency, revenue, payout }) => ({
      currency,
      revenue: formatMoney(revenue),
      payout: formatMoney(payout),
    })),
    warnings: told.warnings,
    estimatedSeconds: seconds === null ? null : Math.ceil(seconds),
    sample: await withSummaries(tx, sample),
  }
}

interface Member {
  readonly id: string
  /** Null: there is no such lead. */
  readonly receivedAt: Date | null
}

export async function campaignsOf(tx: TransactionSql, selection: LeadSelection): Promise<readonly string[]> {
  const rows = await tx<{ campaign: string }[]>`
    SELECT DISTINCT m.campaign FROM (${membership(tx, selection)}) m WHERE m.campaign IS NOT NULL ORDER BY m.campaign`
  return rows.map(({ campaign }) => campaign)
}

async function judged(
  tx: TransactionSql,
  scope: JobScope,
  action: JobAction<unknown>,
  options: unknown,
  page: readonly Member[],
): Promise<{ leads: readonly JobLead[]; verdicts: ReadonlyMap<string, string | null> }> {
  const refs = page.flatMap(({ id, receivedAt }) => (receivedAt === null ? [] : [{ id, receivedAt }]))
  const leads = await readLeads(tx, scope.accountId, refs)
  const answers = await action.consider(tx, scope, options, leads)
  const verdicts = new Map<string, string | null>(page.map(({ id }) => [id, notFoundWords]))
  leads.forEach((lead, index) => verdicts.set(lead.id, answers[index] ?? null))
  return { leads, verdicts }
}

interface LeftOutLeads {
  count: number
  /** The first of them. */
  readonly leads: string[]
}

function count(reasons: Map<string, LeftOutLeads>, reason: string, leadId: string): void {
  const known = reasons.get(reason) ?? { count: 0, leads: [] }
  known.count += 1
  if (known.leads.length < mostNamed) known.leads.push(leadId)
  reasons.set(reason, known)
}

function sorted(reasons: ReadonlyMap<string, LeftOutLeads>): [string, LeftOutLeads][] {
  return [...reasons].toSorted(([, a], [, b]) => b.count - a.count)
}

/** Reasons that name each lead's own value can be as many as the leads. */
function shorten(reasons: Map<string, LeftOutLeads>): void {
  if (reasons.size <= mostReasons) return
  const rest = sorted(reasons).slice(mostReasons - 1)
  const others = { count: 0, leads: [] as string[] }
  for (const [reason, { count, leads }] of rest) {
    reasons.delete(reason)
    others.count += count
    others.leads.push(...leads.slice(0, mostNamed - others.leads.length))
  }
  reasons.set(otherWords, others)
}

const otherWords = 'other reasons'

async function withSummaries(
  tx: TransactionSql,
  sample: readonly { leadId: string; willDo: boolean; reason: string | null }[],
): Promise<Plan['sample']> {
  const rows = await tx<{ id: string; summary: string }[]>`
    SELECT l.id::text AS id, l.summary FROM leads l
    WHERE l.account_id = current_account() AND l.id = ANY(${sample.map(({ leadId }) => leadId)}::bigint[])`
  const summaries = new Map(rows.map(({ id, summary }) => [id, summary]))
  return sample.map((one) => ({ ...one, summary: summaries.get(one.leadId) ?? null }))
}
