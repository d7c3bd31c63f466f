// What became of the rows, counted as they come in. Rows end in any order.

export type RowOutcome =
  | {
      readonly kind: 'recorded'
      readonly id: string
      readonly status: string
      readonly code: string
      readonly reason: string | null
    }
  | { readonly kind: 'failed'; readonly code: string; readonly reason: string }

export interface Totals {
  readonly rows: number
  /** Leads that exist now: accepted, rejected with a reason, or still being processed. */
  readonly recorded: number
  readonly failed: number
  readonly byStatus: Readonly<Record<string, number>>
  readonly byCode: Readonly<Record<string, number>>
  /** The first failed rows, for the screen; a report has them all. */
  readonly failures: readonly { readonly row: number; readonly code: string; readonly reason: string }[]
}

export interface Tally {
  add(row: number, outcome: RowOutcome): void
  totals(): Totals
}

const shownFailures = 20

export function createTally(): Tally {
  const byStatus: Record<string, number> = {}
  const byCode: Record<string, number> = {}
  const failures: { row: number; code: string; reason: string }[] = []
  let recorded = 0
  let failed = 0
  return {
    add(row, outcome) {
      byCode[outcome.code] = (byCode[outcome.code] ?? 0) + 1
      if (outcome.kind === 'recorded') {
        recorded += 1
        byStatus[outcome.status] = (byStatus[outcome.status] ?? 0) + 1
      } else {
        failed += 1
        if (failures.length < shownFailures) failures.push({ row, code: outcome.code, reason: outcome.reason })
      }
    },
    totals: () => ({ rows: recorded + failed, recorded, failed, byStatus, byCode, failures }),
  }
}
