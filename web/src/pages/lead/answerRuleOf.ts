// A rule made out of an answer that no rule matched: what it could look for, for a person to confirm.

import type { Attempt } from '../../data/leadTypes.ts'

type Answer = NonNullable<Attempt['response']>
export type RuleOutcome = 'accepted' | 'rejected' | 'duplicate' | 'throttled' | 'retryable' | 'pending'

export interface JsonValue {
  /** "data.status" */
  readonly path: string
  readonly value: string | number | boolean | null
}

export interface RuleDraft {
  readonly withStatus: boolean
  /** One value of a JSON answer that has to be the same; null: none. */
  readonly json: JsonValue | null
  /** Text that the answer has to contain; empty: none. */
  readonly contains: string
  readonly outcome: RuleOutcome
  /** Where the reason stands in a JSON answer, or a text of one's own. */
  readonly reason:
    | { readonly kind: 'none' }
    | { readonly kind: 'json'; readonly path: string }
    | { readonly kind: 'text'; readonly text: string }
}

const verdictNames = /^(status|result|outcome|state|success|accepted|code|response)$/i
const reasonNames = /^(message|reason|error|errors|description|detail|text|msg)$/i
const mostValues = 60

/** The single values of a JSON answer, outermost first; empty where the answer is no JSON. */
export function jsonValues(body: string): readonly JsonValue[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    // Text, XML or a web page: then a piece of its text is looked for.
    return []
  }
  const found: JsonValue[] = []
  const waiting: { path: string; value: unknown }[] = [{ path: '', value: parsed }]
  for (let next = waiting.shift(); next && found.length < mostValues; next = waiting.shift()) {
    const { path, value } = next
    if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (!/^[\w-]+$/.test(name)) continue
        waiting.push({
          path: Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`,
          value: inner,
        })
      }
    } else if (path !== '' && isSingle(value)) found.push({ path, value })
  }
  return found
}

/** What is most likely meant: the value whose name speaks of a result, the reason that is told beside it. */
export function draftRule(answer: Answer): RuleDraft {
  const values = jsonValues(answer.body)
  const verdict = values.find(({ path }) => verdictNames.test(lastName(path))) ?? null
  const told = values.find(({ path, value }) => reasonNames.test(lastName(path)) && typeof value === 'string')
  return {
    withStatus: true,
    json: verdict,
    contains: verdict === null && values.length === 0 ? firstWords(answer.body) : '',
    outcome: 'rejected',
    reason: told ? { kind: 'json', path: told.path } : { kind: 'none' },
  }
}

/** As it stands in a delivery's `answers`. Null when it would match every answer. */
export function ruleOf(draft: RuleDraft, status: number) {
  const contains = draft.contains.trim()
  if (!draft.withStatus && draft.json === null && contains === '') return null
  const reason =
    draft.reason.kind === 'json'
      ? { json: draft.reason.path }
      : draft.reason.kind === 'text' && draft.reason.text.trim() !== ''
        ? draft.reason.text.trim()
        : null
  return {
    when: {
      ...(draft.withStatus ? { status: [status] } : {}),
      ...(draft.json === null ? {} : { json: { path: draft.json.path, is: draft.json.value } }),
      ...(contains === '' ? {} : { text: { contains } }),
    },
    outcome: draft.outcome,
    ...(reason === null ? {} : { reason }),
  }
}

function lastName(path: string): string {
  return (
    path
      .replaceAll(/\[\d+\]/g, '')
      .split('.')
      .at(-1) ?? ''
  )
}

function firstWords(body: string): string {
  const plain = body
    .replaceAll(/<[^>]*>/g, '\n')
    .split('\n')
    .map((line) => line.trim())
  return (plain.find((line) => line !== '') ?? '').slice(0, 60)
}

function isSingle(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
