// One claimed dispatch on its way: rendered, journalled, sent, understood. No transaction is open here, and nothing rejects:
// whatever happens becomes a result.

import { afterAttempt, afterRenderFailure, type AfterAttempt } from '@switchyard/core/delivery/afterAttempt.ts'
import { destinationReport, type DestinationReport } from '@switchyard/core/delivery/destinationReport.ts'
import { readSent, type Exchange } from '@switchyard/core/delivery/sent.ts'
import type { Understood } from '@switchyard/core/delivery/answer.ts'
import type { LeadFacts } from '@switchyard/core/lead/facts.ts'
import { priceOf } from '@switchyard/core/money/price.ts'

import { databaseNow } from '../db/clock.ts'
import type { Next, Result } from '../settlement/result.ts'
import type { AccountSetup, LiveDelivery } from '../setup/compile.ts'
import type { LiveSetup } from '../setup/live.ts'
import type { Claimed } from './claim.ts'

/** What sending needs of a connector. */
export interface Connector {
  /** `beforeBytes` runs at the last moment before a byte may leave; when it answers false nothing is sent. */
  send(call: {
    readonly dispatchId: string
    readonly attemptNumber: number
    readonly delivery: LiveDelivery
    readonly facts: LeadFacts
    readonly beforeBytes: () => boolean
  }): Promise<Exchange>
}

export interface Sender {
  readonly live: LiveSetup
  readonly connector: Connector
  readonly random: () => number
  readonly beforeBytes: (work: Claimed, epoch: number) => boolean
  readonly finish: (result: Result) => void
  /** Puts work that could not begin because of us back on the queue, as if nobody had claimed it. */
  readonly giveBack: (work: Claimed, reason: string) => Promise<void>
  readonly log: { error(fields: object, message: string): void }
}

/** Answers what the call says about the destination. */
export async function send(sender: Sender, work: Claimed, epoch: number): Promise<DestinationReport> {
  const startedMs = performance.now()
  try {
    const setup = await sender.live.account(work.accountId)
    const delivery = setup.deliveries.get(work.delivery)
    if (!delivery) {
      const fault = setup.deliveryFaults.get(work.delivery)
      const words = fault === undefined ? 'The delivery is not there any more' : `Its set-up cannot be used: ${fault}`
      sender.finish(gone(work, words))
      return { kind: 'silent' }
    }
    if (work.expiresAt <= databaseNow()) {
      sender.finish(tooOld(work, delivery))
      return { kind: 'silent' }
    }
    const facts = factsOf(work, setup)
    const exchange = await sender.connector.send({
      dispatchId: work.dispatchId,
      attemptNumber: work.tries,
      delivery,
      facts,
      beforeBytes: () => sender.beforeBytes(work, epoch),
    })
    const { sent } = exchange
    if (sent.kind === 'not_sent' && isOwnFault(sent.code)) {
      await giveBack(sender, work, sent.message)
      return { kind: 'silent' }
    }
    const result = resultOf(work, delivery, facts, exchange, sender.random())
    sender.finish(result)
    return destinationReport(exchange.sent, result.understood)
  } catch (error) {
    // A fault of ours. The dispatch must not hang in `sending` until this process ends.
    sender.log.error({ error, dispatchId: work.dispatchId }, 'sending failed inside')
    const words = error instanceof Error ? error.message : String(error)
    sender.finish({ ...gone(work, `Internal error: ${words}`), durationMs: performance.now() - startedMs })
    return { kind: 'silent' }
  }
}

/** What keeps a call from beginning whatever the destination; it is no try, and another worker may have better luck. */
function isOwnFault(code: string): boolean {
  return code === 'worker_fenced' || code === 'EMFILE'
}

async function giveBack(sender: Sender, work: Claimed, reason: string): Promise<void> {
  try {
    await sender.giveBack(work, reason)
  } catch (error) {
    // The database is away. Claimed work that nobody has is looked for all the time.
    sender.log.error({ error, dispatchId: work.dispatchId }, 'work could not be given back; it is found later')
  }
}

