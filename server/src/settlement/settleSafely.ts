// A batch must not fail because of one row that the database will not take: then each result goes alone, and the bad one
// without the words and bodies that made it bad. Whatever happens, no result keeps another one waiting.

import type { Result } from './result.ts'

/** Classes of SQLSTATE that say "this data", not "this moment": 22 data exception, 23 integrity, 54 limit exceeded. */
const dataErrors = /^(?:22|23|54)/

export async function settleSafely(
  settle: (results: readonly Result[]) => Promise<void>,
  results: readonly Result[],
  log: { error(fields: object, message: string): void },
): Promise<void> {
  try {
    await settle(results)
  } catch (error) {
    if (!isDataError(error)) throw error
    if (results.length === 1) return settleStripped(settle, results[0], error, log)
    const failed: unknown[] = []
    for (const result of results) {
      await settleSafely(settle, [result], log).catch((failure: unknown) => failed.push(failure))
    }
    // The caller tries the whole batch again: for what is written by now the fence says no.
    if (failed.length > 0) throw failed[0]
  }
}

async function settleStripped(
  settle: (results: readonly Result[]) => Promise<void>,
  result: Result | undefined,
  error: unknown,
  log: { error(fields: object, message: string): void },
): Promise<void> {
  if (!result) throw error
  log.error(
    { error, attemptId: result.attemptId },
    'a result could not be stored whole; its words and bodies are left out',
  )
  const reason = 'The answer could not be stored'
  const understood = { ...result.understood, reason, reference: null, redirectUrl: null }
  await settle([{ ...result, understood, next: { ...result.next, reason }, request: null, response: null }])
}

function isDataError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && dataErrors.test(error.code)
}
