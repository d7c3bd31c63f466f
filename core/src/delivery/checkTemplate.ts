// Finds what is wrong with a template before it is used.

import type { Problem } from '../setup/problem.ts'
import { compileSuggestions } from '../text/suggest.ts'
import { sameEverywhere, type Surroundings } from './encoders/surroundings.ts'
import { takeApart } from './placeholders.ts'
import { templateEngine } from './templateEngine.ts'

/**
 * Checks a template text.
 * @param path where it stands in the set-up document, for the problems
 * @param known names it may use, see templateNames; `raw.*` allows every raw field
 * @param mappers keys of the account's mappers; left out, `map: '…'` is not checked
 * @returns template_invalid (with line and column), unknown_filter, unknown_name, unknown_mapper; empty when all is well
 */
export function checkTemplate(
  source: string,
  path: string,
  known: ReadonlySet<string>,
  mappers?: ReadonlySet<string>,
  surroundings: Surroundings = sameEverywhere('text'),
): Problem[] {
  try {
    takeApart(source, surroundings)
    const templates = templateEngine.parse(source)
    const names = templateEngine.globalVariableSegmentsSync(templates).map((segments) => segments.map(String))
    return [...unknownNames(names, path, known), ...unknownMappers(source, path, mappers)]
  } catch (error) {
    return [syntaxProblem(error instanceof Error ? error.message : String(error), path)]
  }
}

function syntaxProblem(message: string, path: string): Problem {
  const [, filter, rest] = /^undefined filter: (\S+?)(,.*)?$/.exec(message) ?? []
  if (filter === undefined) return { path, code: 'template_invalid', message: sentence(message) }
  const hint = didYouMean(
    filter,
    Object.keys(templateEngine.filters).filter((name) => !name.startsWith('_')),
  )
  return { path, code: 'unknown_filter', message: `There is no filter '${filter}'${rest ?? ''}.${hint}` }
}

function unknownNames(names: readonly (readonly string[])[], path: string, known: ReadonlySet<string>): Problem[] {
  const problems = new Map<string, Problem>()
  for (const segments of names) {
    const name = segments.join('.')
    if (isKnown(segments, known) || problems.has(name)) continue
    const hint = didYouMean(
      name,
      [...known].filter((candidate) => !candidate.endsWith('*')),
    )
    problems.set(name, { path, code: 'unknown_name', message: `There is no field '${name}'.${hint}` })
  }
  return [...problems.values()]
}

function isKnown(segments: readonly string[], known: ReadonlySet<string>): boolean {
  const [first = '', second] = segments
  // `email.size` is a property of the value, `raw.anything` and `token.anything` may be declared open.
  if (known.has(first)) return true
  if (second === undefined) return [...known].some((name) => name === first || name.startsWith(`${first}.`))
  return known.has(`${first}.${second}`) || known.has(`${first}.*`)
}

function unknownMappers(source: string, path: string, mappers: ReadonlySet<string> | undefined): Problem[] {
  if (mappers === undefined) return []
  const keys = [...source.matchAll(/\|\s*map\s*:\s*(?:'([^']*)'|"([^"]*)")/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  )
  return [...new Set(keys)]
    .filter((key) => !mappers.has(key))
    .map((key) => ({
      path,
      code: 'unknown_mapper',
      message: `There is no mapper '${key}'.${didYouMean(key, [...mappers])}`,
    }))
}

function didYouMean(received: string, candidates: readonly string[]): string {
  const [best] = compileSuggestions(candidates)(received)
  return best === undefined ? '' : ` Did you mean ${best}?`
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`
}
