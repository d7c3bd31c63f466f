// One operation: what it does, who may call it, what goes in, what comes out, and a call to copy.

import { STATUS_CODES } from 'node:http'

import { Html, html, inline, prose } from './html.ts'
import type { Operation, Parameter, Schema } from './schemaTypes.ts'
import { schemaView, typeOf } from './schemaView.ts'

/** `schemas`: the document's named ones, so that a body can be shown where it is sent. */
export function operationView(
  path: string,
  method: string,
  operation: Operation,
  schemas: Readonly<Record<string, Schema>>,
): Html {
  const [description] = operation.description.split(/\n\n(?=Scopes: |Needs no key)/)
  const hasText = description !== undefined && !/^(?:Scopes: |Needs no key)/.test(description)
  return html`<article id="${operation.operationId}">
    <h3><a href="#${operation.operationId}">${operation.summary}</a></h3>
    <p class="address"><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></p>
    ${scopes(operation)} ${hasText ? prose(description) : null}
    <div class="columns">
      <div>
        ${parameters('Path', 'path', operation)}${parameters('Query', 'query', operation)}${parameters('Headers', 'header', operation)}
        ${body(operation, schemas)}${answers(operation, schemas)}
      </div>
      <div class="example">
        <h4>Example</h4>
        <pre tabindex="0"><code>${curl(path, method, operation)}</code></pre>
      </div>
    </div>
  </article>`
}

function scopes(operation: Operation): Html {
  const words = operation['x-scopes']
  if (words.length === 0) return html`<p class="scopes">No key needed</p>`
  return html`<p class="scopes">Scopes ${words.map((word) => html`<span>${word}</span> `)}</p>`
}

function parameters(title: string, place: Parameter['in'], operation: Operation): Html | null {
  const own = operation.parameters.filter((parameter) => parameter.in === place)
  if (own.length === 0) return null
  const rows = own.map(
    ({ name, required, description, schema }) =>
      html`<tr>
        <th scope="row">
          <code>${name === 'fields' ? 'field.<key>' : name}</code>${
            required === true && place !== 'path' ? html` <span class="required">required</span>` : null
          }
        </th>
        <td>
          <span class="type">${typeOf(schema)}</span>${
            description === undefined ? null : html`<div class="about">${inline(description)}</div>`
          }
        </td>
      </tr>`,
  )
  return html`<h4>${title}</h4>
    <table class="properties">
      <tbody>
        ${rows}
      </tbody>
    </table>`
}

function body(operation: Operation, schemas: Readonly<Record<string, Schema>>): Html | null {
  const content = operation.requestBody?.content
  const json = content?.['application/json']
  const shown = json ?? content?.['multipart/form-data']
  if (!content || !shown) return null
  const others = Object.keys(content).filter((type) => type !== 'application/json')
  return html`<h4>Body</h4>
    ${openView(shown.schema, schemas, true)}${
      others.length === 0 ? null : html`<p class="quiet">${json ? 'Also as' : 'As'} ${others.join(' and ')}.</p>`
    }`
}

/** A named schema with its link and its properties, open or to be opened. */
function openView(schema: Schema, schemas: Readonly<Record<string, Schema>>, isOpen: boolean): Html {
  const named = schema.$ref === undefined ? undefined : schemas[schema.$ref.split('/').at(-1) ?? '']
  if (named === undefined) return schemaView(schema)
  if (isOpen)
    return html`<p class="type">${typeOf(schema)}</p>
      ${schemaView(named)}`
  return html`<p class="type">${typeOf(schema)}</p>
    <details>
      <summary>Properties</summary>
      ${schemaView(named, 'answered')}
    </details>`
}

function answers(operation: Operation, schemas: Readonly<Record<string, Schema>>): Html {
  const entries = Object.entries(operation.responses)
  const good = entries.filter(([status]) => status.startsWith('2'))
  const refusals = entries.filter(([status]) => !status.startsWith('2')).map(([status]) => status)
  const views = good.map(([status, { content }]) => {
    const schema = content?.['application/json']?.schema
    return html`<p><span class="status">${status}</span> ${STATUS_CODES[Number(status)] ?? ''}</p>
      ${schema ? openView(schema, schemas, false) : null}`
  })
  return html`<h4>Answer</h4>
    ${views}
    <p class="quiet">Refusals (<a href="#schema-Problem">Problem</a>): ${refusals.join(', ')}</p>`
}

const exampleKeys: Readonly<Record<string, string>> = {
  reference: 'auto-warranty',
  ref: 'auto-warranty',
  sid: 'ADC1',
  bid: 'ACME',
  id: '10423',
  version: '3',
  token: 'k3Jp0aXbW8n1',
}
const exampleKeysByTag: Readonly<Record<string, string>> = {
  alerts: 'chat',
  deliveries: 'acme',
  picklists: 'makes',
  mappers: 'make-codes',
  suppression: 'dnc',
  views: 'unsold-today',
}

/** curl gives braces a meaning of its own, so the example has something in their place. */
function exampleAddress(path: string, tag: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (braces, name: string) => exampleKeys[name] ?? exampleKeysByTag[tag] ?? braces)
}

function curl(path: string, method: string, operation: Operation): string {
  const example = operation.requestBody?.content['application/json']?.example
  const address = exampleAddress(path, operation.tags[0] ?? '')
  const lines = [`curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}"$SWITCHYARD_URL${address}"`]
  if (operation['x-scopes'].length > 0) lines.push('-H "Authorization: Bearer $SWITCHYARD_KEY"')
  if (example !== undefined) {
    lines.push(
      '-H "Content-Type: application/json"',
      `-d '${JSON.stringify(example, null, 2).replaceAll("'", String.raw`'\''`)}'`,
    )
  } else lines.push(...formParts(operation))
  return lines.join(' \\\n  ')
}

/** Of uploads: files are named, everything that is no text travels as JSON. */
function formParts(operation: Operation): readonly string[] {
  const form = operation.requestBody?.content['multipart/form-data']?.example
  if (typeof form !== 'object' || form === null) return []
  return Object.entries(form).map(([name, value]: [string, unknown]) => {
    if (name === 'file') return '-F file=@leads.csv'
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return `-F '${name}=${text.replaceAll("'", String.raw`'\''`)}'`
  })
}
