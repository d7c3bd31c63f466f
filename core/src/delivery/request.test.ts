import { createHmac } from 'node:crypto'

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { HttpRequest } from '../setup/delivery.ts'
import type { Rendered } from './answer.ts'
import { checkRequest } from './checkRequest.ts'
import { isRenderFailure } from './renderFailure.ts'
import { compileRequest } from './request.ts'
import { secretsOf } from './requestAuth.ts'
import type { Scope } from './scope.ts'
import { parseXml, type XmlElement } from './xmlAnswer.ts'

const base: HttpRequest = {
  url: 'https://buyer.example/leads',
  method: 'POST',
  format: 'json',
  headers: {},
  auth: { kind: 'none' },
  timeoutMs: 15_000,
}
const now = new Date('2026-11-22T09:14:02.500Z')

function attempt(
  change: Partial<HttpRequest>,
  scope: Scope = {},
  token: Readonly<Record<string, string>> | null = null,
) {
  const request = { ...base, ...change }
  return compileRequest(request, new Map()).render(scope, { ...secretsOf(request.auth), token }, now)
}

function render(...given: Parameters<typeof attempt>): Rendered {
  const rendered = attempt(...given)
  if (isRenderFailure(rendered)) throw new Error(rendered.message)
  return rendered
}

// Everything but lone surrogates, which UTF-8 cannot carry, and what the format itself cannot hold.
const anyText = fc.string({ unit: 'binary', maxLength: 60 })
const nasty = fc.constantFrom(
  '"',
  "'",
  '</x>',
  '&amp;',
  '%00',
  ']]>',
  '-->',
  '\\',
  '😀',
  '\u202e',
  '{{ x }}',
  '\r\n',
  '\0',
  '+ ',
  '/../',
)
const values = fc.array(fc.oneof(anyText, nasty), { maxLength: 4 }).map((parts) => parts.join(''))

describe('JSON bodies', () => {
  it('keep structure and values whatever the lead holds', () => {
    const body = { a: '{{ x }}', b: ['n: {{ x }}', 1, null, true], 'c"d': { e: '{{ y }}', f: {}, g: [] } }
    fc.assert(
      fc.property(values, (x) => {
        const { body: sent, headers } = render({ body }, { x })
        expect(JSON.parse(sent ?? '')).toEqual({
          a: x,
          b: [`n: ${x}`, 1, null, true],
          'c"d': { e: null, f: {}, g: [] },
        })
        expect(headers['Content-Type']).toBe('application/json')
      }),
      { numRuns: 2000 },
    )
  })

  it('may be written as JSON text, and keep types', () => {
    const body = '{ "year": "{{ vehicle_year }}", "text": "{{ vehicle_year }}!" }'
    expect(render({ body }, { vehicle_year: 2015 }).body).toBe('{"year":2015,"text":"2015!"}')
    expect(attempt({ body: '{ "year": {{ vehicle_year }} }' })).toMatchObject({ code: 'template_invalid' })
  })
})

describe('forms and query strings', () => {
  it('decode to the value, with no parameter more or less', () => {
    fc.assert(
      fc.property(values, (x) => {
        const body = { x: '{{ x }}', 'a&b': 'c=d {{ x }}', list: ['1', '{{ x }}'], n: 5 }
        const wanted = [
          ['x', x],
          ['a&b', `c=d ${x}`],
          ['list', '1'],
          ['list', x],
          ['n', '5'],
        ]
        const form = render({ format: 'form', body }, { x })
        expect([...new URLSearchParams(form.body ?? '')]).toEqual(wanted)
        const query = render({ format: 'query', body, method: 'GET', url: 'https://buyer.example/q?k=1' }, { x })
        expect([...new URL(query.url).searchParams]).toEqual([['k', '1'], ...wanted])
        expect(query.body).toBeNull()
      }),
      { numRuns: 2000 },
    )
  })
})