function resultOf(work: Claimed, delivery: LiveDelivery, facts: LeadFacts, exchange: Exchange, draw: number): Result {
  const { request, sent } = exchange
  const understood = readSent(sent, delivery.understand)
  const after =
    sent.kind === 'not_rendered'
      ? afterRenderFailure(sent.failure)
      : afterAttempt(understood, delivery.doc, {
          tries: work.tries - 1,
          createdAt: work.createdAt,
          now: databaseNow(),
          retryAfterMs: sent.kind === 'answer' ? sent.retryAfterMs : null,
          draw,
          expiresAt: work.expiresAt,
          priorUnknown: work.priorUnknown,
        })
  return {
    ...identity(work),
    understood,
    durationMs: sent.durationMs,
    request,
    response: sent.kind === 'answer' ? sent.answer : sent.kind === 'unknown' ? sent.partial : null,
    next: nextOf(after, delivery, understood, facts),
  }
}

function nextOf(after: AfterAttempt, delivery: LiveDelivery, understood: Understood, facts: LeadFacts): Next {
  if (after.kind === 'retry') return after
  const sells = after.state === 'accepted' && delivery.doc.buyer !== undefined
  const price = sells ? priceOf(delivery.doc.price, understood.price, facts, delivery.priceRules) : null
  return { kind: 'final', state: after.state, reason: after.reason, price }
}

/** The answer to a worker's death: nobody knows what came of the attempt. */
export function unknownResult(
  lost: Omit<Parameters<typeof identity>[0], never> & Pick<Claimed, 'tries' | 'createdAt' | 'expiresAt'>,
  delivery: LiveDelivery | undefined,
  draw: number,
): Result {
  const reason = 'The worker stopped while the request was under way: it may or may not have arrived'
  const understood: Understood = {
    outcome: 'unknown',
    rule: null,
    reason,
    price: null,
    reference: null,
    redirectUrl: null,
  }
  const after: AfterAttempt = delivery
    ? afterAttempt(understood, delivery.doc, {
        tries: lost.tries - 1,
        createdAt: lost.createdAt,
        now: databaseNow(),
        retryAfterMs: null,
        draw,
        expiresAt: lost.expiresAt,
        priorUnknown: false,
      })
    : { kind: 'settle', state: 'review', reason }
  const next: Next =
    after.kind === 'retry' ? after : { kind: 'final', state: after.state, reason: after.reason, price: null }
  return { ...identity(lost), understood, durationMs: 0, request: null, response: null, next }
}

function gone(work: Claimed, reason: string): Result {
  return {
    ...identity(work),
    understood: { outcome: 'permanent', rule: null, reason, price: null, reference: null, redirectUrl: null },
    durationMs: 0,
    request: null,
    response: null,
    next: { kind: 'final', state: 'failed', reason, price: null },
  }
}

/** It waited too long, while its destination was away or paused: it is not sold stale. */
function tooOld(work: Claimed, { doc }: LiveDelivery): Result {
  const reason = `Too old: it was not sent within ${doc.retry.maxAgeHours} h`
  return {
    ...identity(work),
    understood: { outcome: 'not_sent', rule: null, reason, price: null, reference: null, redirectUrl: null },
    durationMs: 0,
    request: null,
    response: null,
    next: { kind: 'final', state: 'expired', reason, price: null },
  }
}

function identity(
  work: Pick<Claimed, 'accountId' | 'dispatchId' | 'attemptId' | 'attemptAt' | 'leadId' | 'delivery'>,
): Pick<Result, 'accountId' | 'dispatchId' | 'attemptId' | 'attemptAt' | 'leadId' | 'delivery'> {
  const { accountId, dispatchId, attemptId, attemptAt, leadId, delivery } = work
  return { accountId, dispatchId, attemptId, attemptAt, leadId, delivery }
}

function factsOf(work: Claimed, setup: AccountSetup): LeadFacts {
  return {
    id: work.leadId,
    campaign: work.campaign,
    supplier: work.supplier,
    source: work.source,
    method: work.method,
    test: work.test,
    receivedAt: work.receivedAt,
    timezone: setup.campaigns.get(work.campaign)?.doc.timezone ?? 'UTC',
    country: work.country,
    values: work.fields,
    raw: work.raw,
    invalid: [],
    consent: { email: work.consentEmail, sms: work.consentSms },
  }
}
