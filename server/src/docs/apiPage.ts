// The page /docs/api, made from the OpenAPI document. No scripts, nothing from elsewhere.

import { apiBasics } from './apiBasics.ts'
import { Html, html, inline } from './html.ts'
import { operationView } from './operationView.ts'
import type { ApiDocument } from './schemaTypes.ts'
import { schemaView } from './schemaView.ts'

const titles: Readonly<Record<string, string>> = {
  leads: 'Leads',
  campaigns: 'Campaigns',
  deliveries: 'Deliveries',
  picklists: 'Picklists',
  mappers: 'Mappers',
  suppliers: 'Suppliers',
  buyers: 'Buyers',
  suppression: 'Suppression lists',
  alerts: 'Alerts',
  mailAccount: 'Mail server',
  keys: 'API keys',
  users: 'People',
  me: 'Own settings',
  session: 'Signing in',
  demo: 'Demo workspace',
  docs: 'This document',
}

export function apiPage(document: ApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )
  const groups = document.tags.map(({ name }) => ({
    name,
    title: titles[name] ?? name,
    own: operations.filter(({ operation }) => operation.tags.includes(name)),
  }))
  const schemas = Object.entries(document.components.schemas).toSorted(([a], [b]) => a.localeCompare(b))
  const { info } = document
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${info.title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/docs/api.css" />
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <nav aria-label="Contents">
          <p class="brand"><a href="/">Switchyard</a> <span>API ${info.version}</span></p>
          <p><a href="/v1/openapi.json">openapi.json</a></p>
          <ul>
            <li><a href="#basics">Basics</a></li>
          </ul>
          ${groups.map(({ name, title, own }) => contents(name, title, own))}
          <ul>
            <li><a href="#schemas">Schemas</a></li>
          </ul>
        </nav>
        <main id="content">
          <h1>${info.title}</h1>
          ${apiBasics(info.description)}
          ${groups.map(
            ({ name, title, own }) =>
              html`<section id="tag-${name}">
                <h2>${title}</h2>
                ${own.map(({ path, method, operation }) => operationView(path, method, operation, document.components.schemas))}
              </section>`,
          )}
          <section id="schemas">
            <h2>Schemas</h2>
            ${schemas.map(
              ([name, schema]) =>
                html`<article class="schema" id="schema-${name}">
                  <h3><a href="#schema-${name}">${name}</a></h3>
                  ${schema.description === undefined ? null : html`<p>${inline(schema.description)}</p>`}${schemaView(schema)}
                </article>`,
            )}
          </section>
        </main>
      </body>
    </html> `
  return page.text
}

type Own = readonly {
  readonly method: string
  readonly operation: { readonly operationId: string; readonly summary: string }
}[]

function contents(name: string, title: string, own: Own): Html {
  return html`<p class="group"><a href="#tag-${name}">${title}</a></p>
    <ul>
      ${own.map(
        ({ method, operation }) =>
          html`<li>
            <a href="#${operation.operationId}"><span class="method ${method}">${method}</span> ${operation.summary}</a>
          </li>`,
      )}
    </ul>`
}