describe('XML and SOAP bodies', () => {
  const template = `<?xml version="1.0"?><l a="{{ x }}" b='{{ x }}'><n>{{ x }}</n><c><![CDATA[{{ x }}]]></c></l>`
  // oxlint-disable-next-line no-control-regex -- what XML cannot hold is tested below
  const legal = values.map((text) => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, ''))

  it('decode to the value, with no element more or less', () => {
    fc.assert(
      fc.property(legal, (x) => {
        const root = parseXml(render({ format: 'xml', body: template }, { x }).body ?? '') as XmlElement
        expect(root).not.toHaveProperty('problem')
        expect([...root.attributes.values()]).toEqual([x, x])
        expect(root.children.map(({ name }) => name)).toEqual(['n', 'c'])
        expect(root.children[0]?.text).toBe(x)
        // In CDATA a parser makes one line end out of CR LF, which nothing can prevent.
        expect(root.children[1]?.text).toBe(x.replace(/\r\n?/g, '\n'))
      }),
      { numRuns: 2000 },
    )
  })

  it('replace what XML cannot hold', () => {
    expect(render({ format: 'xml', body: '<a>{{ x }}</a>' }, { x: 'a\0b\u0007' }).body).toBe('<a>a\ufffdb\ufffd</a>')
  })

  it('allow no placeholder where a value could become markup', () => {
    for (const body of ['<{{ x }}/>', '<a {{ x }}/>', '<a b={{ x }}/>', '<!-- {{ x }} -->', '<?p {{ x }}?>']) {
      expect(attempt({ format: 'xml', body })).toMatchObject({ code: 'template_invalid' })
    }
  })

  it('say what they are', () => {
    const soap11 = render({ format: 'soap', body: '<a/>' }).headers
    expect(soap11).toEqual({ 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '""' })
    expect(render({ format: 'soap', body: '<a/>', headers: { soapaction: 'urn:post' } }).headers).toEqual({
      'Content-Type': 'text/xml; charset=utf-8',
      soapaction: 'urn:post',
    })
    const soap12 = render({ format: 'soap', body: '<e xmlns="http://www.w3.org/2003/05/soap-envelope"/>' }).headers
    expect(soap12).toEqual({ 'Content-Type': 'application/soap+xml; charset=utf-8' })
  })
})

describe('raw bodies', () => {
  it('are escaped as their content type asks', () => {
    const raw = (contentType: string | undefined, body: string, x: unknown) =>
      render({ format: 'raw', contentType, body }, { x }).body
    expect(raw(undefined, '{{ x }};', '"<&')).toBe('"<&;')
    expect(raw('application/json', '{"a":"{{ x }}","b":{{ x }},"c":{{ x | json }}}', 'q"}')).toBe(
      '{"a":"q\\"}","b":"q\\"}","c":"q\\"}"}',
    )
    expect(raw('text/xml', '<a>{{ x }}</a>', '<&')).toBe('<a>&lt;&amp;</a>')
    expect(raw('application/x-www-form-urlencoded', 'a={{ x }}', 'b&c=d e')).toBe('a=b%26c%3Dd+e')
  })

  it('stay one JSON document of the same shape whatever the lead holds', () => {
    fc.assert(
      fc.property(values, (x) => {
        const body = '{"a":"\\"{{ x }}","b":{{ x }},"c":[{{ n }}]}'
        const sent = render({ format: 'raw', contentType: 'application/json', body }, { x }).body ?? ''
        expect(JSON.parse(sent)).toEqual({ a: `"${x}`, b: x, c: [null] })
      }),
      { numRuns: 1000 },
    )
  })
})

describe('URLs', () => {
  it('keep host and segments whatever the lead holds', () => {
    fc.assert(
      fc.property(values, (x) => {
        const rendered = attempt({ url: 'https://buyer.example:8443/l/{{ x }}/end?q={{ x }}#part' }, { x })
        if (isRenderFailure(rendered)) {
          expect(x).toMatch(/^\.{1,2}$/)
          return
        }
        const url = new URL(rendered.url)
        expect(url.origin).toBe('https://buyer.example:8443')
        expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'l', x, 'end'])
        expect([...url.searchParams, url.hash]).toEqual([['q', x], ''])
      }),
      { numRuns: 2000 },
    )
  })

  it.each(['..', '.'])('refuse the value %s as a segment', (x) => {
    expect(attempt({ url: 'https://buyer.example/l/{{ x }}/end' }, { x })).toMatchObject({ code: 'url_invalid' })
  })

  it.each([
    'https://{{ x }}/',
    'https://a.{{ x }}',
    'https://a.example{{ x }}',
    '{{ x }}',
    'ftp://a/',
    'file:///etc/passwd',
    'https://u:p@a.example/',
  ])('are refused when written %s', (url) => {
    expect(attempt({ url }, { x: 'evil.example' })).toMatchObject({ code: 'template_invalid' })
    expect(checkRequest({ ...base, url }, 'request', new Set(['x'])).map(({ path }) => path)).toContain('request.url')
  })

  it('become plain ASCII', () => {
    expect(render({ url: 'https://buyer.example/prüfung ?a=ß' }).url).toBe(
      'https://buyer.example/pr%C3%BCfung%20?a=%C3%9F',
    )
    expect(render({ url: 'https://buyer.example?a=1' }).url).toBe('https://buyer.example/?a=1')
  })
})

describe('headers', () => {
  it.each(['a\r\nX-Evil: 1', 'a\nb', 'a\0b', 'snow ☃'])('refuse the value %j', (x) => {
    expect(attempt({ headers: { 'X-A': '{{ x }}' } }, { x })).toMatchObject({ code: 'header_invalid' })
  })

  it.each(['Host', 'Content-Length', 'Transfer-Encoding', 'Connection', 'Idempotency-Key', 'a b', 'x:y', ''])(
    'cannot be named %j',
    (name) => {
      expect(attempt({ headers: { [name]: 'x' } })).toMatchObject({ code: 'template_invalid' })
      expect(checkRequest({ ...base, headers: { [name]: 'x' } }, 'request', new Set())[0]?.code).toBe('header_invalid')
    },
  )

  it('carry Latin-1 and override the content type', () => {
    const { headers } = render(
      { headers: { 'X-A': '{{ x }}', 'content-type': 'application/vnd.x+json' }, body: {} },
      { x: 'Zoë' },
    )
    expect(headers).toEqual({ 'X-A': 'Zoë', 'content-type': 'application/vnd.x+json' })
  })
})

