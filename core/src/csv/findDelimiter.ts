const candidates = [',', ';', '\t', '|']

/**
 * The separator that the header line has most of, outside quotes; a comma when it has none (one column). Pure.
 * `text` is the beginning of the file, decoded.
 */
export function findDelimiter(text: string): string {
  const counts = new Map(candidates.map((candidate) => [candidate, 0]))
  let quoted = false
  for (const character of text) {
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) break
    else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  return candidates.reduce((best, candidate) =>
    (counts.get(candidate) ?? 0) > (counts.get(best) ?? 0) ? candidate : best,
  )
}
