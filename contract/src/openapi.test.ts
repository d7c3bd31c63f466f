import { describe, expect, test } from 'vitest'
import { catalogue } from './catalogue.ts'
import { parseWith } from './issues.ts'
import { openApi } from './openapi.ts'

const document = openApi(catalogue, '1.2.3')
const text = JSON.stringify(document)

describe('openApi', () => {
  test('every endpoint of the catalogue stands in it', () => {
    const paths = document['paths'] as Record<string, Record<string, { operationId: string }>>
    const found = Object.values(paths).flatMap((item) => Object.values(item).map((operation) => operation.operationId))
    expect(found.toSorted()).toEqual(catalogue.map((endpoint) => endpoint.name).toSorted())
    expect(new Set(found).size).toBe(found.length)
  })

  test('every reference leads somewhere', () => {
    const targets = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(targets.length).toBeGreaterThan(50)
    for (const target of targets) {
      const found = target.split('/').reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], document)
      expect(found, target).toBeDefined()
    }
  })

  test('a shape that travels both ways stands once, with its defaults', () => {
    const { schemas } = document['components'] as { schemas: Record<string, { required?: string[] }> }
    expect(Object.keys(schemas).filter((name) => name.endsWith('Input'))).toEqual([])
    expect(schemas['Cap']?.required).toEqual(['period', 'limit'])
    expect(schemas['StoredCampaign']?.required).toEqual(expect.arrayContaining(['version', 'caps', 'timezone']))
  })

  test('parameters of the path are the ones in its braces', () => {
    for (const endpoint of catalogue) {
      const braces = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      const item = (
        document['paths'] as Record<string, Record<string, { parameters: { in: string; name: string }[] }>>
      )[endpoint.path]
      const named = item?.[endpoint.method.toLowerCase()]?.parameters.filter((one) => one.in === 'path')
      expect(named?.map((one) => one.name)).toEqual(braces)
    }
  })

  test('search by field is documented as parameters that begin with field.', () => {
    const list = (document['paths'] as Record<string, { get: { parameters: object[] } }>)['/v1/leads']?.get
    expect(list?.parameters).toContainEqual(
      expect.objectContaining({
        name: 'fields',
        explode: true,
        schema: expect.objectContaining({ propertyNames: { pattern: '^field\\.' } }),
      }),
    )
  })

  test('every body has an example, and every example is a body that is taken', () => {
    for (const { name, body, example } of catalogue) {
      if (body === undefined) continue
      const result = parseWith(body, example)
      expect(result.ok ? [] : result.problems, name).toEqual([])
    }
  })

  // As the API's own page prints them. What is not built yet joins the list when it is.
  test.each([
    ['/v1/leads', 'get', 'post'],
    ['/v1/leads/batch', 'post'],
    ['/v1/leads/{id}', 'get', 'patch'],
    ['/v1/causes', 'get'],
    ['/v1/causes/preview', 'post'],
    ['/v1/causes/cure', 'post'],
    ['/v1/imports', 'get', 'post'],
    ['/v1/imports/{id}', 'get', 'patch', 'delete'],
    ['/v1/imports/{id}/run', 'post'],
    ['/v1/imports/{id}/file', 'get'],
    ['/v1/campaigns/{ref}/summary', 'get'],
    ['/v1/campaigns', 'get'],
    ['/v1/campaigns/{reference}', 'put', 'get', 'delete'],
    ['/v1/deliveries', 'get'],
    ['/v1/deliveries/{key}', 'put', 'get', 'delete'],
    ['/v1/deliveries/{key}/test', 'post'],
    ['/v1/picklists', 'get'],
    ['/v1/picklists/{key}', 'put', 'get', 'delete'],
    ['/v1/mappers', 'get'],
    ['/v1/mappers/{key}', 'put', 'get', 'delete'],
    ['/v1/suppliers', 'get'],
    ['/v1/suppliers/{sid}', 'put', 'get', 'delete'],
    ['/v1/buyers', 'get'],
    ['/v1/buyers/{bid}', 'put', 'get', 'delete'],
    ['/v1/suppression', 'get'],
    ['/v1/suppression/{key}', 'put', 'get', 'delete'],
    ['/v1/suppression/{key}/entries', 'post'],
    ['/v1/keys', 'post'],
    ['/v1/users', 'post'],
    ['/v1/session', 'post', 'delete'],
    ['/v1/me', 'get', 'patch'],
    ['/v1/stream', 'get'],
    ['/v1/dispatches', 'get'],
    ['/v1/dispatches/{id}/resolve', 'post'],
    ['/v1/alerts', 'get'],
    ['/v1/alerts/{id}/resolve', 'post'],
    ['/v1/openapi.json', 'get'],
  ])('%s is there with its methods', (path, ...methods) => {
    const item = (document['paths'] as Record<string, object>)[path] ?? {}
    expect(Object.keys(item)).toEqual(expect.arrayContaining(methods))
  })

  test('rules are described down to their operators', () => {
    expect(text).toContain('"olderThanDays"')
  })
})
