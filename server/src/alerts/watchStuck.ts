// Work that should go on by itself and does not: jobs, files that are read, leads that cannot be checked, dispatches that are due and
// that nobody sends.

import type { TransactionSql } from 'postgres'

import { countWords } from './countWords.ts'
import { syncAlerts, type StandingAlert } from './syncAlerts.ts'

/** `active`: deliveries that send at the moment; `jobs`: those that stand still, see readStandingJobs. */
export async function watchStuck(
  tx: TransactionSql,
  accountId: string,
  minutes: number,
  active: readonly string[],
  jobs: readonly { readonly id: string; readonly action: string; readonly since: Date }[],
): Promise<void> {
  const standing = new Map<string, StandingAlert>()
  for (const { id, action, since } of jobs) {
    const message = `Job ${id} (${action}) does not go on since ${since.toISOString()}. Its worker is gone; another one should have taken it.`
    standing.set(`job ${id}`, { message, detail: { job: id, since: since.toISOString() } })
  }
  for (const { id, name } of await readImports(tx, accountId, minutes)) {
    const message = `The file ${name} (import ${id}) has been read for more than ${minutes} min. Choose it again, or look at its page.`
    standing.set(`import ${id}`, { message, detail: { import: id } })
  }
  for (const { campaign, count } of await readErrored(tx, accountId, minutes)) {
    const message =
      `${countWords(count, 'lead')} of campaign ${campaign} could not be checked for more than ${minutes} min because of an error. ` +
      'They are tried again by themselves; each one says what the error is.'
    standing.set(`campaign ${campaign}`, { message, detail: { campaign, status: 'errored', leads: count } })
  }
  for (const { delivery, since } of await readUnsent(tx, accountId, minutes, active)) {
    const message =
      `Leads have been due for delivery ${delivery} since ${since.toISOString()}, and nothing was sent to it for ${minutes} min. ` +
      'Is a worker running?'
    standing.set(`delivery ${delivery}`, { message, detail: { delivery, since: since.toISOString() } })
  }
  await syncAlerts(tx, accountId, 'stuck', standing)
}

/** From their run on they are jobs. */
function readImports(tx: TransactionSql, accountId: string, minutes: number) {
  return tx<{ id: string; name: string }[]>`
    SELECT i.id::text AS id, i.file_name AS name FROM imports i
    WHERE i.account_id = ${accountId} AND i.state = 'reading' AND i.created_at < now() - make_interval(mins => ${minutes})
      AND i.created_at > now() - interval '7 days'`
}

function readErrored(tx: TransactionSql, accountId: string, minutes: number) {
  return tx<{ campaign: string; count: number }[]>`
    SELECT l.campaign, count(*)::int AS count FROM leads l
    WHERE l.account_id = ${accountId} AND l.status = 'errored' AND l.received_at < now() - make_interval(mins => ${minutes})
      AND l.received_at > now() - interval '30 days'
    GROUP BY l.campaign`
}

/**
 * Leaves out what has an alert of its own: a destination that fails. Bulk work may wait its turn for hours. One look into the index for
 * each delivery and class.
 */
function readUnsent(tx: TransactionSql, accountId: string, minutes: number, active: readonly string[]) {
  return tx<{ delivery: string; since: Date }[]>`
    SELECT d.delivery, min(q.due_at) AS since
    FROM unnest(${[...active]}::text[]) AS d (delivery)
    CROSS JOIN generate_series(0, 2) AS c (class)
    CROSS JOIN LATERAL (
      SELECT w.due_at FROM dispatches w
      WHERE w.account_id = ${accountId} AND w.delivery = d.delivery AND w.class = c.class AND w.state = 'queued'
      ORDER BY w.due_at LIMIT 1
    ) q
    WHERE q.due_at < now() - make_interval(mins => ${minutes})
      AND NOT EXISTS (
        SELECT 1 FROM alerts a
        WHERE a.account_id = ${accountId} AND a.kind IN ('breakerOpen', 'tlsFailure') AND a.subject = 'delivery ' || d.delivery
          AND a.resolved_at IS NULL)
      AND NOT EXISTS (
        SELECT 1 FROM attempts t
        WHERE t.account_id = ${accountId} AND t.delivery = d.delivery AND t.at > now() - make_interval(mins => ${minutes}))
    GROUP BY d.delivery`
}