describe('authentication', () => {
  it('is set, and masked in what is stored', () => {
    const basic = render({ auth: { kind: 'basic', username: 'u', secret: 'pä' } })
    expect(basic.headers['Authorization']).toBe(`Basic ${Buffer.from('u:pä').toString('base64')}`)
    expect(basic.masked.headers['Authorization']).toBe('Basic ••••')
    expect(render({ auth: { kind: 'bearer', secret: 's' } }).headers['Authorization']).toBe('Bearer s')
    const header = render({
      auth: { kind: 'header', name: 'X-Key', secret: 's' },
      headers: { Authorization: 'mine', 'X-Api-Key': 'k' },
    })
    expect(header.headers).toEqual({ Authorization: 'mine', 'X-Api-Key': 'k', 'X-Key': 's' })
    expect(header.masked.headers).toEqual({ Authorization: '••••', 'X-Api-Key': '••••', 'X-Key': '••••' })
  })

  it('signs the bytes that are sent', () => {
    const { headers, body } = render(
      {
        body: { a: '{{ x }}' },
        auth: {
          kind: 'hmac',
          secret: 'k',
          algorithm: 'sha256',
          header: 'X-Signature',
          payload: '{timestamp}.{body}',
          encoding: 'hex',
          timestampHeader: 'X-Time',
        },
      },
      { x: '{timestamp}ü' },
    )
    expect(headers['X-Time']).toBe('1795338842')
    expect(headers['X-Signature']).toBe(createHmac('sha256', 'k').update(`1795338842.${body}`).digest('hex'))
  })

  it('asks for a token first, and hides it wherever it stands', () => {
    const auth = { kind: 'oauth2', tokenUrl: 'https://t.example/', clientId: 'c', secret: 's', send: 'body' } as const
    expect(attempt({ auth })).toMatchObject({ code: 'token_missing' })
    expect(render({ auth }, {}, { access_token: 'T' }).headers['Authorization']).toBe('Bearer T')
    const own = {
      kind: 'token',
      request: { url: 'https://t.example/', method: 'POST', format: 'json', headers: {} },
      captures: { session: { json: 'id' } },
      expiresSeconds: 60,
    } as const
    const request = {
      auth: own,
      url: 'https://b.example/{{ token.session }}',
      body: { s: '{{ token.session }}' },
      headers: { 'X-S': 's={{ token.session }}' },
    }
    expect(attempt(request)).toMatchObject({ code: 'token_missing' })
    const rendered = render(request, {}, { session: 'T-1' })
    expect(rendered).toMatchObject({ url: 'https://b.example/T-1', body: '{"s":"T-1"}', headers: { 'X-S': 's=T-1' } })
    expect(rendered.masked).toMatchObject({
      url: 'https://b.example/••••',
      body: '{"s":"••••"}',
      headers: { 'X-S': 's=••••' },
    })
    expect(JSON.stringify(rendered.masked)).not.toContain('T-1')
  })

  it('fails without its secret, and with one that headers cannot carry', () => {
    const request = { ...base, auth: { kind: 'bearer', secret: '' } } as const
    const compiled = compileRequest(request, new Map())
    expect(compiled.render({}, { secret: null, token: null }, now)).toMatchObject({ code: 'secret_missing' })
    const failure = compiled.render({}, { secret: 'top\nsecret', token: null }, now)
    expect(failure).toMatchObject({ code: 'header_invalid' })
    expect(JSON.stringify(failure)).not.toContain('top')
  })
})

describe('checkRequest', () => {
  it('names the place of each problem', () => {
    const request: HttpRequest = {
      ...base,
      url: 'https://b.example/{{ nam }}',
      headers: { Host: 'x', 'X-A': '{{ name | nofilter }}' },
      body: { a: [{ b: '{{ bad }}' }], c: '{{ name }}' },
    }
    expect(checkRequest(request, 'request', new Set(['name'])).map(({ path, code }) => [path, code])).toEqual([
      ['request.url', 'unknown_name'],
      ['request.headers.Host', 'header_invalid'],
      ['request.headers.X-A', 'unknown_filter'],
      ['request.body.a[0].b', 'unknown_name'],
    ])
    expect(checkRequest({ ...base, format: 'form', body: { a: { b: 1 } } }, 'request', new Set())[0]?.code).toBe(
      'body_invalid',
    )
    expect(checkRequest({ ...base, format: 'xml', body: { a: 1 } }, 'request', new Set())[0]?.code).toBe('body_invalid')
    expect(checkRequest({ ...base, body: { a: 1 } }, 'request', new Set())).toEqual([])
  })
})
