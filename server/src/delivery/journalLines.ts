// The text of a journal. An attempt that began is a line with its id; a result is a line of JSON. Whatever was torn by a crash or a
// full disk reads as nothing.

import { z } from 'zod'

import { attemptOutcomes, dispatchStates } from '@switchyard/core/lead/states.ts'
import { storable } from '@switchyard/core/text/storable.ts'

import type { Result } from '../settlement/result.ts'

/** A body is noted up to here: enough to see what was answered, and little to write for each attempt. */
const notedBodyChars = 16 * 1024

export interface JournalContent {
  /** Ids of attempts that may have sent bytes. */
  readonly began: ReadonlySet<string>
  /** By attempt id. */
  readonly results: ReadonlyMap<string, Result>
}

export function beganLine(attemptId: string): string {
  return `${attemptId}\n`
}

export function endedLine(result: Result): string {
  const { request, response } = result
  const body = request?.body ?? null
  const noted = {
    ...result,
    request: request && { ...request, body: body === null ? null : cut(body) },
    response: response && {
      ...response,
      body: cut(response.body),
      truncated: response.truncated || response.body.length > notedBodyChars,
    },
  }
  return `${JSON.stringify(noted, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))}\n`
}

/** The later line of an attempt counts. */
export function parseJournal(text: string): JournalContent {
  const began = new Set<string>()
  const results = new Map<string, Result>()
  // The last piece is either empty or was not written to its end.
  for (const line of text.split('\n').slice(0, -1)) {
    if (/^\d+$/.test(line)) began.add(line)
    else {
      const result = parseResult(line)
      if (result) results.set(result.attemptId, result)
    }
  }
  return { began, results }
}

function parseResult(line: string): Result | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  const parsed = resultShape.safeParse(value)
  return parsed.success ? parsed.data : null
}

function cut(text: string): string {
  return storable(text.length > notedBodyChars ? text.slice(0, notedBodyChars) : text)
}

const id = z.string().regex(/^\d+$/)
const headers = z.record(z.string(), z.string())
const resultShape = z.object({
  accountId: id,
  dispatchId: id,
  attemptId: id,
  attemptAt: z.coerce.date(),
  leadId: id,
  delivery: z.string(),
  understood: z.object({
    outcome: z.enum(attemptOutcomes),
    rule: z.number().nullable(),
    reason: z.string().nullable(),
    price: z.string().nullable(),
    reference: z.string().nullable(),
    redirectUrl: z.string().nullable(),
  }),
  durationMs: z.number(),
  request: z.object({ method: z.string(), url: z.string(), headers, body: z.string().nullable() }).nullable(),
  response: z.object({ status: z.number(), headers, body: z.string(), truncated: z.boolean() }).nullable(),
  next: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('final'),
      state: z.enum(dispatchStates),
      reason: z.string().nullable(),
      price: z.string().transform(BigInt).nullable(),
    }),
    z.object({
      kind: z.literal('retry'),
      at: z.coerce.date(),
      countsAsTry: z.boolean(),
      reason: z.string().nullable(),
    }),
  ]),
})
