// A batch must not fail because of one row that the database will not take: then each result goes alone, and the bad one
// without the bodies that made it bad.

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
    if (results.length > 1) {
      for (const result of results) await settleSafely(settle, [result], log)
      return
    }
    const [result] = results
    if (!result || (result.request === null && result.response === null)) throw error
    log.error(
      { error, attemptId: result.attemptId },
      'a result could not be stored whole; its request and answer are left out',
    )
    await settle([{ ...result, request: null, response: null }])
  }
}

function isDataError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && dataErrors.test(error.code)
}
