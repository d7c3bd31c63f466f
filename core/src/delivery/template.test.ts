import { createHash } from 'node:crypto'

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { LeadFacts } from '../lead/facts.ts'
import type { Mapper } from '../setup/lists.ts'
import { checkTemplate } from './checkTemplate.ts'
import { compileMappers } from './filters/mapperFilter.ts'
import { scopeOf, templateNames } from './scope.ts'
import { compileTemplate, compileText, compileValue, singlePlaceholder } from './template.ts'

const facts: LeadFacts = {
  id: '10423',
  campaign: 'auto-warranty',
  supplier: 'ADC1',
  source: null,
  method: 'api',
  test: false,
  receivedAt: new Date('2026-07-22T23:14:02.113Z'),
  timezone: 'Europe/London',
  country: 'GB',
  values: {
    email: 'ann@example.com',
    phone: '+447700900123',
    vehicle_year: 2015,
    make: 'Volkswagen',
    dob: '1990-03-04',
  },
  raw: { make: 'vw', 'Vehicle Year': '2015' },
  invalid: [],
  consent: { email: 'yes', sms: 'unknown' },
}
const mapper = (missing: Mapper['missing']): Mapper => ({ pairs: { Volkswagen: 'VW' }, missing })
const mappers = compileMappers(
  new Map([
    ['makes', mapper('hold')],
    ['loose', mapper('pass')],
    ['other', mapper({ default: 'ZZ' })],
  ]),
)
const text = (source: string, extra = {}) => compileTemplate(source, mappers)(scopeOf(facts, extra))
const value = (source: string, extra = {}) => compileValue(source, mappers)(scopeOf(facts, extra))

describe('compileTemplate', () => {
  it.each([
    ['{{ email }} · {{ vehicle_year }} {{ make }}', 'ann@example.com · 2015 Volkswagen'],
    ['{{ lead.id }}/{{ supplier }}/{{ source }}/{{ campaign }}', '10423/ADC1//auto-warranty'],
    ['{{ received }} {{ consent.email }} {{ consent.sms }}', '2026-07-22T23:14:02.113Z yes unknown'],
    ["{{ raw.make }} {{ raw['Vehicle Year'] }}", 'vw 2015'],
    ['{{ nothing }}{{ lead.nothing }}{{ email.nothing }}', ''],
    ["{{ make | map: 'makes' }}", 'VW'],
    ["{{ 'Seat' | map: 'loose' }} {{ 'Seat' | map: 'other' }}", 'Seat ZZ'],
    ["{{ dob | date: 'DD/MM/YYYY' }} {{ dob | date: '%d.%m.%y' }}", '04/03/1990 04.03.90'],
    ["{{ received | date: 'YYYY-MM-DD HH:mm' }}", '2026-07-23 00:14'],
    ["{{ received | date: '%H:%M %z', 'America/New_York' }}", '19:14 -0400'],
    ['{{ phone | digits }} {{ phone | national }} {{ phone | e164 }}', '447700900123 07700900123 +447700900123'],
    ["{{ '07700 900123' | e164 }}", '+447700900123'],
    ["{{ make | upcase }} {{ nothing | default: 'none' }}", 'VOLKSWAGEN none'],
    ['{% if vehicle_year > 2010 %}new{% else %}old{% endif %}', 'new'],
    ['a {{- make -}} b', 'aVolkswagenb'],
  ])('renders %s', (source, expected) => {
    expect(text(source)).toBe(expected)
  })

  it.each(['sha256', 'md5'])('hashes the UTF-8 text with %s', (algorithm) => {
    const wanted = createHash(algorithm).update('zoë@example.com').digest('hex')
    expect(text(`{{ email | ${algorithm} }}`, { email: 'zoë@example.com' })).toBe(wanted)
  })

  it.each(['{{ secret.api_key }}', '${1+1}', '<%= 1 %>', '{{ constructor }}', '{% if true %}x{% endif %}'])(
    'writes the lead value %s as it is',
    (evil) => {
      expect(text('[{{ email }}] [{{ email | downcase | append: "" }}]', { email: evil })).toBe(
        `[${evil}] [${evil.toLowerCase()}]`,
      )
    },
  )

  it('shows nothing that objects inherit', () => {
    expect(text('{{ constructor }}{{ raw.constructor }}{{ raw.toString }}{{ lead.__proto__ }}')).toBe('')
    expect(text("{{ raw.constructor | append: '' }}{{ constructor.name | append: '' }}")).toBe('')
  })

  it('gives the same text by the short way and by the interpreter', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.array(fc.string())),
        (given) => {
          const quick = compileTemplate('<{{ x }}>', mappers)
          const slow = compileTemplate('<{% if true %}{{ x }}{% endif %}>', mappers)
          expect(quick({ x: given })).toEqual(slow({ x: given }))
        },
      ),
    )
  })

  it('answers a value without a pair with a failure where the mapper holds', () => {
    expect(text("{{ 'Kia' | map: 'makes' }}")).toMatchObject({
      code: 'mapper_hold',
      message: "'Kia' has no pair in mapper makes",
    })
    expect(text("{{ 'Kia' | map: 'gone' }}")).toMatchObject({ code: 'mapper_unknown' })
    expect(text("[{{ nothing | map: 'makes' }}]")).toBe('[]')
  })

  it('stops an output above 256 KB and a loop that would not end', () => {
    const long = 'x'.repeat(200_000)
    expect(text('{{ x }}{{ x }}', { x: long })).toMatchObject({ code: 'output_too_large' })
    expect(text('{% for i in (1..100000000) %}{{ i }}{% endfor %}')).toMatchObject({ code: 'template_limit' })
  })

  it('throws from compileText, where nobody could hold the lead', () => {
    expect(compileText('{{ a }}-{{ b }}')({ a: 1 })).toBe('1-')
    expect(() => compileText("{{ a | map: 'x' }}")({ a: 'Kia' })).toThrow('There is no mapper x')
  })
})

