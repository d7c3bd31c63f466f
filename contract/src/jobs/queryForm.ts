// A search as JSON, in the form that its schema takes: text, as in a query string.

const prefix = 'field.'

/**
 * Lists become text with commas, true and false and numbers become text, `"field.x": m` becomes `fields: { x: m }`. What is of
 * another kind stays as it is, for the schema to refuse.
 */
export function queryForm(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const result: Record<string, unknown> = {}
  const spread: [string, unknown][] = []
  for (const [name, inner] of Object.entries(value)) {
    if (name.startsWith(prefix)) spread.push([name.slice(prefix.length), inner])
    else result[name] = textOf(inner)
  }
  if (spread.length === 0) return result
  const { fields } = result
  if (fields !== undefined && (typeof fields !== 'object' || fields === null)) return result
  return { ...result, fields: { ...fields, ...Object.fromEntries(spread) } }
}

function textOf(value: unknown): unknown {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value.join(',')
  return value
}
