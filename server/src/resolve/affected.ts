// Leads that wait and whose cause names a document: what a change of it could let through.

import type { TransactionSql } from 'postgres'

import { assertNever } from '@switchyard/core/assert.ts'
import { affectingKinds } from '@switchyard/contract/causes/affected.ts'

import type { SetupKind } from '@switchyard/contract/setup/documents.ts'

import type { Database } from '../db/database.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { LiveSetup } from '../setup/live.ts'

export interface Affecting {
  readonly kind: (typeof affectingKinds)[number]
  readonly key: string
}

export interface Affected {
  readonly leads: number
  readonly causes: readonly string[]
}

/** Runs in the account's own transaction. What is not counted yet is missing: see `countRefusals`. */
export async function readAffected(tx: TransactionSql, setup: AccountSetup, what: Affecting): Promise<Affected> {
  const its = itsCauses(tx, setup, what)
  const [counted] = await tx<{ leads: number; first: number; causes: string[] | null }[]>`
    SELECT sum(c.leads)::int AS leads, sum(c.first_leads)::int AS first, array_agg(DISTINCT c.cause) AS causes
    FROM known_causes k JOIN refusal_counts c ON c.account_id = k.account_id AND c.cause = k.id AND NOT c.kept
    WHERE ${its}`
  const causes = counted?.causes ?? []
  if (!counted || causes.length === 0) return { leads: 0, causes: [] }
  switch (what.kind) {
    // A lead that our checks refused has all of its causes there, one of them as its first.
    case 'campaign':
      return { leads: counted.first, causes }
    // A delivery refuses a lead once.
    case 'delivery':
      return { leads: counted.leads, causes }
    case 'picklist':
    case 'mapper':
      return { leads: await countLeads(tx, causes), causes }
    default:
      return assertNever(what.kind)
  }
}

async function countLeads(tx: TransactionSql, causes: readonly string[]): Promise<number> {
  const [found] = await tx<{ leads: number }[]>`
    SELECT count(DISTINCT r.lead_id)::int AS leads FROM refusals r
    WHERE r.account_id = current_account() AND r.cause = ANY(${[...causes]}::text[]) AND NOT r.kept`
  return found?.leads ?? 0
}

/** For the answer to whoever has just written the document; null for kinds whose change lets nobody through. */
export async function affectedLeadsOf(
  { db, live }: { readonly db: Pick<Database, 'asAccount'>; readonly live: Pick<LiveSetup, 'account'> },
  accountId: string,
  kind: SetupKind,
  key: string,
): Promise<number | null> {
  const affecting = affectingKinds.find((one) => one === kind)
  if (affecting === undefined) return null
  const setup = await live.account(accountId)
  const { leads } = await db.asAccount(accountId, (tx) => readAffected(tx, setup, { kind: affecting, key }))
  return leads
}

/** Their ids, oldest first. */
export async function affectedLeads(
  tx: TransactionSql,
  setup: AccountSetup,
  what: Affecting,
): Promise<readonly string[]> {
  const rows = await tx<{ id: string }[]>`
    SELECT r.lead_id::text AS id
    FROM known_causes k JOIN refusals r ON r.account_id = k.account_id AND r.cause = k.id AND NOT r.kept
    WHERE ${itsCauses(tx, setup, what)} GROUP BY r.lead_id ORDER BY min(r.received_at), r.lead_id`
  return rows.map(({ id }) => id)
}

function itsCauses(tx: TransactionSql, setup: AccountSetup, { kind, key }: Affecting) {
  const own = tx`k.account_id = current_account()`
  switch (kind) {
    case 'picklist':
      return tx`${own} AND k.list = ${key} AND k.code IN ('REJECT_LEAD_INVALID_LIST_VALUE', 'REJECT_LEAD_DISALLOWED_LIST_VALUE')`
    case 'campaign':
      return tx`${own} AND k.kind = 'check' AND k.campaign = ${key}`
    case 'delivery':
      return tx`${own} AND k.delivery = ${key}`
    case 'mapper':
      return tx`${own} AND k.delivery = ANY(${deliveriesUsing(setup, key)}::text[])`
    default:
      return assertNever(kind)
  }
}

/** Deliveries with a template that names the mapper. */
function deliveriesUsing(setup: AccountSetup, mapper: string): string[] {
  return [...setup.deliveries].filter(([, { doc }]) => namesMapper(JSON.stringify(doc), mapper)).map(([key]) => key)
}

/** `{{ make | map: 'acme-makes' }}` in whatever quotes, within the text of a document. */
function namesMapper(document: string, mapper: string): boolean {
  return [...document.matchAll(/\bmap:\s*(?:'([^']*)'|\\"([^"\\]*)\\")/g)].some(
    ([, one, other]) => (one ?? other) === mapper,
  )
}
