import { expect, it } from 'vitest'
import { storedValues } from './storedValues.ts'

it('shows the values in the order and with the labels of the campaign, unknown fields last', () => {
  const fields = { utm: 'x', make: 'Ford', email: 'a@b.c' }
  const setup = [{ key: 'email', label: 'Email address' }, { key: 'phone' }, { key: 'make' }]
  expect(storedValues(fields, setup)).toEqual([
    { key: 'email', label: 'Email address', value: 'a@b.c' },
    { key: 'make', label: 'Make', value: 'Ford' },
    { key: 'utm', label: 'Utm', value: 'x' },
  ])
})
