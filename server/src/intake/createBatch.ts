// POST /v1/leads/batch: up to 1,000 leads, each judged alone and answered in its place.

import { createLeads } from '@switchyard/contract/leads/createBatch.ts'

import { databaseNow } from '../db/clock.ts'
import { readJson } from '../http/jsonBody.ts'
import { invalid, notFound, Problem, problemBody } from '../http/problem.ts'
import { handleRaw, type RawCall, type Route } from '../http/route.ts'
import { incomingOf } from './incomingOf.ts'
import type { Intake } from './intake.ts'
import { isErrors, parseLead } from './parseLead.ts'

const largestBatch = 1000

export function createLeadsRoute(intake: Intake): Route {
  return handleRaw(createLeads, async (call) => {
    const items = itemsOf(readJson(call.bytes))
    const receivedAt = databaseNow()
    const texts = await Promise.all(items.map((item, index) => one(intake, call, item, index, receivedAt)))
    return call.reply
      .code(200)
      .type('application/json; charset=utf-8')
      .send(`{"results":[${texts.join(',')}]}`)
  })
}

function itemsOf(body: unknown): readonly unknown[] {
  if (typeof body !== 'object' || body === null || !('leads' in body) || !Array.isArray(body.leads)) {
    throw invalid([{ path: 'leads', code: 'required', message: 'Send { "leads": [ … ] }' }])
  }
  const [unknown] = Object.keys(body).filter((key) => key !== 'leads')
  if (unknown !== undefined) {
    throw invalid([{ path: unknown, code: 'unknown_property', message: 'Known here: leads' }])
  }
  const count = body.leads.length
  if (count === 0 || count > largestBatch) {
    throw invalid([
      { path: 'leads', code: 'too_many', message: `A batch has 1 to ${largestBatch} leads, this one ${count}` },
    ])
  }
  return body.leads
}

/** The answer, or the problem of this one lead; only a failure that stops all of them is thrown. */
async function one(intake: Intake, call: RawCall, item: unknown, index: number, receivedAt: Date): Promise<string> {
  const { caller, request } = call
  if (!caller) throw new Error('A batch is JSON and has a known caller')
  try {
    const lead = parseLead(item, `leads[${index}].`)
    if (isErrors(lead)) throw invalid(lead)
    const taken = await intake.take(
      incomingOf(lead, {
        caller,
        request,
        receivedAt,
        idempotencyKey: lead.idempotencyKey,
        payload: JSON.stringify(item),
        answerLater: false,
        method: 'api',
      }),
      0,
    )
    if (taken.kind === 'answer') return taken.text
    if (taken.kind === 'unknownCampaign') throw notFound(`Campaign '${lead.campaign}'`)
    if (taken.kind === 'inProgress')
      throw new Problem(409, 'in_progress', 'The first lead with this key is still being answered')
    throw new Problem(422, 'idempotency_mismatch', 'This idempotencyKey came before with other values')
  } catch (error) {
    if (error instanceof Problem) return JSON.stringify(problemBody(error, request.id))
    throw error
  }
}
