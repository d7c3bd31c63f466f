// Makes the dispatches of a redelivery. Everything is decided once more under the leads' locks: meanwhile they may have been
// accepted, or a worker may have taken up the attempt that was to be replaced.

import type { TransactionSql } from 'postgres'

import { canMoveLead } from '@switchyard/core/lead/transitions.ts'
import type { RedeliverOptions } from '@switchyard/contract/jobs/actions/redeliver.ts'

import { databaseNow } from '../../db/clock.ts'
import { deliverySlots } from '../../caps/slots.ts'
import { writeWindows } from '../../caps/windows.ts'
import type { IdBlock } from '../../db/ids.ts'
import { insertEvents } from '../../leads/insertEvents.ts'
import { dispatchClass, insertDispatches, type NewDispatch } from '../../queue/dispatches.ts'
import { leadChange } from '../../settlement/leadChange.ts'
import { lockLeads, updateLeads, type LeadDispatch, type OpenLead } from '../../settlement/write.ts'
import type { LiveDelivery } from '../../setup/compile.ts'
import type { ItemResult, JobLead, RunningScope } from '../action.ts'
import { endItems } from '../endItems.ts'
import { isReplaced, judge } from './judge.ts'
import { readErased, readRefused } from './readPast.ts'
import { reopen } from './reopen.ts'
import { replaceWaiting } from './replaceWaiting.ts'
import { nameOf, targetOf } from './target.ts'

export interface SentAgain {
  /** One for each lead, in order. */
  readonly results: readonly ItemResult[]
  readonly dispatches: readonly NewDispatch[]
  /** What was replaced had places in caps. */
  readonly freesPlaces: boolean
}

interface Sending {
  readonly open: OpenLead
  readonly delivery: LiveDelivery
  readonly waiting: readonly LeadDispatch[]
}

export async function sendAgain(
  tx: TransactionSql,
  scope: RunningScope,
  options: RedeliverOptions,
  leads: readonly JobLead[],
  dispatchIds: IdBlock,
): Promise<SentAgain> {
  const { accountId, setup, jobId, actor } = scope
  const locked = await lockLeads(
    tx,
    leads.map(({ id, receivedAt }) => ({ accountId, leadId: id, receivedAt })),
  )
  const refused = await readRefused(
    tx,
    accountId,
    locked.map(({ leadId, status }) => ({ id: leadId, status })),
  )
  const results = new Map<string, ItemResult>()
  const sending: Sending[] = []
  const erased = await readErased(
    tx,
    accountId,
    locked.map(({ leadId }) => leadId),
  )
  for (const open of locked) {
    const target = targetOf(setup, options, open.campaign)
    if (target.kind === 'none') {
      results.set(open.leadId, { kind: 'leftOut', reason: target.words })
      continue
    }
    const { delivery } = target
    const own = open.dispatches.filter((dispatch) => dispatch.delivery === delivery.key)
    const past = {
      status: open.status,
      refusedOnly: refused.has(open.leadId),
      erased: erased.has(open.leadId),
      states: own.map(({ state }) => state),
      returned: own.some(({ returnReason }) => returnReason !== null),
    }
    const judgement = judge(past, nameOf(delivery), options.includeAccepted)
    if (judgement.kind === 'leaveOut') results.set(open.leadId, { kind: 'leftOut', reason: judgement.words })
    else if (judgement.kind === 'later') results.set(open.leadId, underWay)
    else sending.push({ open, delivery, waiting: own.filter(({ state }) => isReplaced(state)) })
  }
  const replaced = await replaceWaiting(
    tx,
    accountId,
    sending.flatMap(({ waiting }) => waiting),
  )
  const going = sending.filter(({ open, waiting }) => {
    const isFree = waiting.every(({ id }) => replaced.ids.has(id))
    if (!isFree) results.set(open.leadId, underWay)
    return isFree
  })
  const dispatches = await dispatchesFor(tx, scope, options, going, dispatchIds)
  going.forEach(({ open }, index) => {
    const dispatchId = dispatches[index]?.id
    if (dispatchId !== undefined) results.set(open.leadId, { kind: 'running', dispatchId })
  })
  const reopened = going.flatMap(({ open }) =>
    open.status !== 'accepted' && canMoveLead(open.status, 'accepted') ? [open.leadId] : [],
  )
  await Promise.all([
    reopen(tx, accountId, reopened),
    updateLeads(
      tx,
      going.map(({ open }, index) => changeOf(scope, open, dispatches[index], replaced.ids)),
    ),
    insertDispatches(tx, dispatches),
    insertEvents(
      tx,
      accountId,
      going.map(({ open, delivery }, index) => ({
        leadId: open.leadId,
        kind: 'redelivered',
        actor,
        detail: {
          text: `Redelivered to ${nameOf(delivery)}${options.skipRules ? ', its rules skipped' : ''}`,
          delivery: delivery.key,
          skipRules: options.skipRules,
          dispatch: dispatches[index]?.id,
          job: jobId,
        },
      })),
    ),
    writeWindows(tx, replaced.deltas),
  ])
  await endItems(tx, replaced.items)
  return {
    results: leads.map(({ id }) => results.get(id) ?? gone),
    dispatches,
    freesPlaces: replaced.deltas.length > 0,
  }
}

const underWay: ItemResult = { kind: 'later', reason: 'an attempt is under way' }
const gone: ItemResult = { kind: 'leftOut', reason: 'not found' }

async function dispatchesFor(
  tx: TransactionSql,
  { accountId, setup, jobId }: RunningScope,
  options: RedeliverOptions,
  going: readonly Sending[],
  dispatchIds: IdBlock,
): Promise<NewDispatch[]> {
  const ids = await dispatchIds.take(tx, going.length)
  const createdAt = databaseNow()
  return going.map(({ open, delivery: { key, doc } }, index) => {
    const campaign = setup.campaigns.get(open.campaign)
    const windows = campaign ? deliverySlots(setup, campaign.doc, key, createdAt, open.test) : []
    return {
      accountId,
      // `take` answers as many ids as were asked for.
      id: ids[index] as string,
      leadId: open.leadId,
      leadReceivedAt: open.receivedAt,
      campaign: open.campaign,
      delivery: key,
      buyer: doc.buyer ?? null,
      class: dispatchClass.redelivery,
      holdUntil: null,
      holdReason: null,
      expiresAt: new Date(createdAt.getTime() + doc.retry.maxAgeHours * 3_600_000),
      reserved: windows.map(({ ref }) => ref),
      test: open.test,
      createdAt,
      claimed: null,
      redelivery: { jobId, skipRules: options.skipRules },
    }
  })
}

/** The lead's own words while the new dispatch is under way. */
function changeOf(
  { setup }: RunningScope,
  open: OpenLead,
  made: NewDispatch | undefined,
  replaced: ReadonlySet<string>,
): ReturnType<typeof leadChange> {
  const before = open.dispatches.map((dispatch) =>
    replaced.has(dispatch.id) ? { ...dispatch, state: 'cancelled' as const } : dispatch,
  )
  const dispatches: LeadDispatch[] = made
    ? [
        ...before,
        {
          id: made.id,
          delivery: made.delivery,
          buyer: made.buyer,
          state: 'queued',
          reason: null,
          createdAt: made.createdAt,
          jobId: made.redelivery?.jobId ?? null,
          overCap: true,
          returnReason: null,
        },
      ]
    : before
  const sales = { bookings: [], revenue: 0n, payout: 0n }
  return leadChange({ ...open, dispatches }, { offered: true, setup, own: [], sales, steps: [] })
}
