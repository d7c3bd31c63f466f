// Flat maps of parameters: form bodies and query strings.

import { encodeForm, encodeUrl } from './encoders/urlEncoder.ts'
import { sameEverywhere } from './encoders/surroundings.ts'
import type { CompiledMappers } from './filters/mapperFilter.ts'
import { splitTemplate, TemplateError } from './placeholders.ts'
import type { RenderFailure } from './renderFailure.ts'
import { compileTemplate, type RenderText } from './template.ts'
import type { Scope } from './scope.ts'

/**
 * Compiles a map name -> template (a list gives the name several times) to "a=1&b=2". Names are taken literally.
 * @param how form: a space becomes "+"; url: "%20"
 * @throws TemplateError for a map that is not flat or a template that cannot be compiled.
 */
export function compilePairs(map: unknown, mappers: CompiledMappers, how: 'form' | 'url'): RenderText {
  const encode = how === 'form' ? encodeForm : encodeUrl
  const parts = pairsOf(map).map(([name, value], index) => ({
    before: `${index === 0 ? '' : '&'}${encode(name)}=`,
    render:
      typeof value === 'string'
        ? compileTemplate(encodedTexts(value, encode), mappers, sameEverywhere(how))
        : () => encode(value),
  }))
  return (scope: Scope): string | RenderFailure => {
    let text = ''
    for (const { before, render } of parts) {
      const value = render(scope)
      if (typeof value !== 'string') return value
      text += before + value
    }
    return text
  }
}

/** A template's own words are encoded once, when it is compiled; its placeholders are encoded when they are filled. */
function encodedTexts(template: string, encode: (value: unknown) => string): string {
  return splitTemplate(template)
    .map((part) => (part.literal ? encode(part.text) : part.text))
    .join('')
}

type Scalar = string | number | boolean | null

/** The pairs of a flat map in order, lists taken apart. @throws TemplateError when it is not flat. */
export function pairsOf(map: unknown): readonly (readonly [string, Scalar])[] {
  if (map === undefined || map === null) return []
  if (typeof map !== 'object' || Array.isArray(map)) throw new TemplateError('The body must be a map of name and value')
  return Object.entries(map).flatMap(([name, value]: [string, unknown]) => {
    const members: readonly unknown[] = Array.isArray(value) ? value : [value]
    return members.map((member) => {
      if (isScalar(member)) return [name, member] as const
      throw new TemplateError(`'${name}' must be a text, number or boolean: this format has no nested values`)
    })
  })
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
