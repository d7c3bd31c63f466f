import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gridCommand, type GridKey, type GridPlaces } from './gridKeys.ts'

const places = (row: number, column: number): GridPlaces => ({
  range: { anchor: { row, column }, head: { row, column } },
  most: { row: 9, column: 4 },
  pageRows: 5,
})
const press = (key: string, more: Partial<GridKey> = {}, at = places(2, 1)) =>
  gridCommand({ key, ctrl: false, shift: false, alt: false, ...more }, at)

test('Every key of the map does what it says', () => {
  expect(press('ArrowDown')).toEqual({ kind: 'move', to: { row: 3, column: 1 }, extend: false })
  expect(press('ArrowRight', { shift: true })).toEqual({ kind: 'move', to: { row: 2, column: 2 }, extend: true })
  expect(press('F2')).toEqual({ kind: 'edit', text: null, list: false })
  expect(press('x')).toEqual({ kind: 'edit', text: 'x', list: false })
  expect(press('ArrowDown', { alt: true })).toEqual({ kind: 'edit', text: null, list: true })
  expect(press('Enter', { alt: true })).toEqual({ kind: 'take' })
  expect(press('Enter', { ctrl: true })).toEqual({ kind: 'applyToAll' })
  expect(press('d', { ctrl: true })).toEqual({ kind: 'fillDown' })
  expect(press('z', { ctrl: true })).toEqual({ kind: 'undo' })
  expect(press('Z', { ctrl: true, shift: true })).toEqual({ kind: 'redo' })
  expect(press('F8', { shift: true })).toEqual({ kind: 'problem', step: -1 })
})

test('K keeps a lead on its id alone, where other letters are left to the page', () => {
  expect(press('k', {}, places(2, 0))).toEqual({ kind: 'keep' })
  expect(press('?', {}, places(2, 0))).toBeNull()
  expect(press('k')).toEqual({ kind: 'edit', text: 'k', list: false })
})

test('The browser keeps its own keys, and Tab leaves the grid at its ends', () => {
  for (const key of ['c', 'x', 'v', 'r', 't']) expect(press(key, { ctrl: true })).toBeNull()
  expect(press('Tab', {}, places(9, 4))).toBeNull()
  expect(press('Tab', { shift: true }, places(0, 0))).toBeNull()
  expect(press('Tab', {}, places(2, 4))).toEqual({ kind: 'move', to: { row: 3, column: 0 }, extend: false })
})

test('No key leads out of the grid', () => {
  const key = fc.constantFrom(
    'ArrowUp',
    'ArrowDown',
    'ArrowLeft',
    'ArrowRight',
    'PageUp',
    'PageDown',
    'Home',
    'End',
    'Tab',
  )
  fc.assert(
    fc.property(key, fc.boolean(), fc.boolean(), fc.nat(9), fc.nat(4), (pressed, ctrl, shift, row, column) => {
      const command = press(pressed, { ctrl, shift }, places(row, column))
      if (command?.kind !== 'move') return
      expect(command.to.row).toBeGreaterThanOrEqual(0)
      expect(command.to.row).toBeLessThanOrEqual(9)
      expect(command.to.column).toBeGreaterThanOrEqual(0)
      expect(command.to.column).toBeLessThanOrEqual(4)
    }),
  )
})
