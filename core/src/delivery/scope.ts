// The names that templates may use, made out of a lead.

import type { LeadFacts } from '../lead/facts.ts'

/** Names besides the field keys. A field with one of these keys is hidden by it and can be read as raw.<field>. */
export const systemNames = [
  'lead.id',
  'lead.test',
  'supplier',
  'source',
  'campaign',
  'received',
  'consent.email',
  'consent.sms',
] as const

export type Scope = Readonly<Record<string, unknown>>

/** Under these symbols a scope tells the date and phone filters where the lead is at home. */
export const scopeTimezone = Symbol('timezone')
export const scopeCountry = Symbol('country')

/**
 * The names of one lead: field keys (normalised values), lead.id, lead.test, supplier, source, campaign, received (ISO 8601, UTC),
 * consent.email, consent.sms, raw.<field> (as received) and whatever `extra` adds, such as `token`. Has no prototype.
 */
export function scopeOf(facts: LeadFacts, extra?: Readonly<Record<string, unknown>>): Scope {
  const scope: Record<string | symbol, unknown> = Object.assign(Object.create(null), facts.values)
  scope['lead'] = { id: facts.id, test: facts.test }
  scope['supplier'] = facts.supplier
  scope['source'] = facts.source
  scope['campaign'] = facts.campaign
  scope['received'] = facts.receivedAt.toISOString()
  scope['consent'] = facts.consent
  scope['raw'] = facts.raw
  scope[scopeTimezone] = facts.timezone
  scope[scopeCountry] = facts.country ?? undefined
  return extra === undefined ? scope : Object.assign(scope, extra)
}

/** All names known in a campaign's templates, for checkTemplate. `raw.` stands for every raw field. */
export function templateNames(fieldKeys: Iterable<string>, tokenNames: Iterable<string> = []): ReadonlySet<string> {
  const tokens = [...tokenNames].map((name) => `token.${name}`)
  return new Set([...fieldKeys, ...systemNames, 'raw.*', ...tokens])
}
