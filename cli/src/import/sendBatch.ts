// One batch to the server, again when the server could not take it: the keys of the rows make that harmless.

import { setTimeout as delay } from 'node:timers/promises'
import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { ProblemError } from '@switchyard/contract/problem.ts'
import type { Api } from '../api.ts'
import type { BatchItem } from './collectBatches.ts'
import type { RowOutcome } from './tally.ts'

const tries = 8
const longestWaitMs = 15_000

/** Outcomes in the order of the items. Throws what stops the whole import: a key that may not, a server that stays away. */
export async function sendBatch(api: Api, items: readonly BatchItem[]): Promise<RowOutcome[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { results } = await api.call(createLeads, { body: { leads: items.map(({ lead }) => lead) } })
      return items.map((_, index) => outcomeOf(results[index]))
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (isAboutTheRows(error)) return items.map(() => ({ kind: 'failed', code: error.code, reason: error.message }))
      if (!mayPass(error) || attempt === tries) throw error
      await delay(Math.min((error.retryAfterSeconds ?? 2 ** (attempt - 1) / 2) * 1000, longestWaitMs))
    }
  }
}

type BatchResult = OutputOf<typeof createLeads>['results'][number]

function outcomeOf(result: BatchResult | undefined): RowOutcome {
  if (result === undefined)
    return { kind: 'failed', code: 'no_answer', reason: 'The server gave no answer for this row.' }
  if ('disposition' in result) {
    const { id, status, disposition } = result
    return { kind: 'recorded', id, status, code: disposition.code, reason: disposition.reason }
  }
  const places = result.errors.map(({ path, message }) => `${path}: ${message}`)
  return { kind: 'failed', code: result.code, reason: [result.detail, ...places].join(' ') }
}

/** The batch was read and refused for what stands in it: another batch may be fine. */
function isAboutTheRows(error: ProblemError): boolean {
  return [400, 413, 422].includes(error.status)
}

function mayPass(error: ProblemError): boolean {
  return error.status === 0 || error.status === 429 || error.status >= 500
}
