import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  columnView,
  isColumn,
  isStandard,
  movedColumn,
  otherColumns,
  placedColumn,
  standardColumns,
  toggledColumn,
} from './columns.ts'

const some = fc.shuffledSubarray([...standardColumns, ...otherColumns, 'field.postcode'], { minLength: 1 })

describe('columns', () => {
  it('are known by their names, fields by their keys', () => {
    expect(['id', 'field.vehicle_year', 'duplicateOf'].every(isColumn)).toBe(true)
    expect(['', 'field.', 'field.<b>', 'toString', 'price'].some(isColumn)).toBe(false)
  })

  it('have the label of the campaign where it has one', () => {
    const labels = new Map([['vehicle_year', 'Year of the car']])
    expect(columnView('field.vehicle_year', labels).label).toBe('Year of the car')
    expect(columnView('field.post_code', labels).label).toBe('Post code')
    expect(columnView('supplier', labels).label).toBe('SID')
  })

  it('move without one of them being lost or doubled', () => {
    fc.assert(
      fc.property(some, fc.nat(20), fc.integer({ min: -1, max: 21 }), (columns, which, place) => {
        const name = columns[which % columns.length] ?? ''
        const moved = placedColumn(columns, name, place)
        expect(moved.toSorted()).toEqual(columns.toSorted())
        if (place >= 0 && place < columns.length) expect(moved.indexOf(name)).toBe(place)
        else expect(moved).toEqual(columns)
      }),
    )
  })

  it('go one place at a time and stop at the ends', () => {
    expect(movedColumn(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c'])
    expect(movedColumn(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b'])
    expect(movedColumn(['a', 'b'], 'a', -1)).toEqual(['a', 'b'])
  })

  it('come and go, but for the last one', () => {
    expect(toggledColumn(['id'], 'code')).toEqual(['id', 'code'])
    expect(toggledColumn(['id', 'code'], 'id')).toEqual(['code'])
    expect(toggledColumn(['id'], 'id')).toEqual(['id'])
  })

  it('are the standard ones in the standard order only', () => {
    expect(isStandard([...standardColumns])).toBe(true)
    expect(isStandard(standardColumns.toReversed())).toBe(false)
  })
})
