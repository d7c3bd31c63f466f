// The lead's envelope, checked by hand: this runs for every lead, and a schema library costs more here than all checks of the
// values. It accepts and refuses exactly what the contract's schema does; a test holds the two together.

import { methods, type ConsentState, type Method } from '@switchyard/core/lead/states.ts'

import type { IncomingConsent } from './incoming.ts'

export interface Envelope {
  readonly campaign: string
  readonly supplier: string | null
  readonly source: string | null
  readonly externalId: string | null
  readonly test: boolean
  readonly fields: Readonly<Record<string, unknown>>
  readonly consent: IncomingConsent
  readonly callbackUrl: string | null
  readonly method: Method | null
  readonly idempotencyKey: string | null
}

export interface EnvelopeError {
  readonly path: string
  readonly code: string
  readonly message: string
}

export const envelopeLimits = { fields: 500, text: 255, key: 255 } as const

const known = new Set([
  'campaign',
  'supplier',
  'source',
  'externalId',
  'test',
  'fields',
  'consent',
  'callbackUrl',
  'method',
  'idempotencyKey',
])
const consentKeys = new Set(['email', 'sms', 'text', 'url', 'at', 'ip'])

/** `path` leads every error: "" for a lead alone, "leads[3]." in a batch. */
export function parseLead(body: unknown, path: string): Envelope | readonly EnvelopeError[] {
  const errors: EnvelopeError[] = []
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return [{ path: path.replace(/\.$/, ''), code: 'invalid_type', message: 'A lead must be a JSON object' }]
  }
  const lead: Record<string, unknown> = { ...body }
  for (const key of Object.keys(lead)) {
    if (!known.has(key)) {
      const message = `Unknown property. Values of the lead belong into "fields"; known here: ${[...known].join(', ')}`
      errors.push({ path: path + key, code: 'unknown_property', message })
    }
  }

  function text(key: string, required: boolean): string | null {
    const value = lead[key]
    if (value === undefined || value === null || value === '') {
      if (required) errors.push({ path: path + key, code: 'required', message: `"${key}" is missing` })
      return null
    }
    if (typeof value !== 'string') {
      errors.push({ path: path + key, code: 'invalid_type', message: `"${key}" must be a text` })
      return null
    }
    if (value.length > envelopeLimits.text) {
      errors.push({
        path: path + key,
        code: 'too_long',
        message: `"${key}" may have at most ${envelopeLimits.text} characters`,
      })
    }
    return value
  }

  const campaign = text('campaign', true) ?? ''
  const supplier = text('supplier', false)
  const source = text('source', false)
  const externalId = text('externalId', false)
  const idempotencyKey = text('idempotencyKey', false)
  const callbackUrl = callback(lead['callbackUrl'], path, errors)
  const method = text('method', false)
  if (method !== null && !isMethod(method)) {
    errors.push({
      path: `${path}method`,
      code: 'invalid_value',
      message: `"method" must be one of ${methods.join(', ')}`,
    })
  }
  const test = lead['test'] ?? false
  if (typeof test !== 'boolean') {
    errors.push({ path: `${path}test`, code: 'invalid_type', message: '"test" must be true or false' })
  }
  const fields = fieldsOf(lead['fields'], path, errors)
  const consent = consentOf(lead['consent'], path, errors)
  if (errors.length > 0) return errors
  return {
    campaign,
    supplier,
    source,
    externalId,
    test: test === true,
    fields,
    consent,
    callbackUrl,
    method: method !== null && isMethod(method) ? method : null,
    idempotencyKey,
  }
}

export function isErrors(parsed: Envelope | readonly EnvelopeError[]): parsed is readonly EnvelopeError[] {
  return Array.isArray(parsed)
}

function isMethod(value: string): value is Method {
  return methods.some((method) => method === value)
}

function fieldsOf(value: unknown, path: string, errors: EnvelopeError[]): Readonly<Record<string, unknown>> {
  if (value === undefined) {
    errors.push({
      path: `${path}fields`,
      code: 'required',
      message: '"fields" is missing: the values of the lead, by field key',
    })
    return {}
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    errors.push({
      path: `${path}fields`,
      code: 'invalid_type',
      message: '"fields" must be an object of field keys and values',
    })
    return {}
  }
  const count = Object.keys(value).length
  if (count > envelopeLimits.fields) {
    const message = `A lead may have at most ${envelopeLimits.fields} fields, this one has ${count}`
    errors.push({ path: `${path}fields`, code: 'too_many', message })
  }
  return { ...value }
}

function consentOf(value: unknown, path: string, errors: EnvelopeError[]): IncomingConsent {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) {
    errors.push({ path: `${path}consent`, code: 'invalid_type', message: '"consent" must be an object' })
    return {}
  }
  const given: Record<string, unknown> = { ...value }
  const consent: { email?: ConsentState; sms?: ConsentState; text?: string; url?: string; at?: string; ip?: string } =
    {}
  for (const [key, entry] of Object.entries(given)) {
    const at = `${path}consent.${key}`
    if (!consentKeys.has(key)) {
      errors.push({ path: at, code: 'unknown_property', message: `Known in "consent": ${[...consentKeys].join(', ')}` })
    } else if (key === 'email' || key === 'sms') {
      if (entry === 'yes' || entry === 'no' || entry === 'unknown') consent[key] = entry
      else errors.push({ path: at, code: 'invalid_value', message: `"${key}" must be "yes", "no" or "unknown"` })
    } else if (typeof entry !== 'string' || entry.length > 4000) {
      errors.push({ path: at, code: 'invalid_type', message: `"${key}" must be a text of at most 4000 characters` })
    } else if (key === 'text' || key === 'url' || key === 'at' || key === 'ip') {
      consent[key] = entry
    }
  }
  if (consent.at !== undefined && Number.isNaN(Date.parse(consent.at))) {
    const message = '"at" must be a time such as 2026-11-22T09:00:00Z'
    errors.push({ path: `${path}consent.at`, code: 'invalid_value', message })
  }
  return consent
}

function callback(value: unknown, path: string, errors: EnvelopeError[]): string | null {
  if (value === undefined || value === null || value === '') return null
  const url = typeof value === 'string' ? URL.parse(value) : null
  if (url && (url.protocol === 'https:' || url.protocol === 'http:') && url.href.length <= 2000) return url.href
  errors.push({
    path: `${path}callbackUrl`,
    code: 'invalid_value',
    message: '"callbackUrl" must be an http or https address',
  })
  return null
}
