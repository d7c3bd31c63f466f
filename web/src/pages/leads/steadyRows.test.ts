import { describe, expect, it } from 'vitest'
import { leadRow } from './leadRow.fixture.ts'
import { steadyRows, watermark } from './steadyRows.ts'

const shown = ['3', '2', '1'].map((id) => ({ lead: leadRow({ id }), left: false }))

describe('rows that are refreshed', () => {
  it('stay in their order, take their newest state, and let nothing new in', () => {
    const fresh = [leadRow({ id: '4' }), leadRow({ id: '1' }), leadRow({ id: '2', sold: 'sold' }), leadRow({ id: '3' })]
    const rows = steadyRows(shown, fresh)
    expect(rows.map((row) => row.lead.id)).toEqual(['3', '2', '1'])
    expect(rows[1]?.lead.sold).toBe('sold')
  })

  it('are marked when the search no longer finds them, and unmarked when it does again', () => {
    const gone = steadyRows(shown, [leadRow({ id: '3' }), leadRow({ id: '1' })])
    expect(gone.map((row) => row.left)).toEqual([false, true, false])
    expect(steadyRows(gone, [leadRow({ id: '2' })])[1]?.left).toBe(false)
  })

  it('are older than the watermark', () => {
    expect(watermark([{ lead: leadRow({ receivedAt: '2026-11-22T09:14:02.999Z' }), left: false }])).toBe(
      '2026-11-22T09:14:03.000Z',
    )
    expect(watermark([])).toBeNull()
  })
})
