/**
 * The fields of a lead out of a request body (JSON at any depth, form, XML) and query string, as text by lower-case name.
 * A lead that cannot be read has no fields: a buyer that is only there to answer does not mind.
 */
export function leadFields(body: string, query: string): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {}
  addPairs(query, fields)
  const text = body.trim()
  if (text.startsWith('{') || text.startsWith('[')) addJson(parsed(text), fields)
  else if (text.startsWith('<')) {
    for (const [, name = '', value = ''] of text.matchAll(/<(?:[\w.-]+:)?([\w.-]+)[^<>]*>([^<]*)<\//g))
      fields[plain(name)] = value
  } else addPairs(text, fields)
  return fields
}

/** "lastName", "last_name" and "Last-Name" are one field. */
function plain(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase()
}

function addPairs(text: string, fields: Record<string, string>): void {
  for (const [name, value] of new URLSearchParams(text)) fields[plain(name)] = value
}

function addJson(value: unknown, fields: Record<string, string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'object') addJson(member, fields)
    else fields[plain(name)] = String(member)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
