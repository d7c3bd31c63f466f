// The first claim of a lead that was routed a moment ago: everything the queue would have read back is still at hand.

import type { Candidate } from '../intake/candidate.ts'
import type { NewDispatch } from '../queue/dispatches.ts'
import type { Claimed } from './claim.ts'

export function firstClaim({ incoming, campaign, screened }: Candidate, dispatch: NewDispatch): Claimed {
  if (!dispatch.claimed) throw new Error(`Dispatch ${dispatch.id} was not made as claimed`)
  const { facts } = screened
  return {
    accountId: dispatch.accountId,
    stream: 0,
    dispatchId: dispatch.id,
    attemptId: dispatch.claimed.attemptId,
    attemptAt: dispatch.createdAt,
    tries: 1,
    delivery: dispatch.delivery,
    createdAt: dispatch.createdAt,
    expiresAt: dispatch.expiresAt,
    leadId: dispatch.leadId,
    receivedAt: incoming.receivedAt,
    revision: dispatch.claimed.leadRevision,
    campaign: campaign.reference,
    supplier: incoming.supplier,
    source: incoming.source,
    method: incoming.method,
    country: facts.country,
    consentEmail: facts.consent.email,
    consentSms: facts.consent.sms,
    test: incoming.test,
    fields: facts.values,
    raw: facts.raw,
    priorUnknown: false,
  }
}
