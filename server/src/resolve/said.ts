// What people have said about causes, or done about them.

import type { TransactionSql } from 'postgres'

import type { CauseState } from '@switchyard/contract/causes/words.ts'
import type { Cause } from '@switchyard/core/causes/cause.ts'
import type { CureKind } from '@switchyard/core/causes/cures.ts'

/** What is left of a cause when no lead has it any more. */
export type CauseAbout = Pick<Cause, 'kind' | 'campaign' | 'code' | 'field' | 'value' | 'delivery' | 'list'>

export interface Said {
  readonly id: string
  readonly state: Exclude<CauseState, 'open'>
  readonly reason: string | null
  readonly actor: string
  readonly at: Date
  readonly about: CauseAbout
  readonly cure: CureKind | null
  readonly jobId: string | null
  readonly leads: number
}

export async function readSaid(tx: TransactionSql, id: string | null = null): Promise<ReadonlyMap<string, Said>> {
  const rows = await tx<Said[]>`
    SELECT c.id, c.state, c.reason, c.actor, c.at, c.about, c.cure, c.job_id::text AS "jobId", c.leads
    FROM causes c WHERE c.account_id = current_account() AND (${id}::text IS NULL OR c.id = ${id})`
  return new Map(rows.map((row) => [row.id, row]))
}

export interface Saying extends Pick<Said, 'state' | 'reason' | 'actor'> {
  readonly cure?: { readonly kind: CureKind; readonly jobId: string; readonly leads: number }
}

/** In place of what was said before. */
export async function say(tx: TransactionSql, cause: Cause, saying: Saying): Promise<void> {
  const { state, reason, actor, cure } = saying
  await tx`
    INSERT INTO causes AS c (account_id, id, state, reason, actor, about, cure, job_id, leads)
    VALUES (current_account(), ${cause.id}, ${state}, ${reason}, ${actor}, ${JSON.stringify(aboutOf(cause))}::text::jsonb,
      ${cure?.kind ?? null}, ${cure?.jobId ?? null}::bigint, ${cure?.leads ?? 0})
    ON CONFLICT (account_id, id) DO UPDATE SET state = excluded.state, reason = excluded.reason, actor = excluded.actor, at = now(),
      about = excluded.about, cure = excluded.cure, job_id = excluded.job_id, leads = excluded.leads`
}

export async function unsay(tx: TransactionSql, id: string): Promise<void> {
  await tx`DELETE FROM causes c WHERE c.account_id = current_account() AND c.id = ${id}`
}

/** Values of other fields than picklists may name a person: they stay with the leads, and go when those are erased. */
function aboutOf({ kind, campaign, code, field, value, delivery, list }: Cause): CauseAbout {
  return { kind, campaign, code, field, value: list === null ? null : value, delivery, list }
}
