// How far an import is, on standard error: a line that is redrawn on a terminal, a line every five seconds elsewhere.

import type { Totals } from './tally.ts'

export interface Progress {
  update(totals: Totals): void
  /** Leaves a terminal at the beginning of an empty line. */
  end(): void
}

const lineEveryMs = 5_000
const redrawEveryMs = 100

export function showProgress(rows: number, out: { readonly isTTY?: boolean; write(text: string): unknown }): Progress {
  const everyMs = out.isTTY === true ? redrawEveryMs : lineEveryMs
  let shownAtMs = performance.now()
  let drawn = false
  return {
    update(totals) {
      const nowMs = performance.now()
      if (nowMs - shownAtMs < everyMs) return
      shownAtMs = nowMs
      const line = progressLine(totals, rows)
      out.write(out.isTTY === true ? `\r${line}\u001b[K` : `${line}\n`)
      drawn = true
    },
    end() {
      if (drawn && out.isTTY === true) out.write('\r\u001b[K')
    },
  }
}

/** Pure. */
export function progressLine(totals: Totals, rows: number): string {
  const percent = rows === 0 ? 100 : Math.floor((totals.rows / rows) * 100)
  return `${totals.rows} of ${rows} rows (${percent} %), ${totals.recorded} recorded, ${totals.failed} failed`
}
