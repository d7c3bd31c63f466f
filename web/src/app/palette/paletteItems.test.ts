import { describe, expect, it } from 'vitest'
import { places } from '../places.ts'
import { paletteItems, type PaletteFacts } from './paletteItems.ts'

const facts: PaletteFacts = {
  leads: [],
  views: [{ key: 'failed', name: 'Failed today', query: 'date=today' }],
  campaigns: ['solar-uk', 'boiler'],
  suppliers: ['ADC1'],
  buyers: ['ACME'],
  deliveries: ['acme'],
  selected: null,
}
const labels = (typed: string) => paletteItems(typed, facts).map(({ label }) => label)

describe('the palette', () => {
  it('offers everything before anything is typed', () => {
    expect(labels('')).toEqual([
      ...places.map(({ label }) => label),
      'Failed today',
      'solar-uk',
      'boiler',
      'ADC1',
      'ACME',
      'acme',
    ])
  })

  it('offers what can be done with the chosen leads, when there are some', () => {
    const found = paletteItems('unsub', { ...facts, selected: '12 selected' })
    expect(found.find(({ group }) => group === 'Selection')).toMatchObject({
      label: 'Unsubscribe…',
      hint: '12 selected',
      to: { kind: 'function', action: 'unsubscribe' },
    })
    expect(paletteItems('unsub', facts).some(({ group }) => group === 'Selection')).toBe(false)
  })

  it('narrows by what is typed, without case, and always offers to search', () => {
    expect(labels('acm')).toEqual(['Search leads for “acm”', 'ACME', 'acme'])
    expect(labels('xyz')).toEqual(['Search leads for “xyz”'])
  })

  it('goes to a campaign as a whole, and to its leads', () => {
    const found = paletteItems('solar', facts).filter(({ group }) => group === 'Campaigns')
    expect(found.map(({ to }) => to)).toEqual([
      { kind: 'campaign', reference: 'solar-uk' },
      { kind: 'list', query: 'campaign=solar-uk' },
    ])
  })

  it('puts the leads that were found first', () => {
    const found = { ...facts, leads: [{ id: '10423', summary: 'Ann Lee', campaign: 'solar-uk' }] }
    expect(paletteItems('ann', found)[0]).toMatchObject({ label: '10423 · Ann Lee', to: { kind: 'lead', id: '10423' } })
  })

  it('makes of a pasted list one entry that shows them', () => {
    expect(paletteItems('10423; 10424; 10425', facts)).toEqual([
      expect.objectContaining({ label: 'Show these 3', to: { kind: 'list', query: 'q=10423%3B%2010424%3B%2010425' } }),
    ])
  })
})
