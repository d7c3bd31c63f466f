// The first lead that is refused for something that no lead of its campaign was refused for before.

import type { TransactionSql } from 'postgres'

import { humanise } from '@switchyard/core/text/humanise.ts'

import { raise } from './raise.ts'

interface NewCause {
  readonly id: string
  readonly campaign: string
  readonly code: string | null
  readonly field: string | null
  readonly delivery: string | null
  readonly lead: string | null
  /** Leads of long ago have it: it is new to us alone, as after an upgrade. */
  readonly old: boolean
}

/** Beyond so many open ones, further causes of a campaign come together in one alert. */
const mostEach = 5
const mostAtOnce = 500

/** Runs with the account named in every statement. */
export async function watchNewCauses(tx: TransactionSql, accountId: string): Promise<void> {
  await closeSeen(tx, accountId)
  const causes = await tx<NewCause[]>`
    UPDATE known_causes k SET watched = true
    FROM (SELECT n.id FROM known_causes n WHERE n.account_id = ${accountId} AND NOT n.watched LIMIT ${mostAtOnce}) new
    WHERE k.account_id = ${accountId} AND k.id = new.id
    RETURNING k.id, k.campaign, k.code, k.field, k.delivery,
      (SELECT r.lead_id::text FROM refusals r WHERE r.account_id = k.account_id AND r.cause = k.id ORDER BY r.received_at LIMIT 1) AS lead,
      coalesce((SELECT min(r.received_at) FROM refusals r WHERE r.account_id = k.account_id AND r.cause = k.id)
        < now() - CASE WHEN k.kind = 'check' THEN interval '1 hour' ELSE interval '1 day' END, true) AS old`
  const news = causes.filter(({ old }) => !old)
  if (news.length === 0) return
  const open = await countOpen(tx, accountId)
  for (const cause of news) {
    const count = open.get(cause.campaign) ?? 0
    open.set(cause.campaign, count + 1)
    if (count < mostEach) await raise(tx, one(accountId, cause))
    else await raise(tx, several(accountId, cause.campaign))
  }
}

/** A person has said something about the cause, or no lead has it any more. After a week nobody needs to hear of it. */
async function closeSeen(tx: TransactionSql, accountId: string): Promise<void> {
  await tx`
    UPDATE alerts a SET resolved_at = now()
    WHERE a.account_id = ${accountId} AND a.kind = 'newCause' AND a.resolved_at IS NULL AND (
      a.first_at < now() - interval '7 days'
      OR EXISTS (SELECT 1 FROM causes c WHERE c.account_id = a.account_id AND c.id = a.detail ->> 'cause' AND c.at >= a.first_at)
      OR (a.detail ? 'cause' AND NOT EXISTS (
        SELECT 1 FROM refusals r WHERE r.account_id = a.account_id AND r.cause = a.detail ->> 'cause' AND NOT r.kept)))`
}

async function countOpen(tx: TransactionSql, accountId: string): Promise<Map<string, number>> {
  const rows = await tx<{ campaign: string; count: number }[]>`
    SELECT a.detail ->> 'campaign' AS campaign, count(*)::int AS count FROM alerts a
    WHERE a.account_id = ${accountId} AND a.kind = 'newCause' AND a.resolved_at IS NULL AND a.detail ? 'cause' GROUP BY 1`
  return new Map(rows.map(({ campaign, count }) => [campaign, count]))
}

/** Without any value of the lead: it may be a person's, and messages outlive it. */
function one(accountId: string, { id, campaign, code, field, delivery, lead }: NewCause) {
  const example = lead === null ? '' : ` The first is lead ${lead}.`
  const message =
    delivery === null
      ? `Campaign ${campaign} rejects leads for something new: ${reasonWords(code)}${field === null ? '' : `, in field ${field}`}.${example}`
      : `Delivery ${delivery} of campaign ${campaign} refuses leads with an answer it has not given before.${example}`
  const detail = { cause: id, campaign, code, field, ...(delivery !== null && { delivery }) }
  return { accountId, kind: 'newCause', subject: `cause ${id}`, message, detail } as const
}

function several(accountId: string, campaign: string) {
  const message =
    `Campaign ${campaign} rejects leads for more new causes than are told one by one. ` +
    'A supplier may have changed what it sends.'
  return {
    accountId,
    kind: 'newCause',
    subject: `campaign ${campaign} many causes`,
    message,
    detail: { campaign },
  } as const
}

/** "REJECT_LEAD_INVALID_LIST_VALUE" -> "invalid list value" */
function reasonWords(code: string | null): string {
  return humanise((code ?? 'unknown').replace(/^REJECT_LEAD_/, '')).toLowerCase()
}
