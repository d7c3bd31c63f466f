// Makes dispatches: the rows that are the queue.

import type { TransactionSql } from 'postgres'

import type { WindowRef } from '../caps/windows.ts'
import type { Write } from '../db/together.ts'

/** Smaller goes first. */
export const dispatchClass = { live: 0, retry: 1, redelivery: 2, bulk: 3 } as const
export type DispatchClass = (typeof dispatchClass)[keyof typeof dispatchClass]

export interface NewDispatch {
  readonly accountId: string
  readonly id: string
  readonly leadId: string
  readonly leadReceivedAt: Date
  readonly campaign: string
  readonly delivery: string
  readonly buyer: string | null
  readonly class: DispatchClass
  /** Null: as soon as there is room. Otherwise the dispatch is held until then, for the reason in words. */
  readonly holdUntil: Date | null
  readonly holdReason: string | null
  /** Held because a cap is full: it may go earlier when a place comes free. */
  readonly waitsForPlace?: boolean | undefined
  readonly expiresAt: Date
  readonly reserved: readonly WindowRef[]
  readonly test: boolean
  readonly createdAt: Date
  /** Set when the process that routed the lead also sends it: the dispatch never waits, its first attempt is written with it. */
  readonly claimed: { readonly workerId: string; readonly attemptId: string; readonly leadRevision: number } | null
  /** Set when a person had it sent: beside the caps, as part of a job. `reserved` then names windows without a place in them. */
  readonly redelivery?: { readonly jobId: string; readonly skipRules: boolean } | undefined
}

export function insertDispatches(tx: TransactionSql, dispatches: readonly NewDispatch[]): Write {
  if (dispatches.length === 0) return null
  const rows = dispatches.map((d) => ({
    account_id: d.accountId,
    id: d.id,
    lead_id: d.leadId,
    lead_received_at: d.leadReceivedAt,
    campaign: d.campaign,
    delivery: d.delivery,
    buyer: d.buyer,
    state: d.claimed ? 'sending' : d.holdUntil === null ? 'queued' : 'held',
    tries: d.claimed ? 1 : 0,
    worker: d.claimed?.workerId ?? null,
    current_attempt: d.claimed?.attemptId ?? null,
    reason: d.holdReason,
    class: d.class,
    due_at: d.holdUntil ?? d.createdAt,
    expires_at: d.expiresAt,
    reserved: d.reserved.length === 0 ? null : d.reserved,
    test: d.test,
    ...(d.waitsForPlace && { waits_for_place: true }),
    created_at: d.createdAt,
    ...(d.redelivery && { job_id: d.redelivery.jobId, over_cap: true, skip_rules: d.redelivery.skipRules }),
  }))
  return tx`
    INSERT INTO dispatches (account_id, id, lead_id, lead_received_at, campaign, delivery, buyer, state, reason, class, due_at,
      expires_at, reserved, test, created_at, tries, worker, current_attempt, job_id, over_cap, skip_rules,
      waits_for_place)
    SELECT r.account_id, r.id, r.lead_id, r.lead_received_at, r.campaign, r.delivery, r.buyer, r.state, r.reason, r.class, r.due_at,
      r.expires_at, r.reserved, r.test, r.created_at, r.tries, r.worker, r.current_attempt,
      r.job_id, coalesce(r.over_cap, false), coalesce(r.skip_rules, false), coalesce(r.waits_for_place, false)
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, id bigint, lead_id bigint, lead_received_at timestamptz, campaign text, delivery text, buyer text,
        state text, reason text, class smallint, due_at timestamptz, expires_at timestamptz, reserved jsonb, test boolean,
        created_at timestamptz, tries int, worker uuid, current_attempt bigint, job_id bigint, over_cap boolean,
        skip_rules boolean, waits_for_place boolean)`
}

/** The attempts of dispatches that were made as claimed: on disk before the first byte leaves, like every attempt. */
export function insertFirstAttempts(tx: TransactionSql, dispatches: readonly NewDispatch[]): Write {
  const rows = dispatches.flatMap((d) =>
    d.claimed
      ? [
          {
            account_id: d.accountId,
            id: d.claimed.attemptId,
            at: d.createdAt,
            dispatch_id: d.id,
            lead_id: d.leadId,
            delivery: d.delivery,
            worker: d.claimed.workerId,
            lead_revision: d.claimed.leadRevision,
          },
        ]
      : [],
  )
  if (rows.length === 0) return null
  return tx`
    INSERT INTO attempts (account_id, id, at, dispatch_id, lead_id, delivery, number, worker, lead_revision)
    SELECT r.account_id, r.id, r.at, r.dispatch_id, r.lead_id, r.delivery, 1, r.worker, r.lead_revision
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, id bigint, at timestamptz, dispatch_id bigint, lead_id bigint, delivery text, worker uuid,
        lead_revision int)`
}
