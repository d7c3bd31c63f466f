import { expect, it } from 'vitest'
import { optionLines } from './optionLines.ts'

it('tells what was asked for, and not what was typed to confirm', () => {
  const revenue = { multiply: '1.10' }
  expect(optionLines({ revenue, reason: 'agreed', buyer: undefined, confirm: 'UPDATE' })).toEqual([
    { label: 'Revenue', value: 'multiply 1.10' },
    { label: 'Reason', value: 'agreed' },
  ])
})

it('tells new values, emptied ones and switches in words', () => {
  expect(optionLines({ set: { vehicle_year: 2015, city: null }, skipRules: false, skip: [] })).toEqual([
    { label: 'New values', value: 'vehicle_year = 2015, city = (empty)' },
    { label: 'Skip rules', value: 'No' },
  ])
})
