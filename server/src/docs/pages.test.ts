import fastify from 'fastify'
import { describe, expect, test } from 'vitest'

import { catalogue } from '@switchyard/contract/catalogue.ts'

import { html, inline } from './html.ts'
import { docsPages } from './pages.ts'

function setup() {
  const app = fastify()
  docsPages(app)
  return app
}

describe('the API documentation', () => {
  test('shows every endpoint and needs nothing but its own style sheet', async () => {
    const page = (await setup().inject('/docs/api')).body
    for (const { name, summary } of catalogue) {
      expect(page).toContain(`id="${name}"`)
      expect(page).toContain(summary.replaceAll("'", '&#39;'))
    }
    expect(page).not.toMatch(/<script|<style| style=|https?:\/\/(?!(?:[\w-]+\.)*example(?:\.com)?\b|127\.0\.0\.1)/)
  })

  test('the calls to copy have no braces in their addresses, which curl would take for something else', async () => {
    const page = (await setup().inject('/docs/api')).body
    const addresses = [...page.matchAll(/curl [^$]*\$SWITCHYARD_URL([^&"]*)(?:&quot;|")/g)].map((match) => match[1])
    expect(addresses.length).toBeGreaterThan(40)
    for (const address of addresses) expect(address).toMatch(/^[\w/.-]+$/)
  })

  test('every link within the page leads somewhere, and no id stands twice', async () => {
    const page = (await setup().inject('/docs/api')).body
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
  })

  test('the document behind it is served as JSON', async () => {
    const response = await setup().inject('/v1/openapi.json')
    expect(response.json()).toMatchObject({ openapi: '3.1.0', paths: { '/v1/leads': { post: {} } } })
  })
})

describe('html', () => {
  test('escapes what is put in, and not what is html already', () => {
    const name = `<img src=x onerror="a('b')">&`
    expect(html`<p>${name}${html`<b>${1}</b>`}</p>`.text).toBe(
      '<p>&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;<b>1</b></p>',
    )
    expect(inline('a `<b>` c').text).toBe('a <code>&lt;b&gt;</code> c')
  })
})
