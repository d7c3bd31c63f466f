// What a schema found wrong, as the API tells it: one entry per mistake, with its path and a sentence.

import type { z } from 'zod'
import type { ProblemItem } from './problem.ts'

type Issue = z.core.$ZodIssue

/**
 * Parses with everything that is needed for good messages.
 * @param at path of the value in the document, such as "leads[3]"; empty for the document itself
 */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  at = '',
):
  | { readonly ok: true; readonly value: z.output<Schema> }
  | { readonly ok: false; readonly problems: readonly ProblemItem[] } {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return { ok: true, value: result.data }
  return { ok: false, problems: result.error.issues.flatMap((issue) => problemsOfIssue(issue, [])).map(placed(at)) }
}

/** `["fields", 3, "picklist"]` → `fields[3].picklist`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}

function placed(at: string): (problem: ProblemItem) => ProblemItem {
  return (problem) => {
    if (at === '') return problem
    const glue = problem.path === '' || problem.path.startsWith('[') ? '' : '.'
    return { ...problem, path: `${at}${glue}${problem.path}` }
  }
}

function problemsOfIssue(issue: Issue, parent: readonly PropertyKey[]): ProblemItem[] {
  const path = [...parent, ...issue.path]
  const at = pathText(path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: pathText([...path, key]),
        code: 'unknown_property',
        message: `There is no property "${key}" here. ${issue.message}`,
      }))
    case 'invalid_union':
      return unionProblems(issue, path)
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.flatMap((inner) =>
        problemsOfIssue({ ...inner, path: [] }, path).map((found) => ({ ...found, path: at })),
      )
    case 'invalid_type':
      if (issue.input === undefined && issue.message.startsWith('Invalid input')) {
        return [{ path: at, code: 'required', message: `${named(path)} is missing.` }]
      }
      return [{ path: at, code: 'invalid_type', message: sentence(issue) }]
    case 'too_big':
    case 'too_small':
      return [{ path: at, code: issue.code, message: boundWords(issue) ?? sentence(issue) }]
    case 'custom':
      return [{ path: at, code: customCode(issue), message: sentence(issue) }]
    default:
      return [{ path: at, code: issue.code, message: sentence(issue) }]
  }
}

function unionProblems(issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[]): ProblemItem[] {
  const at = pathText(path)
  if (issue.input === undefined && issue.errors.length > 0) {
    return [{ path: at, code: 'required', message: `${named(path)} is missing.` }]
  }
  // Of the branches that are of the right kind, the one with the fewest mistakes was meant; on a tie the union tells what it takes.
  const fitting = issue.errors.filter(
    (branch) => !branch.some((inner) => inner.path.length === 0 && isKindFault(inner)),
  )
  const fewest = Math.min(...fitting.map((branch) => branch.length))
  const [meant, ...others] = fitting.filter((branch) => branch.length === fewest)
  if (meant !== undefined && others.length === 0) return meant.flatMap((inner) => problemsOfIssue(inner, path))
  return [{ path: at, code: 'invalid_value', message: sentence(issue) }]
}

function isKindFault(issue: Issue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value'
}

function sentence(issue: Issue): string {
  const text = issue.message
    .replace(/^Invalid input: expected/, 'Expected')
    .replace(/^Invalid option: expected/, 'Expected')
  return /[.?!]$/.test(text) ? text : `${text}.`
}

/** The limit and what came, in words; null where the schema has words of its own. */
function boundWords(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string | null {
  if (!/^Too (?:big|small)/.test(issue.message)) return null
  const [side, limit] = issue.code === 'too_big' ? ['At most', issue.maximum] : ['At least', issue.minimum]
  const bound = `${side} ${limit.toLocaleString('en')}`
  const { input } = issue
  if (typeof input === 'number')
    return `${issue.inclusive === false ? `Expected a number beyond ${limit}` : bound}, not ${input}.`
  const count = typeof input === 'string' || Array.isArray(input) ? input.length : null
  if (count === null) return null
  const noun = typeof input === 'string' ? 'characters' : 'entries'
  if (count === 0) return `This must not be empty.`
  return `${bound} ${noun} are possible here; these are ${count.toLocaleString('en')}.`
}

function customCode(issue: z.core.$ZodIssueCustom): string {
  const code: unknown = issue.params?.['code']
  return typeof code === 'string' ? code : 'invalid_value'
}

function named(path: readonly PropertyKey[]): string {
  const last = path.at(-1)
  return last === undefined ? 'The body' : `"${String(last)}"`
}
