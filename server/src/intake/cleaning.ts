// Takes idempotency rows away when they hold no more: a week after a key, a minute after a payload. Old sessions, workers,
// drafts and events of the stream go too.

import type { Sql } from 'postgres'

import { claimSeconds } from './idempotency.ts'

const everyMs = 60_000
const rowsAtOnce = 10_000

export function startCleaning(engine: Sql, log: { warn(fields: object, message: string): void }): { stop(): void } {
  const timer = setInterval(() => {
    clean(engine).catch((error: unknown) => log.warn({ error }, 'old idempotency rows could not be removed'))
  }, everyMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

async function clean(engine: Sql): Promise<void> {
  for (;;) {
    // Rows of the payload guard never keep an answer; unanswered keys stay as long as answered ones.
    const gone = await engine`
      DELETE FROM idempotency WHERE ctid IN (
        SELECT ctid FROM idempotency
        WHERE (key = request_hash AND created_at < now() - make_interval(secs => ${claimSeconds.payload}))
          OR created_at < now() - make_interval(secs => ${claimSeconds.key})
        LIMIT ${rowsAtOnce} FOR UPDATE SKIP LOCKED)`
    if (gone.count < rowsAtOnce) break
  }
  await engine`DELETE FROM stream_events WHERE at < now() - interval '1 hour'`
  await engine`DELETE FROM sessions WHERE expires_at < now()`
  // Corrections that nobody came back to, and drafts in which no lead is left.
  await engine`
    DELETE FROM drafts d WHERE d.saved_at < now() - interval '90 days' OR (d.saved_at < now() - interval '1 day'
      AND NOT EXISTS (SELECT 1 FROM draft_rows r WHERE r.account_id = d.account_id AND r.draft_id = d.id))`
  await engine`DELETE FROM workers WHERE stopped_at < now() - interval '7 days'`
}
