// A plain HTML form as a lead: the names of its inputs are the field keys, beside a few names of ours.

import type { ProblemItem } from '@switchyard/contract/problem.ts'

import { findOdd } from '../http/jsonBody.ts'
import { invalid, Problem } from '../http/problem.ts'

export interface FormLead {
  /** The shape of a JSON lead. */
  readonly lead: Record<string, unknown>
  readonly redirect: string | null
  readonly redirectRejected: string | null
  /** An ingest key in an input named "key": a page has no other way to bring one. */
  readonly key: string | null
}

const envelope = new Set(['campaign', 'supplier', 'source', 'externalId', 'callbackUrl'])

/** Url-encoded or multipart. An input that is sent several times (checkboxes) becomes a list; files are refused. */
export async function readForm(bytes: Buffer, contentType: string): Promise<FormLead> {
  let data: FormData
  try {
    data = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData()
  } catch {
    throw new Problem(400, 'invalid_form', 'The form could not be read; check its Content-Type and boundary')
  }
  const lead: Record<string, unknown> = {}
  const fields: Record<string, unknown> = Object.create(null)
  const consent: Record<string, unknown> = {}
  const errors: ProblemItem[] = []
  let redirect: string | null = null
  let redirectRejected: string | null = null
  let key: string | null = null
  for (const name of new Set(data.keys())) {
    const values = data.getAll(name)
    if (values.some((value) => typeof value !== 'string')) {
      errors.push({ path: name, code: 'file', message: 'Files cannot be part of a lead' })
      continue
    }
    const value = values.length === 1 ? values[0] : values
    if (name === 'redirect') redirect = pageOf(name, value, errors)
    else if (name === 'redirectRejected') redirectRejected = pageOf(name, value, errors)
    else if (name === 'key') key = typeof value === 'string' ? value : null
    else if (name === 'test') lead['test'] = value === 'true' || value === '1' || value === 'yes'
    else if (envelope.has(name)) lead[name] = value
    else if (name.startsWith('consent.')) consent[name.slice('consent.'.length)] = value
    else fields[name] = value
  }
  findOdd({ ...lead, ...fields }, '', errors)
  if (errors.length > 0) throw invalid(errors)
  return { lead: { ...lead, fields, consent }, redirect, redirectRejected, key }
}

function pageOf(name: string, value: unknown, errors: ProblemItem[]): string | null {
  if (value === '') return null
  const url = typeof value === 'string' ? URL.parse(value) : null
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return url.href
  errors.push({ path: name, code: 'invalid_value', message: 'Expected the http or https address of a page' })
  return null
}

/** Where the person goes next: the buyer's page when there is one, else the form's own for this outcome; null without any. */
export function redirectOf(form: FormLead, answerText: string): string | null {
  const answer: unknown = JSON.parse(answerText)
  if (typeof answer !== 'object' || answer === null) return null
  const buyersPage = 'redirectUrl' in answer && typeof answer.redirectUrl === 'string' ? answer.redirectUrl : null
  const isRejected = 'status' in answer && answer.status === 'rejected'
  if (form.redirect === null && form.redirectRejected === null) return null
  if (isRejected) return form.redirectRejected ?? form.redirect
  return buyersPage ?? form.redirect
}
