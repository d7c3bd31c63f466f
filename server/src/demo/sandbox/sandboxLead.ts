// Reads a lead out of whatever format it was delivered in.

/** Text by field name as it was sent; JSON members of nested objects stand under their own name. */
export type SandboxLead = Readonly<Record<string, string>>

/** A body that cannot be read gives a lead without fields: the sandbox then refuses it in its own words. */
export function readSandboxLead(body: string, query: string): SandboxLead {
  const text = body.trim()
  const fields = Object.fromEntries(new URLSearchParams(query))
  if (text.startsWith('{')) return { ...fields, ...jsonFields(text) }
  if (text.startsWith('<')) return { ...fields, ...xmlFields(text) }
  return { ...fields, ...Object.fromEntries(new URLSearchParams(text)) }
}

function jsonFields(text: string): Record<string, string> {
  const fields: Record<string, string> = {}
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'object') collect(member)
      else fields[name] = String(member)
    }
  }
  try {
    collect(JSON.parse(text))
  } catch {
    return {}
  }
  return fields
}

function xmlFields(text: string): Record<string, string> {
  const leaves = text.matchAll(/<(?:[\w.-]+:)?([\w.-]+)[^<>]*>([^<]*)<\//g)
  return Object.fromEntries([...leaves].map(([, name = '', value = '']) => [name, unescaped(value)]))
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
