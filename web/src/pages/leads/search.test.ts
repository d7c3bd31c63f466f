import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chipsOf } from './chips.ts'
import type { FieldFilter } from './fieldFilter.ts'
import { leadParameters } from './parameters.ts'
import { emptySearch, formatSearch, isFiltered, parseSearch, withFilter, type LeadSearch } from './search.ts'

const key = fc.stringMatching(/^[A-Za-z0-9 _-]{1,12}$/)
const field: fc.Arbitrary<FieldFilter> = fc.record({
  field: fc.stringMatching(/^[a-z_][a-z0-9_]{0,9}$/),
  match: fc.constantFrom('is', 'contains', 'startsWith'),
  value: fc.string({ minLength: 1 }),
})
const filters = fc.record(
  {
    campaign: fc.uniqueArray(key, { minLength: 1, maxLength: 3 }),
    sold: fc.uniqueArray(fc.constantFrom('sold', 'unsold', 'returned', 'pending'), { minLength: 1 }),
    deliveryStatus: fc.uniqueArray(fc.constantFrom('full', 'partial', 'fail', 'blank'), { minLength: 1 }),
    code: fc.constant(['REJECT_LEAD_DUPLICATE']),
    test: fc.constantFrom(['true'], ['false']),
    job: fc.constant(['17']),
  },
  { requiredKeys: [] },
)
const searches: fc.Arbitrary<LeadSearch> = fc.record({
  q: fc.string(),
  filters,
  fields: fc.array(field, { maxLength: 3 }),
  date: fc.constantFrom(null, 'today', '-7d..now', '2026-11-01..2026-11-22', '2026-11-01..', '..2026-11-22T09:00:00Z'),
  oldestFirst: fc.boolean(),
  cursor: fc.constantFrom(null, 'WzEsMTc2Mzg='),
  page: fc.integer({ min: 1, max: 400 }),
  peek: fc.constantFrom(null, '10423'),
  columns: fc.constantFrom(null, ['id', 'field.post_code']),
  view: fc.constantFrom(null, 'failed'),
})

describe('the URL of the leads page', () => {
  it('says everything that the page shows', () => {
    fc.assert(
      fc.property(searches, (search) => {
        expect(parseSearch(formatSearch(search))).toEqual({ search, notices: [] })
      }),
    )
  })

  it('leaves a list out that no address can hold, and says so', () => {
    const { search, notices } = parseSearch({ q: 'x'.repeat(9001) })
    expect(search.q).toBe('')
    expect(notices).toHaveLength(1)
  })

  it('takes one job, and no job that is none', () => {
    expect(parseSearch({ job: '17,18' }).search.filters.job).toEqual(['17'])
    expect(parseSearch({ job: 'seventeen' })).toMatchObject({ search: { filters: {} }, notices: [expect.any(String)] })
  })

  it('is empty when nothing is asked', () => {
    expect(formatSearch(emptySearch)).toEqual({})
    expect(isFiltered(emptySearch)).toBe(false)
  })

  it('understands the short names as well', () => {
    const { search, notices } = parseSearch({
      c: 'solar-uk,boiler',
      t: '-7d..now',
      ds: 'fail,partial',
      f: 'postcode~SW1',
    })
    expect(notices).toEqual([])
    expect(search.filters).toEqual({ campaign: ['solar-uk', 'boiler'], deliveryStatus: ['fail', 'partial'] })
    expect(search.date).toBe('-7d..now')
    expect(search.fields).toEqual([{ field: 'postcode', match: 'contains', value: 'SW1' }])
  })

  it('leaves a broken value out and says so', () => {
    const { search, notices } = parseSearch({ deliveryStatus: 'xyz,fail', date: 'soon', sort: 'name', field: 'nosign' })
    expect(search).toEqual({ ...emptySearch, filters: { deliveryStatus: ['fail'] } })
    expect(notices).toHaveLength(4)
    expect(notices[0]).toContain('deliveryStatus=xyz')
  })

  it('does not take words of the object prototype for words of a set', () => {
    expect(parseSearch({ sold: 'constructor', code: 'toString' }).search.filters).toEqual({})
  })

  it('goes back to the first page when a filter changes', () => {
    const search = { ...emptySearch, cursor: 'abc', page: 4 }
    expect(withFilter(search, 'sold', ['sold'])).toMatchObject({ cursor: null, page: 1, filters: { sold: ['sold'] } })
    expect(withFilter({ ...search, filters: { sold: ['sold'] } }, 'sold', []).filters).toEqual({})
  })
})

describe('the chips', () => {
  it('take one filter away each, and together all of them', () => {
    fc.assert(
      fc.property(searches, (search) => {
        let rest = search
        for (let left = chipsOf(rest); left[0]; left = chipsOf(rest)) {
          rest = left[0].without
          expect(chipsOf(rest)).toHaveLength(left.length - 1)
        }
        expect(isFiltered(rest)).toBe(false)
      }),
    )
  })
})

describe('what the server is asked', () => {
  it('has the API’s names and grammar', () => {
    const { search } = parseSearch({
      q: ' ann ',
      sold: 'unsold',
      field: ['city~Lon', 'make^F', 'email=x@y.z'],
      date: '2026-11-22..2026-11-22',
    })
    expect(leadParameters(search, new Date('2026-11-22T12:00:00Z'), 'America/New_York')).toEqual({
      q: 'ann',
      sold: 'unsold',
      'field.city': '~Lon',
      'field.make': 'F*',
      'field.email': 'x@y.z',
      from: '2026-11-22T05:00:00.000Z',
      to: '2026-11-23T05:00:00.000Z',
      sort: '-received',
    })
  })
})
