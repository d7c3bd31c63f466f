// Which keys a filter's editor offers for what has been typed, and what typing alone means.

/** Chosen keys stay in sight, the rest is narrowed by what was typed; without case. */
export function offeredKeys(known: readonly string[], chosen: readonly string[], typed: string): readonly string[] {
  const wanted = typed.trim().toLowerCase()
  const rest = known.filter((key) => !chosen.includes(key) && key.toLowerCase().includes(wanted))
  return [...chosen, ...rest]
}

/**
 * The keys to filter by: those chosen, and what still stands in the input. That is the known key of that name or the only one
 * left in the list; otherwise it is taken as it is, because leads outlive the set-up they came through.
 */
export function appliedKeys(known: readonly string[], chosen: readonly string[], typed: string): readonly string[] {
  const text = typed.trim()
  if (text === '') return chosen
  const exact = known.find((key) => key.toLowerCase() === text.toLowerCase())
  const left = known.filter((key) => !chosen.includes(key) && key.toLowerCase().includes(text.toLowerCase()))
  const meant = exact ?? (left.length === 1 ? left[0] : undefined) ?? text
  return [...new Set([...chosen, meant])]
}
