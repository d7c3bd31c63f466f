import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allResults,
  isSelected,
  noSelection,
  pageState,
  rangeToggled,
  selectedCount,
  selectionBody,
  taking,
  toggled,
  withIds,
  without,
  type Selection,
} from './selection.ts'

const page = ['9', '8', '7', '6', '5']
const ids = (...chosen: string[]): Selection => ({ kind: 'ids', ids: chosen })
const asOf = '2026-11-22T09:00:00.001Z'

describe('a selection by hand', () => {
  it('takes a row in and out again', () => {
    const one = toggled(noSelection, '8', page)
    expect(one).toEqual(ids('8'))
    expect(toggled(one, '8', page)).toEqual(noSelection)
  })

  it('takes a range in from the row chosen before, in either direction', () => {
    expect(rangeToggled(ids('8'), page, '8', '6')).toEqual(ids('8', '7', '6'))
    expect(rangeToggled(ids('6'), page, '6', '9')).toEqual(ids('6', '9', '8', '7'))
  })

  it('takes a range out where its last row was chosen', () => {
    expect(rangeToggled(ids('8', '7', '6'), page, '8', '7')).toEqual(ids('6'))
  })

  it('takes only the row itself where the row chosen before is on another page', () => {
    expect(rangeToggled(ids('1'), page, '1', '7')).toEqual(ids('1', '7'))
    expect(rangeToggled(noSelection, page, null, '7')).toEqual(ids('7'))
  })

  it('keeps what is not on the page', () => {
    const both = withIds(ids('1', '8'), page)
    expect(both).toEqual(ids('1', '8', '9', '7', '6', '5'))
    expect(without(both, page)).toEqual(ids('1'))
  })

  it('holds each lead once, however it came about', () => {
    const step = fc.tuple(fc.constantFrom(...page), fc.constantFrom(...page, null))
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let selection: Selection = noSelection
        for (const [id, anchor] of steps) selection = rangeToggled(selection, page, anchor, id)
        const chosen = selection.kind === 'ids' ? selection.ids : []
        expect(new Set(chosen).size).toBe(chosen.length)
        expect(page.filter((id) => isSelected(selection, id))).toHaveLength(chosen.length)
      }),
    )
  })

  it('is asked for by its ids', () => {
    expect(selectionBody(ids('8', '7'))).toEqual({ ids: ['8', '7'] })
    expect(selectionBody(noSelection)).toBeNull()
  })
})

describe('all results', () => {
  const all = allResults({ campaign: 'solar', 'field.city': '~Lon', sort: '-received' }, asOf)

  it('are asked for by the search as it was when they were chosen', () => {
    expect(selectionBody(all)).toEqual({ query: { campaign: 'solar', 'field.city': '~Lon', to: asOf } })
  })

  it('end no later than the search itself', () => {
    expect(selectionBody(allResults({ to: '2026-11-01T00:00:00.000Z' }, asOf))).toEqual({
      query: { to: '2026-11-01T00:00:00.000Z' },
    })
  })

  it('can be cut to a number of them, which marks no single row', () => {
    const some = taking(all, { count: 100, order: 'random', seed: 7 })
    expect(selectionBody(some)).toMatchObject({ take: { count: 100, order: 'random', seed: 7 } })
    expect(selectedCount(some, 4213)).toBe(100)
    expect(selectedCount(some, 40)).toBe(40)
    expect(isSelected(some, '9')).toBe(false)
  })

  it('become the rest of the page when one row is taken out', () => {
    expect(pageState(all, page)).toBe('all')
    expect(toggled(all, '8', page)).toEqual(ids('9', '7', '6', '5'))
  })
})
