// A lead's story in time order. Nothing of it is stored twice: it is read off the rows that stand for the facts.

import type { Method } from '@switchyard/core/lead/states.ts'
import type { Decision } from '@switchyard/core/routing/decision.ts'
import { explainDecision } from '@switchyard/core/routing/explain.ts'

import type { ListedLead } from './list.ts'
import type { ShownDispatch, ShownMoney, ShownRevision, TimelineEntry } from './shown.ts'

export function timelineOf(facts: {
  readonly lead: ListedLead
  readonly decision: Decision | null
  readonly dispatches: readonly ShownDispatch[]
  readonly money: readonly ShownMoney[]
  readonly revisions: readonly ShownRevision[]
  readonly events: readonly { at: string; kind: string; actor: string; detail: Record<string, unknown> }[]
}): TimelineEntry[] {
  const { lead, decision } = facts
  const from = lead.supplier ?? 'no supplier'
  const entries: TimelineEntry[] = [
    entry(
      lead.receivedAt,
      'received',
      from,
      `Received by ${methodWords[lead.method]} from ${from} for ${lead.campaign}`,
    ),
    entry(
      lead.receivedAt,
      'screened',
      'system',
      screenedWords(lead),
      lead.disposition.failures.map((f) => f.message),
    ),
  ]
  if (decision) {
    const offered = decision.considered.filter((line) => line.excluded === null).map((line) => line.delivery)
    const words = offered.length > 0 ? `Routed: ${offered.join(', ')} may have it` : 'Routed: nobody may have it'
    entries.push(entry(decision.decidedAt, 'routed', 'system', words, explainDecision({ ...decision, later: [] })))
    for (const step of decision.later ?? []) {
      const found = step.excluded ? `passed over: ${step.excluded.words}` : 'next in line'
      entries.push(entry(step.at, 'routed', 'system', `${step.delivery} ${found}`))
    }
  }
  for (const dispatch of facts.dispatches) {
    const to = dispatch.buyer === null ? dispatch.delivery : `${dispatch.buyer} (${dispatch.delivery})`
    for (const attempt of dispatch.attempts) {
      const took = attempt.durationMs === null ? '' : ` in ${attempt.durationMs} ms`
      const outcome = attempt.outcome ?? 'under way'
      const words = `Attempt ${attempt.number} to ${to}: ${outcome}${took}`
      entries.push(entry(attempt.at, 'attempt', 'system', words, attempt.reason === null ? [] : [attempt.reason]))
    }
    if (dispatch.settledAt !== null) {
      const price = dispatch.price === null ? '' : ` for ${dispatch.price} ${lead.currency}`
      const words = `${to}: ${dispatch.state}${price}`
      entries.push(
        entry(dispatch.settledAt, 'settled', 'system', words, dispatch.reason === null ? [] : [dispatch.reason]),
      )
    }
  }
  for (const money of facts.money) {
    const words = `${moneyWords(money)}: ${money.amount} ${money.currency}`
    entries.push(entry(money.at, 'money', 'system', words, money.note === null ? [] : [money.note]))
  }
  for (const revision of facts.revisions) {
    const changed = Object.entries(revision.changes).map(
      ([field, { from: old, to }]) => `${field}: ${words(old)} → ${words(to)}`,
    )
    entries.push(entry(revision.at, 'edited', revision.actor, `Edited: ${revision.reason}`, changed))
  }
  for (const event of facts.events) {
    const text = typeof event.detail['text'] === 'string' ? event.detail['text'] : event.kind
    entries.push(entry(event.at, event.kind, event.actor, text))
  }
  // Equal times keep the order above, which is the order things happen in.
  return entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

const methodWords: Readonly<Record<Method, string>> = {
  api: 'API',
  form: 'form',
  import: 'import',
  manual: 'hand',
  transfer: 'transfer',
  upstream: 'another Switchyard',
}

function moneyWords({ kind, debit, credit, buyer, supplier }: ShownMoney): string {
  switch (kind) {
    case 'revenue':
      return `Revenue from buyer ${buyer ?? '?'}`
    case 'payout':
      return `Payout to supplier ${supplier ?? '?'}`
    case 'revenueReversal':
      return `Revenue given back to buyer ${buyer ?? '?'}`
    case 'payoutReversal':
      return `Payout taken back from supplier ${supplier ?? '?'}`
    default:
      return `Adjustment, ${debit} to ${credit}`
  }
}

function screenedWords(lead: ListedLead): string {
  if (lead.status === 'quarantined') return `Quarantined: ${lead.disposition.reason ?? ''}`
  if (lead.disposition.failures.length === 0) return `Accepted (${lead.disposition.code})`
  return `Rejected (${lead.disposition.code})`
}

function words(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value)
}

function entry(at: string, kind: string, actor: string, text: string, detail: readonly string[] = []): TimelineEntry {
  return { at, kind, actor, text, detail }
}
