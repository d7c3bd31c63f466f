import fc from 'fast-check'
import { expect, test } from 'vitest'

import { sampleField } from '@switchyard/core/screening/sampleCampaign.ts'

import { replacementOf } from './replaceValue.ts'

const make = sampleField({ key: 'make', type: 'text', aliases: ['brand'] })
const email = sampleField({ key: 'email', type: 'email' })
const lead = (raw: object, edits: object = {}) => ({ raw: { ...raw }, edits: { ...edits } })

test('The value that stands there now counts, under whatever name it came', () => {
  const wish = { field: 'make', from: 'VW', to: 'Volkswagen' }
  const edit = { kind: 'edit', fields: { make: 'Volkswagen' } }
  expect(replacementOf(lead({ make: ' v.w. ' }), make, wish)).toEqual(edit)
  expect(replacementOf(lead({ brand: 'VW' }), make, wish)).toEqual(edit)
  expect(replacementOf(lead({ make: 'VW' }, { make: 'Audi' }), make, wish)).toEqual({
    kind: 'leftOut',
    reason: "its make is not 'VW'",
  })
  expect(replacementOf(lead({}), null, wish).kind).toBe('leftOut')
})

test('Null is where nothing was received; left out it is whatever was', () => {
  expect(replacementOf(lead({}), make, { field: 'make', from: null, to: 'x' }).kind).toBe('edit')
  expect(replacementOf(lead({ make: 'VW' }), make, { field: 'make', from: null, to: 'x' }).kind).toBe('leftOut')
  expect(replacementOf(lead({ make: 'VW' }), make, { field: 'make', to: null })).toEqual({
    kind: 'edit',
    fields: { make: null },
  })
})

test('Numbers are the same only with sign and point', () => {
  const wish = (from: string) => ({ field: 'make', from, to: '1' })
  expect(replacementOf(lead({ make: -5 }), make, wish('5')).kind).toBe('leftOut')
  expect(replacementOf(lead({ make: 1.5 }), make, wish('15')).kind).toBe('leftOut')
  expect(replacementOf(lead({ make: 15 }), make, wish('15')).kind).toBe('edit')
})

test('A mail domain is changed alone, and no other part of any address', () => {
  const local = fc.string({ unit: fc.constantFrom('a', 'b', '.', '@', '1'), minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(local, (text) => {
      const wish = { field: 'email', from: '@gamil.com', to: '@gmail.com' }
      expect(replacementOf(lead({ email: `${text}@GAMIL.com` }), email, wish)).toEqual({
        kind: 'edit',
        fields: { email: `${text}@gmail.com` },
      })
      expect(replacementOf(lead({ email: `${text}@gmail.com` }), email, wish).kind).toBe('leftOut')
    }),
  )
})
