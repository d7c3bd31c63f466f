// The body of a request in each format, with the encoder that the format asks for.

import { assertNever } from '../assert.ts'
import type { HttpRequest } from '../setup/delivery.ts'
import { jsonSurroundings, sameEverywhere, xmlSurroundings, type Surroundings } from './encoders/surroundings.ts'
import type { CompiledMappers } from './filters/mapperFilter.ts'
import { compileJsonBody } from './jsonBody.ts'
import { compilePairs } from './pairs.ts'
import { TemplateError } from './placeholders.ts'
import { compileTemplate, type RenderText } from './template.ts'

export interface CompiledBody {
  /** Null: no body is sent. */
  readonly body: RenderText | null
  /** Parameters for the URL. */
  readonly query: RenderText | null
  readonly contentType: string | null
  /** SOAP 1.1 asks for a SOAPAction header in every request, even an empty one. */
  readonly soapAction: boolean
}

type BodyParts = Pick<HttpRequest, 'format' | 'body' | 'contentType'>

/** @throws TemplateError for a body that does not fit the format, or a template that cannot be compiled. */
export function compileBody(request: BodyParts, mappers: CompiledMappers): CompiledBody {
  const { format, body } = request
  if (body === undefined || body === null) return { body: null, query: null, contentType: null, soapAction: false }
  const made = (render: RenderText, contentType: string) => ({
    body: render,
    query: null,
    contentType: request.contentType ?? contentType,
    soapAction: false,
  })
  switch (format) {
    case 'json':
      return made(compileJsonBody(body, mappers), 'application/json')
    case 'form':
      return made(compilePairs(body, mappers, 'form'), 'application/x-www-form-urlencoded')
    case 'query':
      return { body: null, query: compilePairs(body, mappers, 'url'), contentType: null, soapAction: false }
    case 'xml':
    case 'soap': {
      const text = templateText(body)
      const contentType = format === 'soap' ? soapType(text) : 'application/xml; charset=utf-8'
      const compiled = made(compileTemplate(text, mappers, xmlSurroundings()), contentType)
      return { ...compiled, soapAction: format === 'soap' && contentType.startsWith('text/xml') }
    }
    case 'raw': {
      const contentType = request.contentType ?? 'text/plain; charset=utf-8'
      return made(compileTemplate(templateText(body), mappers, rawSurroundings(contentType)), contentType)
    }
    default:
      return assertNever(format)
  }
}

/** Raw templates are escaped as their content type asks; text that has no structure is not escaped. */
export function rawSurroundings(contentType: string): Surroundings {
  if (/json/i.test(contentType)) return jsonSurroundings()
  if (/xml/i.test(contentType)) return xmlSurroundings()
  return sameEverywhere(/x-www-form-urlencoded/i.test(contentType) ? 'form' : 'text')
}

/** SOAP 1.1 and 1.2 have different namespaces and content types. */
function soapType(template: string): string {
  const version12 = template.includes('http://www.w3.org/2003/05/soap-envelope')
  return version12 ? 'application/soap+xml; charset=utf-8' : 'text/xml; charset=utf-8'
}

function templateText(body: unknown): string {
  if (typeof body === 'string') return body
  throw new TemplateError('The body of this format must be one template text')
}
