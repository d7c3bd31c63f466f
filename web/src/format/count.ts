const grouped = new Intl.NumberFormat('en-GB')

/** "4,213" */
export function formatCount(count: number): string {
  return grouped.format(count)
}

/** "4,213 leads", "1 lead", "10,000+ leads" when the count stopped before the end. */
export function countOf(count: number, one: string, many: string, exact = true): string {
  return `${formatCount(count)}${exact ? '' : '+'} ${count === 1 && exact ? one : many}`
}
