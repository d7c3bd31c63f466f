// What a cure would make of the leads.

import type { TransactionSql } from 'postgres'

import type { CureRequest } from '@switchyard/contract/causes/cureRequest.ts'
import type { previewCure as previewEndpoint } from '@switchyard/contract/causes/preview.ts'
import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { CureOptions } from '@switchyard/contract/jobs/actions/cure.ts'

import { dryRun } from '../db/dryRun.ts'
import type { Database } from '../db/database.ts'
import { Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import type { JobAction } from '../jobs/action.ts'
import type { JobActions } from '../jobs/actions.ts'
import { membership } from '../jobs/membership.ts'
import { notFoundWords } from '../jobs/plan.ts'
import { readLeads } from '../jobs/readLeads.ts'
import type { Cause } from '../readmission/cause.ts'
import type { Outcome } from '../readmission/outcome.ts'
import type { LeadRef } from '../readmission/storedLead.ts'
import { tallyOutcomes } from '../readmission/tallyOutcomes.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { Sealer } from '../setup/sealing.ts'
import { countRefusals } from './countRefusals.ts'
import { targetOf } from './cureTarget.ts'
import { planCure, type CurePlan } from './planCure.ts'
import { readSetup } from './readSetup.ts'
import { recheck } from './recheck.ts'
import { recheckRefused } from './recheckRefused.ts'
import { writeChanges } from './setupChange.ts'

export interface PreviewParts {
  readonly db: Database
  readonly sealer: Sealer
  readonly actions: JobActions
  readonly allowHosts: readonly string[]
}

type Preview = OutputOf<typeof previewEndpoint>

/** As many leads as are held in memory while they are judged against each other. */
const mostLeads = 50_000

export async function previewCure(
  parts: PreviewParts,
  caller: Caller,
  request: CureRequest,
  requestId: string,
): Promise<Preview> {
  const { accountId, actor } = caller
  await countRefusals(parts.db.engine, accountId)
  // The change is really written, and checked by the same rules, in a transaction that is rolled back at once.
  const { plan, refs, missing, setup } = await dryRun(
    { asAccount: (id, work) => parts.db.asAccountPatiently(id, work) },
    accountId,
    async (tx) => {
      const target = await targetOf(tx, request)
      const today = await readSetup(tx, accountId, parts.sealer)
      const planned = await planCure(tx, today, target, request.cure)
      const rows = await tx<{ id: string; receivedAt: Date | null }[]>`
      SELECT m.id::text AS id, m.received_at AS "receivedAt" FROM (${membership(tx, target.selection)}) m
      ORDER BY m.place LIMIT ${mostLeads + 1}`
      if (rows.length > mostLeads) {
        throw new Problem(422, 'too_many', `At most ${mostLeads.toLocaleString('en')} leads can be previewed together`)
      }
      await writeChanges(tx, planned.changes, { caller, allowHosts: parts.allowHosts, requestId })
      const there = rows.flatMap(({ id, receivedAt }) => (receivedAt === null ? [] : [{ id, receivedAt }]))
      return {
        plan: planned,
        refs: there,
        missing: rows.length - there.length,
        setup: planned.changes.length === 0 ? today : await readSetup(tx, accountId, parts.sealer),
      }
    },
  )
  const outcomes = await parts.db.asAccountPatiently(accountId, (tx) =>
    outcomesOf(tx, parts, { setup, plan, actor }, refs),
  )
  const lost = Array.from({ length: missing }, (): Outcome | Kept => ({ kind: 'leftOut', reason: notFoundWords }))
  return shown([...outcomes, ...lost], plan)
}

interface Kept {
  readonly kind: 'kept'
}

const kept: Kept = { kind: 'kept' }
const sentAgain: Outcome = { kind: 'accepted', code: 'ACCEPT_LEAD' }

async function outcomesOf(
  tx: TransactionSql,
  { actions }: PreviewParts,
  { setup, plan, actor }: { setup: AccountSetup; plan: CurePlan; actor: string },
  refs: readonly LeadRef[],
): Promise<readonly (Outcome | Kept)[]> {
  const { options } = plan
  const scope = { accountId: setup.accountId, setup, actor }
  if (options === null) return considered(tx, scope, actions.keepRejected, { reason: plan.reason ?? '' }, refs, kept)
  const { delivery, set } = options
  if (delivery !== undefined) {
    const wish: CureOptions = { ...options, setupVersion: 0 }
    const campaign = setup.deliveries.get(delivery)?.doc.campaign
    await actions.cure.check?.(tx, scope, wish, campaign === undefined ? [] : [campaign])
    const known = set ? await recheckRefused(tx, { setup, delivery, set }, refs) : new Map<string, Outcome | null>()
    const stopped = refs.flatMap(({ id }) => known.get(id) ?? [])
    const going = refs.filter(({ id }) => (known.get(id) ?? null) === null)
    return [...stopped, ...(await considered(tx, scope, actions.cure, wish, going, sentAgain))]
  }
  const cause: Cause = { kind: 'reprocess', waive: new Set(options.skip), reason: plan.reason }
  return recheck(tx, { setup, cause, set: set ?? null }, refs)
}

async function considered(
  tx: TransactionSql,
  scope: Parameters<JobAction<unknown>['consider']>[1],
  action: JobAction<unknown>,
  options: unknown,
  refs: readonly LeadRef[],
  done: Outcome | Kept,
): Promise<readonly (Outcome | Kept)[]> {
  const outcomes: (Outcome | Kept)[] = []
  for (let from = 0; from < refs.length; from += 1000) {
    const leads = await readLeads(tx, scope.accountId, refs.slice(from, from + 1000))
    for (const reason of await action.consider(tx, scope, options, leads)) {
      outcomes.push(reason === null ? done : { kind: 'leftOut', reason })
    }
  }
  return outcomes
}

function shown(outcomes: readonly (Outcome | Kept)[], plan: CurePlan): Preview {
  const checked = outcomes.flatMap((outcome) => (outcome.kind === 'kept' ? [] : [outcome]))
  const { rejected, ...tally } = tallyOutcomes(checked)
  return {
    matched: outcomes.length,
    kept: outcomes.length - checked.length,
    ...tally,
    stillRejected: rejected,
    changes: plan.changes.map(({ kind, key, words }) => ({ kind, key, words })),
    mappers: plan.mappers.map((cell) => ({ ...cell })),
    campaigns: [...plan.campaigns],
    warnings: [...plan.warnings],
  }
}
