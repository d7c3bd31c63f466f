import { expect, it } from 'vitest'
import { oddTexts } from './oddTexts.ts'

it('finds each text with other letters once, and stops at as many as are wanted', () => {
  const rows = [{ cells: ['Ann', 'Müller'] }, { cells: ['Müller', 'Zoë'] }, { cells: ['山田', 'x'] }]
  expect(oddTexts(rows, 10)).toEqual(['Müller', 'Zoë', '山田'])
  expect(oddTexts(rows, 2)).toEqual(['Müller', 'Zoë'])
})
