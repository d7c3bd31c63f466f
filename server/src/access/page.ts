// Pages of small lists, by descending id.

import { invalid } from '../http/problem.ts'

export interface IdPage {
  /** Only rows below this id. */
  readonly below: string
  readonly limit: number
}

const beforeAll = '9223372036854775807'

export function idPage(query: { readonly limit: number; readonly cursor?: string | undefined }): IdPage {
  const { cursor } = query
  if (cursor !== undefined && !/^\d{1,18}$/.test(cursor)) {
    throw invalid([
      { path: 'cursor', code: 'invalid_value', message: 'This cursor is not one of ours; start without it' },
    ])
  }
  return { below: cursor ?? beforeAll, limit: query.limit }
}

/** `rows` hold one more than asked for when there is a next page. */
export function pageOf<T extends { readonly id: string }>(
  rows: readonly T[],
  limit: number,
): { rows: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  return { rows: shown, nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}
