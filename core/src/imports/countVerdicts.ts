import type { Judged, Verdict } from './fileRow.ts'

/** As the API tells them: `rows` is the sum of the verdicts. */
export interface VerdictCounts {
  readonly rows: number
  readonly update: number
  readonly unchanged: number
  readonly create: number
  readonly unknownId: number
  readonly alreadyAccepted: number
  readonly conflicts: number
  readonly superseded: number
  readonly duplicates: number
  readonly invalid: number
  readonly ignoredEdits: number
}

export const noVerdicts: VerdictCounts = {
  rows: 0,
  update: 0,
  unchanged: 0,
  create: 0,
  unknownId: 0,
  alreadyAccepted: 0,
  conflicts: 0,
  superseded: 0,
  duplicates: 0,
  invalid: 0,
  ignoredEdits: 0,
}

const countOf: Readonly<Record<Verdict, Exclude<keyof VerdictCounts, 'rows' | 'ignoredEdits'>>> = {
  update: 'update',
  unchanged: 'unchanged',
  create: 'create',
  unknownId: 'unknownId',
  alreadyAccepted: 'alreadyAccepted',
  conflict: 'conflicts',
  superseded: 'superseded',
  duplicate: 'duplicates',
  invalid: 'invalid',
}

/** `counts` with more rows counted. */
export function countVerdicts(
  counts: VerdictCounts,
  judged: readonly Pick<Judged, 'verdict' | 'ignored'>[],
): VerdictCounts {
  const sum: Record<keyof VerdictCounts, number> = { ...counts }
  for (const { verdict, ignored } of judged) {
    sum.rows += 1
    sum[countOf[verdict]] += 1
    if (ignored.length > 0) sum.ignoredEdits += 1
  }
  return sum
}
