// The URL of a request. Values go into its path and query only, percent-encoded; scheme, host and port are constant.

import { sameEverywhere } from './encoders/surroundings.ts'
import type { CompiledMappers } from './filters/mapperFilter.ts'
import { splitTemplate, TemplateError } from './placeholders.ts'
import { renderFailure, type RenderFailure } from './renderFailure.ts'
import { compileTemplate, type RenderText } from './template.ts'

export interface CompiledUrl {
  /** "https://buyer.example:8443": what no lead can change. */
  readonly origin: string
  /** Gives the whole URL, without fragment. */
  readonly render: RenderText
}

const longestUrl = 16 * 1024
const dotSegment = /\/(\.|%2e){1,2}(?=[/?]|$)/i

/**
 * Compiles a URL template.
 * @param query renders parameters to be added to the URL's own; null for none
 * @throws TemplateError for anything but http and https, user names in the URL, and placeholders before the path.
 */
export function compileUrl(source: string, mappers: CompiledMappers, query: RenderText | null): CompiledUrl {
  const { origin, rest } = splitUrl(source)
  const template = splitTemplate(rest)
  const literal = template.map((part) => (part.literal ? part.text.replace(/[^\x21-\x7e]+/g, percent) : part.text))
  const renderRest = compileTemplate(literal.join(''), mappers, sameEverywhere('url'))
  const changes = template.some((part) => !part.literal)
  return {
    origin,
    render(scope) {
      const text = renderRest(scope)
      if (typeof text !== 'string') return text
      const parameters = query === null ? '' : query(scope)
      if (typeof parameters !== 'string') return parameters
      return checked(origin, withQuery(withoutFragment(text), parameters), changes)
    },
  }
}

function splitUrl(source: string): { origin: string; rest: string } {
  const [, start, rest] = /^(https?:\/\/[^/?#{}\s]+)(?![^/?#])([^]*)$/i.exec(source.trim()) ?? []
  if (start === undefined || rest === undefined) {
    throw new TemplateError(
      /^https?:\/\//i.test(source.trim())
        ? 'A placeholder may stand in the path and the query of a URL, not in its host'
        : 'The URL must begin with https:// or http://',
    )
  }
  const url = URL.parse(start)
  if (url === null) throw new TemplateError(`'${start}' is not a URL`)
  if (url.username !== '' || url.password !== '')
    throw new TemplateError('The URL must not hold a user name or password')
  return { origin: url.origin, rest: rest.startsWith('/') ? rest : `/${rest}` }
}

function checked(origin: string, pathAndQuery: string, changes: boolean): string | RenderFailure {
  const url = origin + pathAndQuery
  if (url.length > longestUrl) return renderFailure('url_invalid', 'The URL is longer than 16 KB')
  if (changes && dotSegment.test(pathAndQuery.split('?', 1)[0] ?? '')) {
    return renderFailure('url_invalid', 'A value in the URL would leave its folder ("." or "..")')
  }
  return url
}

function withoutFragment(text: string): string {
  const at = text.indexOf('#')
  return at < 0 ? text : text.slice(0, at)
}

function withQuery(text: string, parameters: string): string {
  if (parameters === '') return text
  if (!text.includes('?')) return `${text}?${parameters}`
  return /[?&]$/.test(text) ? text + parameters : `${text}&${parameters}`
}

function percent(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}
