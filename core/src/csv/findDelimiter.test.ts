import { expect, it } from 'vitest'
import { findDelimiter } from './findDelimiter.ts'
import { separatorLine } from './separatorLine.ts'

it('The delimiter is what the headings have most of, outside quotes', () => {
  expect(findDelimiter('a,b,c\n1;2;3;4;5')).toBe(',')
  expect(findDelimiter('a;"x,y,z,w";c\n')).toBe(';')
  expect(findDelimiter('a\tb\n')).toBe('\t')
  expect(findDelimiter('email\n')).toBe(',')
})

it('A first line may name the delimiter', () => {
  expect(separatorLine('sep=;\r\na;b')).toBe(';')
  expect(separatorLine('SEP=\t\na')).toBe('\t')
  expect(separatorLine('sep=;x\n')).toBeNull()
  expect(separatorLine('a,sep=;\n')).toBeNull()
})
