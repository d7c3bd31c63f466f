const shortest = 3

/** The value with every text in it that holds one of `names` (without case) replaced; the same value when there is none. Pure. */
export function redact(value: unknown, names: readonly string[]): unknown {
  const searched = names.map((name) => name.toLowerCase()).filter((name) => name.length >= shortest)
  return searched.length === 0 ? value : redacted(value, searched)
}

function redacted(value: unknown, names: readonly string[]): unknown {
  if (typeof value === 'string') {
    const text = value.toLowerCase()
    return names.some((name) => text.includes(name)) ? '(erased)' : value
  }
  if (Array.isArray(value)) {
    const parts = value.map((part) => redacted(part, names))
    return parts.every((part, index) => part === value[index]) ? value : parts
  }
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, part]) => [key, part, redacted(part, names)] as const)
  if (entries.every(([, before, after]) => before === after)) return value
  return Object.fromEntries(entries.map(([key, , after]) => [key, after]))
}
