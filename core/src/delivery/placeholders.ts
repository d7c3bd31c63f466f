// Takes a template text apart, so that every placeholder can be given the encoder its surroundings ask for.

import { Tokenizer, TokenKind, type TopLevelToken } from 'liquidjs'

import { encoderFilter } from './filters/leadFilters.ts'
import type { EncoderName } from './encoders/encoder.ts'
import type { Surroundings } from './encoders/surroundings.ts'
import { templateEngine } from './templateEngine.ts'

export type Piece =
  | { readonly kind: 'literal'; readonly text: string }
  /** `{{ name }}` and nothing more; `path` is ["lead", "id"] for lead.id. */
  | { readonly kind: 'name'; readonly path: readonly string[]; readonly encoder: EncoderName }

export interface TakenApart {
  /** The template with an encoder added to each placeholder, for the template engine. */
  readonly source: string
  /** Null: there is more in it than names, so that the engine must render it. */
  readonly pieces: readonly Piece[] | null
}

/** A template that cannot be compiled. The message says what is wrong and where, for the one who wrote it. */
export class TemplateError extends Error {}

/**
 * Splits a template and gives each placeholder its encoder.
 * @throws TemplateError for syntax errors and for placeholders where the surroundings allow none.
 */
export function takeApart(source: string, surroundings: Surroundings): TakenApart {
  const pieces: Piece[] = []
  let encoded = ''
  let onlyNames = true
  for (const token of topLevelTokens(source)) {
    if (isOutput(token)) {
      const encoder = surroundings.placeholder(token.content)
      if (typeof encoder === 'object') throw new TemplateError(`{{ ${token.content} }}: ${encoder.refused}`)
      if (token.content.trim() === '') throw new TemplateError('{{ }} is empty: a name must stand in it')
      encoded += `{{${token.trimLeft ? '-' : ''} ${token.content} | ${encoderFilter(encoder)} ${token.trimRight ? '-' : ''}}}`
      const path = barePath(token.content)
      if (path === null) onlyNames = false
      else pieces.push({ kind: 'name', path, encoder })
    } else {
      const text = token.getText()
      encoded += text
      if (token.kind === TokenKind.HTML) {
        surroundings.literal(text)
        pieces.push({ kind: 'literal', text: trimmedText(token) })
      } else onlyNames = false
    }
  }
  return { source: encoded, pieces: onlyNames ? pieces : null }
}

/** The texts of a template and what stands between them, in order; joined they are the template again. */
export function splitTemplate(source: string): readonly { readonly literal: boolean; readonly text: string }[] {
  return topLevelTokens(source).map((token) => ({ literal: token.kind === TokenKind.HTML, text: token.getText() }))
}

function topLevelTokens(source: string): TopLevelToken[] {
  const { options } = templateEngine
  try {
    return new Tokenizer(source, options.operators, undefined, undefined, false).readTopLevelTokens(options)
  } catch (error) {
    throw new TemplateError(error instanceof Error ? error.message : String(error))
  }
}

type OutputToken = TopLevelToken & {
  readonly content: string
  readonly trimLeft: boolean
  readonly trimRight: boolean
}

function isOutput(token: TopLevelToken): token is OutputToken {
  return token.kind === TokenKind.Output
}

/** The text without the white space that a neighbouring `{{-` or `-}}` takes away. */
function trimmedText(token: TopLevelToken): string {
  return 'getContent' in token && typeof token.getContent === 'function' ? token.getContent() : token.getText()
}

const barePattern = /^\s*[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*\s*$/
// Words and properties that mean something to Liquid itself.
const liquidWords = new Set(['true', 'false', 'nil', 'null', 'empty', 'blank'])
const liquidProperties = new Set(['size', 'first', 'last'])

function barePath(expression: string): readonly string[] | null {
  if (!barePattern.test(expression)) return null
  const path = expression.trim().split('.')
  if (liquidWords.has(path[0] ?? '')) return null
  return path.slice(1).some((part) => liquidProperties.has(part)) ? null : path
}
