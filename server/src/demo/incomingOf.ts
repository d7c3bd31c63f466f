import type { Incoming } from '../intake/incoming.ts'
import type { DemoLead } from './leads/demoLead.ts'

/** A lead of the demo as the pipeline takes it. Duplicates are part of the demo, so the guard against double posts is off. */
export function incomingOf(accountId: string, lead: DemoLead): Incoming {
  const { campaign, supplier, source, method, receivedAt, fields, consent } = lead
  return {
    accountId,
    campaign,
    supplier,
    source,
    externalId: null,
    method,
    test: false,
    receivedAt,
    fields,
    consent,
    origin: { ip: null, userAgent: null, callbackUrl: null, requestId: null, consent, demo: true },
    waive: new Set(),
    idempotency: null,
    payloadHash: null,
    answerLater: false,
  }
}
