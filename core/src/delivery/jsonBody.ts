// JSON bodies: the document is parsed first and only its strings are templates, so no value can change its structure.

import type { CompiledMappers } from './filters/mapperFilter.ts'
import { TemplateError } from './placeholders.ts'
import { isRenderFailure, renderFailure } from './renderFailure.ts'
import type { Scope } from './scope.ts'
import { compileValue, type RenderText, type RenderValue } from './template.ts'
import { longestOutput } from './templateEngine.ts'

/**
 * Compiles a JSON body. `body` is a JSON value, or a text that holds one.
 * @throws TemplateError for a template that cannot be compiled, or a text that is no JSON.
 */
export function compileJsonBody(body: unknown, mappers: CompiledMappers): RenderText {
  const parts: (string | RenderValue)[] = []
  addParts(parsedBody(body), mappers, parts)
  const joined = joinTexts(parts)
  return (scope: Scope) => {
    let text = ''
    for (const part of joined) {
      if (typeof part === 'string') text += part
      else {
        const value = part(scope)
        if (isRenderFailure(value)) return value
        text += JSON.stringify(value ?? null) ?? 'null'
      }
    }
    return text.length <= longestOutput ? text : renderFailure('output_too_large', 'The body is larger than 256 KB')
  }
}

/** The value of a body that may also be written as JSON text. @throws TemplateError when the text is no JSON. */
export function parsedBody(body: unknown): unknown {
  if (typeof body !== 'string') return body
  try {
    return JSON.parse(body) as unknown
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new TemplateError(`The body is not JSON: ${why}. Placeholders must stand inside strings: "{{ name }}"`)
  }
}

function addParts(value: unknown, mappers: CompiledMappers, parts: (string | RenderValue)[]): void {
  if (typeof value === 'string') {
    parts.push(/\{[{%]/.test(value) ? compileValue(value, mappers) : JSON.stringify(value))
  } else if (Array.isArray(value)) {
    value.forEach((member, index) => {
      parts.push(index === 0 ? '[' : ',')
      addParts(member, mappers, parts)
    })
    parts.push(value.length === 0 ? '[]' : ']')
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    entries.forEach(([key, member], index) => {
      parts.push(`${index === 0 ? '{' : ','}${JSON.stringify(key)}:`)
      addParts(member, mappers, parts)
    })
    parts.push(entries.length === 0 ? '{}' : '}')
  } else parts.push(JSON.stringify(value ?? null))
}

/** Neighbouring constant parts become one. */
function joinTexts(parts: readonly (string | RenderValue)[]): readonly (string | RenderValue)[] {
  const joined: (string | RenderValue)[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  return joined
}
