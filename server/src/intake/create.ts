// POST /v1/leads: one lead as JSON or as a form.

import { assertNever } from '@switchyard/core/assert.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'

import { createLead } from '@switchyard/contract/leads/create.ts'

import { databaseNow } from '../db/clock.ts'
import type { Keyring } from '../access/keyring.ts'
import { bodyKind } from '../http/app.ts'
import { readJson } from '../http/jsonBody.ts'
import { invalid, notFound, Problem } from '../http/problem.ts'
import { handleRaw, type Caller, type Route } from '../http/route.ts'
import { readForm, redirectOf } from './form.ts'
import { incomingOf } from './incomingOf.ts'
import type { Intake, Taken } from './intake.ts'
import { isErrors, parseLead, type Envelope } from './parseLead.ts'
import { preferWaitMs } from './preferWait.ts'

const longestKey = 255

export function createLeadRoute(intake: Intake, keyring: Pick<Keyring, 'find'>): Route {
  return handleRaw(createLead, async ({ caller, bytes, request, reply }) => {
    const receivedAt = databaseNow()
    const kind = bodyKind(request)
    if (caller && (kind === 'json' || kind === null)) {
      const lead = leadOf(readJson(bytes))
      const taken = await take(intake, lead, { caller, request, receivedAt, bytes, method: 'api' })
      return answer(reply, taken, lead)
    }
    const form = await readForm(bytes, request.headers['content-type'] ?? '')
    const lead = leadOf(form.lead)
    const sender = caller ?? (await formCaller(keyring, form.key))
    const taken = await take(intake, lead, { caller: sender, request, receivedAt, bytes, method: 'form' })
    const location = taken.kind === 'answer' ? redirectOf(form, taken.text) : null
    if (location !== null) return reply.code(303).header('location', location).send()
    return answer(reply, taken, lead)
  })
}

/** Everybody can read the key in a page's source, so only a key that can do nothing but send leads is taken from there. */
async function formCaller(keyring: Pick<Keyring, 'find'>, key: string | null): Promise<Caller> {
  const detail = 'Put an ingest key into a hidden input named "key", or send the Authorization header'
  if (key === null) throw new Problem(401, 'unauthorised', detail)
  const caller = await keyring.find(key)
  if (!caller)
    throw new Problem(401, 'unauthorised', 'The key of this form is not known, or it has expired or was revoked')
  if (caller.scope !== 'ingest')
    throw new Problem(403, 'forbidden', `A form may only hold an ingest key, this is one of scope ${caller.scope}`)
  return caller
}

function leadOf(body: unknown): Envelope {
  const parsed = parseLead(body, '')
  if (isErrors(parsed)) throw invalid(parsed)
  return parsed
}

function take(
  intake: Intake,
  lead: Envelope,
  sent: { caller: Caller; request: FastifyRequest; receivedAt: Date; bytes: Buffer; method: 'api' | 'form' },
): Promise<Taken> {
  const waitMs = preferWaitMs(sent.request.headers.prefer)
  const incoming = incomingOf(lead, {
    ...sent,
    idempotencyKey: idempotencyKeyOf(sent.request) ?? lead.idempotencyKey,
    payload: sent.bytes,
    answerLater: waitMs > 0,
  })
  return intake.take(incoming, waitMs)
}

function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined || key === '') return null
  if (typeof key !== 'string' || key.length > longestKey) {
    const message = `Idempotency-Key must be one text of at most ${longestKey} characters`
    throw invalid([{ path: 'Idempotency-Key', code: 'invalid_value', message }])
  }
  return key
}

function answer(reply: FastifyReply, taken: Taken, lead: Envelope): FastifyReply {
  switch (taken.kind) {
    case 'answer':
      if (taken.replay) reply.header('idempotent-replay', 'true')
      return reply.code(taken.status).type('application/json; charset=utf-8').send(taken.text)
    case 'unknownCampaign':
      throw notFound(`Campaign '${lead.campaign}'`)
    case 'mismatch': {
      const detail =
        'This Idempotency-Key came before with another body. Nothing was stored; use a new key for a new lead.'
      throw new Problem(422, 'idempotency_mismatch', detail)
    }
    case 'inProgress': {
      const detail = 'The first request with this Idempotency-Key is still being answered'
      throw new Problem(409, 'in_progress', detail, { headers: { 'retry-after': '1' } })
    }
    default:
      return assertNever(taken)
  }
}
