import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { runPreflight } from '@switchyard/contract/preflight/run.ts'
import { judgeCase, type PreflightOutcome } from '@switchyard/core/preflight/judgeCase.ts'
import type { PreflightCase } from '@switchyard/core/preflight/preflightCase.ts'

export type ShownCase = OutputOf<typeof runPreflight>['cases'][number]

export function shownCase(one: PreflightCase, outcome: PreflightOutcome): ShownCase {
  const { name, about, set } = one
  return { name, about, set: { ...set }, ...judgeCase(one, outcome) }
}
