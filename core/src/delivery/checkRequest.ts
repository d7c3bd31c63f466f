// Finds what is wrong with a delivery's request before it is saved.

import type { HttpRequest } from '../setup/delivery.ts'
import type { Problem } from '../setup/problem.ts'
import { checkTemplate } from './checkTemplate.ts'
import { sameEverywhere, xmlSurroundings, type Surroundings } from './encoders/surroundings.ts'
import { parsedBody } from './jsonBody.ts'
import { pairsOf } from './pairs.ts'
import { TemplateError } from './placeholders.ts'
import { rawSurroundings } from './requestBody.ts'
import { headerNameProblem } from './requestHeaders.ts'
import { compileUrl } from './requestUrl.ts'

/**
 * Checks URL, headers and body of a request; not whether the host may be reached, which needs the instance's settings.
 * @param path of the request in the set-up document, such as "request"
 * @param known names that its templates may use, see templateNames
 * @param mappers keys of the account's mappers
 */
export function checkRequest(
  request: HttpRequest,
  path: string,
  known: ReadonlySet<string>,
  mappers?: ReadonlySet<string>,
): Problem[] {
  const template = (source: string, at: string, surroundings?: Surroundings) =>
    checkTemplate(source, at, known, mappers, surroundings)
  return [
    ...checkUrlTemplate(request.url, `${path}.url`, template),
    ...Object.entries(request.headers).flatMap(([name, source]) => [
      ...headerProblem(name, `${path}.headers.${name}`),
      ...template(source, `${path}.headers.${name}`),
    ]),
    ...authProblems(request.auth, `${path}.auth`),
    ...bodyProblems(request, `${path}.body`, template),
  ]
}

type CheckText = (source: string, at: string, surroundings?: Surroundings) => Problem[]

function checkUrlTemplate(source: string, path: string, template: CheckText): Problem[] {
  const problems = template(source, path)
  if (problems.length > 0) return problems
  return caught('url_invalid', path, () => {
    compileUrl(source, new Map(), null)
    return []
  })
}

function headerProblem(name: string, path: string): Problem[] {
  const message = headerNameProblem(name)
  return message === null ? [] : [{ path, code: 'header_invalid', message: `${message}.` }]
}

function authProblems(auth: HttpRequest['auth'], path: string): Problem[] {
  if (auth.kind === 'header') return headerProblem(auth.name, `${path}.name`)
  if (auth.kind !== 'hmac') return []
  const timestamp = auth.timestampHeader
  return [
    ...headerProblem(auth.header, `${path}.header`),
    ...(timestamp === undefined ? [] : headerProblem(timestamp, `${path}.timestampHeader`)),
  ]
}

function bodyProblems(request: HttpRequest, path: string, template: CheckText): Problem[] {
  const { body, format } = request
  if (body === undefined || body === null) return []
  return caught('body_invalid', path, () => {
    if (format === 'json') return jsonProblems(parsedBody(body), path, template)
    if (format === 'form' || format === 'query') {
      return pairsOf(body).flatMap(([name, value]) =>
        typeof value === 'string' ? template(value, `${path}.${name}`) : [],
      )
    }
    if (typeof body !== 'string') throw new TemplateError('The body of this format must be one template text')
    return template(body, path, textSurroundings(request))
  })
}

function textSurroundings({ format, contentType }: HttpRequest): Surroundings {
  if (format === 'xml' || format === 'soap') return xmlSurroundings()
  return contentType === undefined ? sameEverywhere('text') : rawSurroundings(contentType)
}

function jsonProblems(value: unknown, path: string, template: CheckText): Problem[] {
  if (typeof value === 'string') return template(value, path)
  if (Array.isArray(value)) return value.flatMap((member, index) => jsonProblems(member, `${path}[${index}]`, template))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => [
    ...(key.includes('{{')
      ? [{ path: `${path}.${key}`, code: 'body_invalid', message: 'A property name cannot be a template.' }]
      : []),
    ...jsonProblems(member, `${path}.${key}`, template),
  ])
}

function caught(code: string, path: string, check: () => Problem[]): Problem[] {
  try {
    return check()
  } catch (error) {
    if (error instanceof TemplateError) return [{ path, code, message: `${error.message}.` }]
    throw error
  }
}
