import { describe, expect, test } from 'vitest'

import type { Result } from './result.ts'
import { settleSafely } from './settleSafely.ts'

const quiet = { error: () => {} }

function result(attemptId: string, reason: string | null = null): Result {
  const understood = { outcome: 'rejected', rule: 0, reason, price: null, reference: 'r', redirectUrl: null } as const
  const request = { method: 'POST', url: 'https://buyer.example', headers: {}, body: 'b' }
  return {
    accountId: '1',
    dispatchId: attemptId,
    attemptId,
    attemptAt: new Date(0),
    leadId: '1',
    delivery: 'acme',
    understood,
    durationMs: 1,
    request,
    response: { status: 200, headers: {}, body: 'a', truncated: false },
    next: { kind: 'final', state: 'rejected', reason, price: null },
  }
}

class DatabaseError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Takes results but those that `refuses` names; a batch with one of them is refused whole, as a transaction is. */
function database(refuses: (result: Result) => string | null) {
  const written: Result[] = []
  return {
    written,
    settle: async (results: readonly Result[]) => {
      for (const one of results) {
        const code = refuses(one)
        if (code !== null) throw new DatabaseError(code)
      }
      written.push(...results)
    },
  }
}

describe('Results that are settled together', () => {
  test('are written at once when nothing is wrong', async () => {
    const { settle, written } = database(() => null)
    await settleSafely(settle, [result('1'), result('2')], quiet)
    expect(written).toEqual([result('1'), result('2')])
  })

  test('lose only the words and bodies of the one that cannot be stored', async () => {
    const { settle, written } = database(({ understood }) => (understood.reason === 'odd' ? '22P05' : null))
    await settleSafely(settle, [result('1'), result('2', 'odd'), result('3')], quiet)
    expect(written.map(({ attemptId }) => attemptId)).toEqual(['1', '2', '3'])
    expect(written[1]).toMatchObject({
      understood: { outcome: 'rejected', reason: 'The answer could not be stored', reference: null },
      next: { kind: 'final', state: 'rejected' },
      request: null,
      response: null,
    })
  })

  test('are all written but the one that cannot be stored at all, which is told', async () => {
    const { settle, written } = database(({ attemptId }) => (attemptId === '1' ? '23503' : null))
    await expect(settleSafely(settle, [result('1'), result('2')], quiet)).rejects.toThrow('23503')
    expect(written.map(({ attemptId }) => attemptId)).toEqual(['2'])
  })

  test('stay together while the database is away', async () => {
    const { settle, written } = database(() => '57P01')
    await expect(settleSafely(settle, [result('1'), result('2')], quiet)).rejects.toThrow('57P01')
    expect(written).toEqual([])
  })
})
