import type { PreflightLead } from './preflightCase.ts'

/** The lead with some values changed; null takes one away. `@source` is the source. */
export function withFields(lead: PreflightLead, set: Readonly<Record<string, unknown>>): PreflightLead {
  const fields: Record<string, unknown> = { ...lead.fields }
  for (const [key, value] of Object.entries(set)) {
    if (key === '@source') continue
    if (value === null) delete fields[key]
    else fields[key] = value
  }
  const source = set['@source']
  return { ...lead, fields, source: source === null || typeof source === 'string' ? source : lead.source }
}
