// From what a caller sent to a lead on its way in.

import { createHash, hash } from 'node:crypto'

import type { FastifyRequest } from 'fastify'

import type { Method } from '@switchyard/core/lead/states.ts'

import { Problem } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import type { Incoming } from './incoming.ts'
import type { Envelope } from './parseLead.ts'

export function incomingOf(
  lead: Envelope,
  sent: {
    readonly caller: Caller
    readonly request: FastifyRequest
    readonly receivedAt: Date
    /** The Idempotency-Key, or a batch item's own. */
    readonly idempotencyKey: string | null
    /** What was sent, as the digest that tells repeats: the whole body, or a batch item. */
    readonly payload: Buffer | string
    readonly answerLater: boolean
    readonly method: Method
  },
): Incoming {
  const { caller, request } = sent
  const supplier = supplierOf(lead.supplier, caller)
  const method = lead.method ?? sent.method
  const payload = hash('sha256', sent.payload, 'buffer')
  const sender = supplier ?? `key:${caller.keyId ?? caller.userId ?? ''}`
  return {
    accountId: caller.accountId,
    campaign: lead.campaign,
    supplier,
    source: lead.source,
    externalId: lead.externalId,
    method,
    test: lead.test,
    receivedAt: sent.receivedAt,
    fields: lead.fields,
    consent: lead.consent,
    origin: {
      ip: request.ip,
      userAgent: request.headers['user-agent']?.slice(0, 500) ?? null,
      callbackUrl: lead.callbackUrl,
      requestId: request.id,
      consent: lead.consent,
    },
    waive: new Set(),
    idempotency:
      sent.idempotencyKey === null
        ? null
        : { key: digest(`key|${sender}|`, sent.idempotencyKey), requestHash: payload },
    // A row of a file is told from its twin by its place in the file, not by what it holds.
    payloadHash: method === 'import' ? null : digest(`payload|${sender}|`, payload),
    answerLater: sent.answerLater,
  }
}

/** An ingest key speaks for its supplier alone. */
function supplierOf(named: string | null, caller: Caller): string | null {
  if (caller.scope !== 'ingest') return named
  if (named !== null && named !== caller.party) {
    throw new Problem(
      403,
      'other_supplier',
      `This key belongs to supplier ${caller.party ?? '(none)'}, not to ${named}`,
    )
  }
  return caller.party
}

function digest(prefix: string, rest: Buffer | string): Buffer {
  return createHash('sha256').update(prefix).update(rest).digest()
}
