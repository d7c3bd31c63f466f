// Consent that was changed is what it was before. A yes that comes back is refused to whom stands on a suppression list by now.

import type { TransactionSql } from 'postgres'

import type { ConsentChannel } from '@switchyard/contract/consent/change.ts'

import type { ConsentBefore } from '../../consent/changeConsent.ts'
import { channelWords } from '../../consent/decideConsent.ts'
import { readConsent } from '../../consent/readConsent.ts'
import { readSuppressed } from '../../consent/readSuppressed.ts'
import { lockForConsent, writeConsent } from '../../consent/writeConsent.ts'
import type { LeftOut } from '../action.ts'
import { leftOut, restored, type Undoer, type UndoItem, type UndoScope } from './undoer.ts'

type Item = UndoItem<ConsentBefore>

export const undoConsent: Undoer<ConsentBefore> = {
  consider: answers,
  async run(tx, scope, items) {
    const { accountId, actor, undone, jobId } = scope
    await lockForConsent(
      tx,
      accountId,
      items.map(({ lead }) => lead),
    )
    const reasons = await answers(tx, scope, items)
    const back = items.filter((_, index) => (reasons[index] ?? null) === null)
    const road = { accountId, actor, source: `job ${jobId}`, evidence: null }
    await writeConsent(
      tx,
      road,
      back.map(({ lead, before }) => ({
        id: lead.id,
        receivedAt: lead.receivedAt,
        steps: before.steps.map(({ channel, from }) => ({ channel, from: before.to, to: from })),
        event: { kind: 'undone', text: textOf(before, undone) },
      })),
    )
    return items.map((_, index) => {
      const reason = reasons[index] ?? null
      return reason === null ? restored : leftOut(reason)
    })
  },
}

async function answers(tx: TransactionSql, scope: UndoScope, items: readonly Item[]): Promise<readonly LeftOut[]> {
  const leads = items.map(({ lead }) => lead)
  const givingBack = items.filter(({ before }) => before.steps.some(({ from }) => from === 'yes'))
  const [current, sources, suppressed] = await Promise.all([
    readConsent(tx, scope.accountId, leads),
    newestSources(tx, scope.accountId, leads),
    readSuppressed(
      tx,
      scope.setup,
      givingBack.map(({ lead }) => lead),
    ),
  ])
  return items.map(({ lead, before }) => {
    const own = current.get(lead.id)
    if (!own) return 'not found'
    const since = before.steps.filter(
      ({ channel }) => own[channel] !== before.to || sources.get(`${lead.id} ${channel}`) !== `job ${scope.undone}`,
    )
    if (since.length > 0) return `consent to ${channelWords(since.map(({ channel }) => channel))} was changed since`
    const list = suppressed.get(lead.id)
    return list === undefined ? null : `stands on the suppression list ${list}`
  })
}

/** By "lead channel": by which road consent was changed last. */
async function newestSources(
  tx: TransactionSql,
  accountId: string,
  leads: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, string>> {
  if (leads.length === 0) return new Map()
  const rows = await tx<{ leadId: string; channel: ConsentChannel; source: string }[]>`
    SELECT DISTINCT ON (c.lead_id, c.channel) c.lead_id::text AS "leadId", c.channel, c.source FROM consent_changes c
    WHERE c.account_id = ${accountId} AND c.lead_id = ANY(${leads.map(({ id }) => id)}::bigint[])
    ORDER BY c.lead_id, c.channel, c.id DESC`
  return new Map(rows.map(({ leadId, channel, source }) => [`${leadId} ${channel}`, source]))
}

function textOf({ steps }: ConsentBefore, undone: string): string {
  const states = steps.map(({ channel, from }) => `${channelWords([channel])} ${from}`)
  return `Consent is back to ${states.join(', ')}: job ${undone} was undone`
}
