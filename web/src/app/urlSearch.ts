// The router's search object as plain `?name=value` text: no JSON in URLs, repeated names are lists.

export function parseUrlSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {}
  const parameters = new URLSearchParams(text)
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name)
    found[name] = values.length === 1 && values[0] !== undefined ? values[0] : values
  }
  return found
}

export function formatUrlSearch(search: Readonly<Record<string, unknown>>): string {
  const parts: string[] = []
  for (const [name, value] of Object.entries(search)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value]
    for (const one of values) if (typeof one === 'string') parts.push(`${encodeURIComponent(name)}=${readable(one)}`)
  }
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

/** Commas, colons and the signs of field filters stand in URLs as they are: people read and edit these. */
function readable(value: string): string {
  return encodeURIComponent(value).replace(/%2C|%3A|%7E|%2F|%3D/g, (code) => decodeURIComponent(code))
}
