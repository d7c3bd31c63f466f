// Compiles template texts. A lead's value is only ever put into the output; it is never parsed as a template.

import { Context, toValueSync, type Output, type Template } from 'liquidjs'

import { encoder } from './encoders/encoder.ts'
import { sameEverywhere, type Surroundings } from './encoders/surroundings.ts'
import { renderWorld, type RenderWorld } from './filters/leadFilters.ts'
import type { CompiledMappers } from './filters/mapperFilter.ts'
import { takeApart, TemplateError, type Piece } from './placeholders.ts'
import { renderFailure, RenderStop, type RenderFailure } from './renderFailure.ts'
import { scopeCountry, scopeTimezone, type Scope } from './scope.ts'
import { longestOutput, templateEngine } from './templateEngine.ts'

export type RenderText = (scope: Scope) => string | RenderFailure
export type RenderValue = (scope: Scope) => unknown

const noMappers: CompiledMappers = new Map()
const plain = (): Surroundings => sameEverywhere('text')

/**
 * Compiles a template that is not part of a request (record summary, computed field). The result gives plain text, not
 * escaped for anything.
 * @throws TemplateError when `source` cannot be compiled (checkTemplate finds that first); from the result, RenderStop when
 * a rendering fails: limits passed, or a mapper that holds.
 */
export function compileText(source: string, mappers: CompiledMappers = noMappers): (scope: Scope) => string {
  const render = compileTemplate(source, mappers, plain())
  return (scope) => {
    const text = render(scope)
    if (typeof text === 'string') return text
    throw new RenderStop(text)
  }
}

/**
 * Compiles a template whose placeholders are encoded for their surroundings. The result is at most 256 K characters.
 * @throws TemplateError when `source` cannot be compiled.
 */
export function compileTemplate(source: string, mappers: CompiledMappers, surroundings = plain()): RenderText {
  const { source: encoded, pieces } = takeApart(source, surroundings)
  if (pieces !== null) return concatenation(pieces)
  const templates = parse(encoded)
  return (scope) =>
    rendered(() => limited(String(templateEngine.renderSync(templates, scope, { globals: globalsOf(scope, mappers) }))))
}

/**
 * The inside of a text that is exactly one placeholder, such as `vehicle_year | plus: 1`; null for everything else.
 * Such a string keeps the value's type in a JSON body.
 */
export function singlePlaceholder(source: string): string | null {
  const inside = /^\s*\{\{-?((?:[^{}'"]|'[^']*'|"[^"]*")*?)-?\}\}\s*$/.exec(source)?.[1]?.trim()
  return inside === undefined || inside === '' ? null : inside
}

/**
 * Compiles a string of a JSON body: the value with its type for a single placeholder (null when it is missing), else text.
 * @throws TemplateError when `source` cannot be compiled.
 */
export function compileValue(source: string, mappers: CompiledMappers): RenderValue {
  const expression = singlePlaceholder(source)
  if (expression === null) return compileTemplate(source, mappers)
  const [piece, ...more] = takeApart(`{{ ${expression} }}`, plain()).pieces ?? []
  if (piece?.kind === 'name' && more.length === 0) {
    const read = reader(piece.path)
    return (scope) => read(scope) ?? null
  }
  return typedExpression(expression, mappers)
}

function typedExpression(expression: string, mappers: CompiledMappers): RenderValue {
  // One placeholder parses to one Output; its class is exported as a type with exactly these members.
  const output = parse(`{{ ${expression} }}`)[0] as Output
  const hasDefault = output.value.filters.some((filter) => filter.name === 'default')
  return (scope) =>
    rendered(() => {
      const context = new Context(scope, templateEngine.options, { sync: true, globals: globalsOf(scope, mappers) })
      const value: unknown = toValueSync(output.value.value(context, true))
      if (value === null || value === undefined) return null
      // Liquid's text filters make "" out of nothing. In a body a missing value is null, unless a default says otherwise.
      const missing =
        value === '' && !hasDefault && isMissing(toValueSync(output.value.initial.evaluate(context, true)))
      return missing ? null : typeof value === 'string' ? limited(value) : value
    })
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined
}

/** Most templates are only text and names; joining them takes a tenth of the interpreter's time. */
function concatenation(pieces: readonly Piece[]): RenderText {
  const parts = pieces.map((piece) => {
    if (piece.kind === 'literal') return piece.text
    const read = reader(piece.path)
    const encode = encoder(piece.encoder)
    return (scope: Scope) => encode(read(scope))
  })
  return (scope) => {
    let text = ''
    for (const part of parts) text += typeof part === 'string' ? part : part(scope)
    return limited(text)
  }
}

function reader(path: readonly string[]): (scope: Scope) => unknown {
  const [first, second] = path
  if (first !== undefined && second === undefined) return (scope) => own(scope, first)
  return (scope) => path.reduce<unknown>(own, scope)
}

function own(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name)) return undefined
  return (holder as Readonly<Record<string, unknown>>)[name] // it is an object with that property
}

function parse(source: string): Template[] {
  try {
    return templateEngine.parse(source)
  } catch (error) {
    throw new TemplateError(error instanceof Error ? error.message : String(error))
  }
}

function globalsOf(scope: Scope, mappers: CompiledMappers): object {
  const hidden = scope as { readonly [scopeTimezone]?: string; readonly [scopeCountry]?: string } // set by scopeOf
  const world: RenderWorld = { mappers, timezone: hidden[scopeTimezone] ?? 'UTC', country: hidden[scopeCountry] }
  return { [renderWorld]: world }
}

function rendered<T>(render: () => T): T | RenderFailure {
  try {
    return render()
  } catch (error) {
    return failureOf(error)
  }
}

function failureOf(error: unknown): RenderFailure {
  if (error instanceof RenderStop) return error.failure
  const cause = error instanceof Error && 'originalError' in error ? error.originalError : undefined
  if (cause instanceof RenderStop) return cause.failure
  const message = error instanceof Error ? error.message : String(error)
  return renderFailure(/limit exceeded/.test(message) ? 'template_limit' : 'template_invalid', message)
}

function limited(text: string): string | RenderFailure {
  return text.length <= longestOutput ? text : renderFailure('output_too_large', 'The output is larger than 256 KB')
}
