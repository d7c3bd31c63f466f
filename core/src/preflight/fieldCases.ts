// Cases for one field: what it has to take, and what it has to refuse.

import { Temporal } from 'temporal-polyfill'

import { assertNever } from '../assert.ts'
import { codeOf } from '../lead/fields/codeOf.ts'
import { labelOf } from '../screening/failure.ts'
import type { Field } from '../setup/campaign.ts'
import type { SampleWorld } from './sampleValue.ts'
import { boundCases } from './boundCases.ts'
import { listCases } from './listCases.ts'
import { isFree, passes, refusal, type ValueCase } from './valueCase.ts'

/** `sample`: the value that the field has in the sample lead; undefined where there is none. Computed fields have no cases. */
export function fieldCases(field: Field, sample: unknown, world: SampleWorld): ValueCase[] {
  if (field.compute !== undefined) return []
  return [
    ...absence(field),
    ...(sample === undefined ? [] : [...kindCases(field, sample, world), ...boundCases(field, world)]),
  ].map((one) => ({ ...one, name: `${labelOf(field)}: ${one.name}` }))
}

function absence(field: Field): ValueCase[] {
  const { required, type, blankWords } = field
  const hasDefault = field.default !== undefined
  const missing = refusal(type === 'consent' ? 'REJECT_LEAD_NO_CONSENT' : 'REJECT_LEAD_MISSING_REQUIRED_FIELD')
  const expect = required && !hasDefault ? missing : passes
  const [word] = blankWords
  return [
    // A default of a required consent that is no yes is the campaign's own contradiction.
    ...(type === 'consent' && required && hasDefault
      ? []
      : [{ name: 'left out', hop: 'check', value: null, expect } as const]),
    ...(word === undefined || hasDefault
      ? []
      : [{ name: `"${word}" counts as nothing`, hop: 'receive', value: word, expect } as const]),
  ]
}

function kindCases(field: Field, sample: unknown, world: SampleWorld): ValueCase[] {
  const bad = refusal(codeOf(field.type))
  const refused = (name: string, value: unknown): ValueCase => ({ name, hop: 'check', value, expect: bad })
  const free = isFree(field)
  switch (field.type) {
    case 'text':
    case 'longText':
    case 'hidden':
    case 'firstName':
    case 'lastName':
      return free ? textCases(field) : []
    case 'email':
      return [
        ...(free && typeof sample === 'string'
          ? [
              {
                name: 'capital letters',
                hop: 'clean',
                value: sample.toUpperCase(),
                expect: { kind: 'passes', value: sample.toLowerCase() },
              } as const,
            ]
          : []),
        refused('without @', 'ann.example.com'),
        refused('two @', 'ann@@example.com'),
        refused('a space in it', 'ann lee@example.com'),
        refused('without a domain', 'ann@'),
        refused('a misspelled domain', 'ann@gmial.com'),
        ...(field.allowDisposable ? [] : [refused('a disposable address', 'ann@mailinator.com')]),
        ...(field.allowFree ? [] : [refused('an address of a free provider', 'ann@gmail.com')]),
      ]
    case 'phone':
      return [refused('letters', 'call me'), refused('too short', '123'), refused('too long', '012345678901234567890')]
    case 'number':
    case 'integer':
    case 'money':
      return [refused('letters', 'many'), ...(field.type === 'integer' ? [refused('half a number', '1.5')] : [])]
    case 'date':
    case 'dateOfBirth':
      return [
        refused('a day that is not', '2015-02-30'),
        refused('a year of two digits', '03/04/15'),
        refused('no date', 'yesterday'),
        ...(field.type === 'dateOfBirth'
          ? [refused('in the future', Temporal.PlainDate.from(world.today).add({ days: 2 }).toString())]
          : []),
      ]
    case 'boolean':
      return [refused('neither yes nor no', 'perhaps')]
    case 'consent':
      return field.required
        ? [{ name: 'no', hop: 'check', value: 'no', expect: refusal('REJECT_LEAD_NO_CONSENT') }]
        : [refused('neither yes nor no', 'perhaps')]
    case 'url':
      return [refused('no web address', 'not an address'), refused('another scheme', 'ftp://example.com/')]
    case 'ip':
      return [refused('no address', '999.1.1.1')]
    case 'country':
      return [refused('no country', 'Nowhereland')]
    case 'postcode':
      return [refused('no postcode', '?')]
    case 'picklist':
    case 'picklistAny':
    case 'picklistAll':
      return listCases(field, world.picklists)
    default:
      return assertNever(field.type)
  }
}

const writings = [
  ['accents', 'Zoë Łukasiewicz'],
  ['Chinese', '山田太郎 王小明'],
  ['emoji', 'Ann 👋🏽 Lee'],
  ['right to left', 'مرحبا بالعالم'],
  ['quotes and signs', `O'Neil & "Sons" <3 100%`],
] as const

function textCases(field: Field): ValueCase[] {
  const fits = (text: string) =>
    lengthOf(text) >= Number(field.min ?? 0) && lengthOf(text) <= Number(field.max ?? Number.POSITIVE_INFINITY)
  return [
    ...writings.flatMap(([name, value]): ValueCase[] =>
      fits(value) ? [{ name, hop: 'clean', value, expect: passes }] : [],
    ),
    ...(field.max === undefined
      ? [{ name: 'very long', hop: 'check', value: 'Sample text '.repeat(400).trim(), expect: passes } as const]
      : []),
    {
      name: 'a script',
      hop: 'check',
      value: '<script>alert(1)</script>',
      expect: refusal('REJECT_LEAD_UNSAFE_CONTENT'),
    },
  ]
}

function lengthOf(text: string): number {
  return Array.from(text).length
}