describe('compileValue', () => {
  it.each([
    ['{{ vehicle_year }}', 2015],
    ['{{ vehicle_year | plus: 1 }}', 2016],
    [' {{ nothing }} ', null],
    ['{{ nothing | upcase }}', null],
    ["{{ nothing | default: '' }}", ''],
    ['{{ flag }}', true],
    ['{{ list }}', ['a', 'b']],
    ['year {{ vehicle_year }}', 'year 2015'],
    ['{{ vehicle_year }}{{ vehicle_year }}', '20152015'],
    ["{{ make | map: 'makes' }}", 'VW'],
    ["{{ '}}' }}", '}}'],
  ])('keeps the type of %s', (source, expected) => {
    expect(value(source, { flag: true, list: ['a', 'b'] })).toEqual(expected)
  })

  it('knows a single placeholder when it sees one', () => {
    expect(singlePlaceholder('{{ a | b: "c" }}')).toBe('a | b: "c"')
    expect(singlePlaceholder('{{ a }} {{ b }}')).toBeNull()
    expect(singlePlaceholder('x{{ a }}')).toBeNull()
    expect(singlePlaceholder('{{ }}')).toBeNull()
  })
})

describe('checkTemplate', () => {
  const known = templateNames(['email', 'vehicle_year', 'make'], ['session'])
  const codes = (source: string) => checkTemplate(source, 'body.a', known, new Set(['makes'])).map(({ code }) => code)

  it('is content with names, raw fields and mappers that exist', () => {
    expect(
      codes(
        "{{ email }} {{ lead.id }} {{ consent.sms }} {{ raw.anything }} {{ token.session }} {{ make | map: 'makes' }}",
      ),
    ).toEqual([])
    expect(codes('{% assign x = make %}{{ x }}{{ email.size }}')).toEqual([])
  })

  it('suggests what was probably meant', () => {
    expect(checkTemplate('{{ vehicle_yaer }}', 'body.year', known)).toEqual([
      {
        path: 'body.year',
        code: 'unknown_name',
        message: "There is no field 'vehicle_yaer'. Did you mean vehicle_year?",
      },
    ])
    expect(checkTemplate('a\n{{ make | upcsae }}', 'p', known)[0]?.message).toMatch(
      /no filter 'upcsae'.*Did you mean upcase\?/,
    )
    expect(checkTemplate("{{ make | map: 'make' }}", 'p', known, new Set(['makes']))[0]?.message).toMatch(
      /Did you mean makes\?/,
    )
  })

  it.each([
    '{{ email',
    '{% if email %}',
    '{{ }}',
    "{% include 'x' %}",
    '{% render "x" %}',
    '{% echo email %}',
    "{{ email | where_exp: 'a', 'b' }}",
  ])('refuses %s', (source) => {
    const [problem] = checkTemplate(source, 'p', known)
    expect(problem?.code).toMatch(/^(template_invalid|unknown_filter)$/)
  })

  it('says where the mistake is', () => {
    expect(checkTemplate('a\nbc {{ email', 'p', known)[0]?.message).toMatch(/line:2, col:4/)
  })
})
