/** "a", "a or b", "a, b or c". */
export function inWords(items: readonly string[], joiner: 'and' | 'or'): string {
  const last = items.at(-1)
  if (last === undefined) return ''
  if (items.length === 1) return last
  return `${items.slice(0, -1).join(', ')} ${joiner} ${last}`
}
