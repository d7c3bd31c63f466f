// Serves the API's documentation: the OpenAPI document and a page made from it. Both are made once, at start-up.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { FastifyInstance } from 'fastify'

import { catalogue } from '@switchyard/contract/catalogue.ts'
import { showOpenApi } from '@switchyard/contract/docs/openapi.ts'
import { openApi } from '@switchyard/contract/openapi.ts'

import { apiPage } from './apiPage.ts'
import type { ApiDocument } from './schemaTypes.ts'

export function docsPages(app: FastifyInstance): void {
  const document = openApi(catalogue, productVersion())
  const json = JSON.stringify(document)
  // Made by our own generator a line above; the page reads a part of what it writes.
  const page = apiPage(document as unknown as ApiDocument)
  const style = readFileSync(join(import.meta.dirname, 'apiPage.css'), 'utf8')
  app.get(showOpenApi.path, async (_request, reply) => reply.type('application/json; charset=utf-8').send(json))
  app.get('/docs/api', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page))
  app.get('/docs/api.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(style))
  for (const address of ['/docs', '/docs/', '/docs/api/']) {
    app.get(address, async (_request, reply) => reply.redirect('/docs/api', 301))
  }
}

function productVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'))
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return known ? String(manifest.version) : 'unknown'
}
