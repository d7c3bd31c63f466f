/**
 * How many single typing slips (a letter left out, added, changed, or two neighbours swapped) lie between two texts.
 * Stops counting above `atMost` and then answers `atMost + 1`, so that unlike texts cost little.
 * Source: optimal string alignment distance.
 */
export function editDistance(from: string, to: string, atMost: number): number {
  if (from === to) return 0
  if (Math.abs(from.length - to.length) > atMost) return atMost + 1
  let before: number[] = []
  let previous: number[] = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    let best = row
    for (let column = 1; column <= to.length; column++) {
      const changed = from[row - 1] === to[column - 1] ? 0 : 1
      let cost = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + changed)
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (swapped) cost = Math.min(cost, at(before, column - 2) + 1)
      current.push(cost)
      best = Math.min(best, cost)
    }
    if (best > atMost) return atMost + 1
    before = previous
    previous = current
  }
  return Math.min(at(previous, to.length), atMost + 1)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
