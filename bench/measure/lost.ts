// Nothing may get lost or doubled unnoticed: the same leads must be counted everywhere.

import type { Count } from './measured.ts'

/** One sentence for each place whose count differs from the first one's. */
export function lostLeads(counts: readonly Count[]): readonly string[] {
  const [first, ...others] = counts
  if (first === undefined) return []
  return others
    .filter((other) => other.leads !== first.leads)
    .map((other) => `${other.leads} leads ${other.where}, but ${first.leads} ${first.where}`)
}

/** One sentence for each kind of answer that is not the wanted one. Key 0: no answer came. */
export function wrongAnswers(byStatus: Readonly<Record<number, number>>, wanted: number): readonly string[] {
  return Object.entries(byStatus)
    .filter(([status, count]) => Number(status) !== wanted && count > 0)
    .map(([status, count]) => `${count} requests ${status === '0' ? 'without an answer' : `answered ${status}`}`)
}
