// Leads that a fault of ours kept from being checked are tried again by themselves, the same lead ever more rarely, so that one that
// fails for ever is no burden.

import type { Database } from '../db/database.ts'
import type { Destination } from '../delivery/dispatcher.ts'
import { dispatchClass } from '../queue/dispatches.ts'
import type { LiveSetup } from '../setup/live.ts'
import { readmit, type ReadmissionContext } from './readmit.ts'
import type { LeadRef } from './storedLead.ts'

export interface RetryContext extends ReadmissionContext {
  readonly db: Database
  readonly live: LiveSetup
  readonly wake: (destinations: readonly Destination[]) => void
  readonly log: { warn(fields: object, message: string): void }
}

const firstPauseSeconds = 30
const longestPauseSeconds = 6 * 3600
const batch = 100

/** One batch per account; another process that does the same takes others. */
export async function retryErrored(context: RetryContext): Promise<void> {
  const accounts = await context.db.engine<{ accountId: string }[]>`
    SELECT DISTINCT l.account_id::text AS "accountId" FROM leads l WHERE l.status = 'errored'`
  for (const { accountId } of accounts) await retryAccount(context, accountId)
}

async function retryAccount(context: RetryContext, accountId: string): Promise<void> {
  const due = await dueLeads(context, accountId)
  try {
    await readmitAll(context, accountId, due)
  } catch (error) {
    context.log.warn({ error, accountId, leads: due.length }, 'errored leads could not be tried again together')
    // One of them must not keep the others from their turn, nor come first again and again.
    for (const lead of due) await readmitAll(context, accountId, [lead]).catch(() => putOff(context, accountId, lead))
  }
}

function dueLeads({ db }: RetryContext, accountId: string): Promise<readonly LeadRef[]> {
  return db.engine<LeadRef[]>`
    SELECT l.id::text AS id, l.received_at AS "receivedAt" FROM leads l
    WHERE l.account_id = ${accountId} AND l.status = 'errored' AND l.erased_at IS NULL
      AND l.updated_at <= now() - make_interval(
        secs => least(${longestPauseSeconds}::float8, ${firstPauseSeconds}::float8 * power(2, least(l.rechecks, 20))))
    ORDER BY l.updated_at LIMIT ${batch}`
}

async function readmitAll(context: RetryContext, accountId: string, leads: readonly LeadRef[]): Promise<void> {
  if (leads.length === 0) return
  const setup = await context.live.account(accountId)
  const done = await context.db.engine.begin(async (tx) => {
    const free = await tx<LeadRef[]>`
      SELECT l.id::text AS id, l.received_at AS "receivedAt" FROM leads l
      WHERE l.account_id = ${accountId} AND l.id = ANY(${leads.map(({ id }) => id)}::bigint[]) AND l.status = 'errored'
      ORDER BY l.id FOR UPDATE SKIP LOCKED`
    return readmit(tx, context, {
      accountId,
      setup,
      leads: free,
      cause: { kind: 'retry' },
      actor: 'system',
      class: dispatchClass.live,
    })
  })
  if (done.dispatches.length > 0) context.wake(done.dispatches)
}

async function putOff({ db }: RetryContext, accountId: string, { id }: LeadRef): Promise<void> {
  await db.engine`
    UPDATE leads l SET rechecks = l.rechecks + 1, updated_at = now()
    WHERE l.account_id = ${accountId} AND l.id = ${id}::bigint AND l.status = 'errored'`
}
