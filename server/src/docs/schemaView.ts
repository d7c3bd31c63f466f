// A schema as a table of properties. Named schemas are linked and stand once, at the end of the page.

import { Html, html, inline } from './html.ts'
import type { Schema } from './schemaTypes.ts'

/** Which way a schema travels: what is sent says which properties are required, in an answer that means nothing to its reader. */
type Way = 'sent' | 'answered'

/** Properties of an object, or the type of anything else. */
export function schemaView(schema: Schema, way: Way = 'sent'): Html {
  const { properties } = schema
  if (properties && Object.keys(properties).length > 0) {
    return propertyTable(properties, way === 'sent' ? (schema.required ?? []) : [], way)
  }
  const branches = schema.oneOf ?? schema.anyOf
  if (branches?.some((branch) => branch.properties)) {
    const views = branches.map((branch) => html`<li>${schemaView(branch, way)}</li>`)
    return html`<p class="quiet">One of:</p>
      <ul class="branches">
        ${views}
      </ul>`
  }
  return html`<p class="type">${typeOf(schema)}</p>`
}

function propertyTable(properties: Readonly<Record<string, Schema>>, required: readonly string[], way: Way): Html {
  const rows = Object.entries(properties).map(([name, schema]) => {
    const inner = innerOf(schema)
    return html`<tr>
      <th scope="row">
        <code>${name}</code>${required.includes(name) ? html` <span class="required">required</span>` : null}
      </th>
      <td>
        <span class="type">${typeOf(schema)}</span>${facts(schema)}${about(schema)}${
          inner
            ? html`<details>
                <summary>Properties</summary>
                ${schemaView(inner, way)}
              </details>`
            : null
        }
      </td>
    </tr>`
  })
  return html`<table class="properties">
    <tbody>
      ${rows}
    </tbody>
  </table>`
}

/** An object written out in place: of the property itself, of its items, or of its entries. */
function innerOf(schema: Schema): Schema | null {
  if (schema.$ref !== undefined) return null
  if (schema.properties) return schema
  if (schema.items) return innerOf(schema.items)
  if (typeof schema.additionalProperties === 'object') return innerOf(schema.additionalProperties)
  return (schema.anyOf ?? schema.oneOf)?.map(innerOf).find((inner) => inner !== null) ?? null
}

export function typeOf(schema: Schema): Html {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return html`<a href="#schema-${name}">${name}</a>`
  }
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`
  if (schema.enum) return joined(schema.enum.map((word) => html`<code>${JSON.stringify(word)}</code>`))
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) return joined(branches.map(typeOf))
  if (schema.allOf) return joined(schema.allOf.map(typeOf))
  if (Array.isArray(schema.type)) return html`${schema.type.join(' or ')}`
  if (schema.type === 'array') return html`list of ${schema.items ? typeOf(schema.items) : 'anything'}`
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object' && !schema.properties) {
    return html`object of ${typeOf(schema.additionalProperties)}`
  }
  return html`${schema.format ?? (typeof schema.type === 'string' ? schema.type : 'anything')}`
}

function joined(parts: readonly Html[]): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : html` <span class="quiet">or</span> ${part}`))}`
}

function facts(schema: Schema): Html | null {
  const all = [
    schema.default === undefined ? null : html`default <code>${JSON.stringify(schema.default)}</code>`,
    bounds('', schema.minimum, schema.maximum),
    bounds(' characters', schema.minLength, schema.maxLength),
    bounds(' entries', schema.minItems, schema.maxItems),
  ].filter((fact) => fact !== null)
  return all.length === 0 ? null : html`<span class="facts">${all.map((fact) => html` · ${fact}`)}</span>`
}

// What zod writes where a whole number has no bound of its own.
const unbounded = Number.MAX_SAFE_INTEGER

function bounds(unit: string, least: number | undefined, most: number | undefined): Html | null {
  const from = least !== undefined && least > -unbounded ? least : undefined
  const to = most !== undefined && most < unbounded ? most : undefined
  if (from === undefined) return to === undefined ? null : html`at most ${to.toLocaleString('en')}${unit}`
  return to === undefined
    ? html`at least ${from.toLocaleString('en')}${unit}`
    : html`${from.toLocaleString('en')} to ${to.toLocaleString('en')}${unit}`
}

function about(schema: Schema): Html | null {
  return schema.description === undefined ? null : html`<div class="about">${inline(schema.description)}</div>`
}
