import { describe, expect, it } from 'vitest'
import { isRange, rangeWords, toInstants } from './timeRange.ts'

const now = new Date('2026-11-22T00:30:00Z')

describe('a time range', () => {
  it('takes today from the clock of the reader’s zone', () => {
    expect(toInstants('today', now, 'America/New_York')).toEqual({
      from: '2026-11-21T05:00:00.000Z',
      to: '2026-11-22T05:00:00.000Z',
    })
    expect(toInstants('yesterday', now, 'UTC')).toEqual({
      from: '2026-11-21T00:00:00.000Z',
      to: '2026-11-22T00:00:00.000Z',
    })
  })

  it('counts back from now and stays open at its end', () => {
    expect(toInstants('-7d..now', now, 'UTC')).toEqual({ from: '2026-11-15T00:30:00.000Z', to: null })
    expect(toInstants('-2h..now', now, 'UTC')).toEqual({ from: '2026-11-21T22:30:00.000Z', to: null })
  })

  it('includes both days, the last one whole, over a clock change too', () => {
    expect(toInstants('2026-10-24..2026-10-25', now, 'Europe/London')).toEqual({
      from: '2026-10-23T23:00:00.000Z',
      to: '2026-10-26T00:00:00.000Z',
    })
  })

  it('may be open on one side, or stand between two instants', () => {
    expect(toInstants('2026-11-01..', now, 'UTC')).toEqual({ from: '2026-11-01T00:00:00.000Z', to: null })
    expect(toInstants('..2026-11-22T09:00:00+01:00', now, 'UTC')).toEqual({
      from: null,
      to: '2026-11-22T08:00:00.000Z',
    })
  })

  it.each([
    '',
    '..',
    'soon',
    '2026-02-30..',
    '2026-11-22..2026-11-01',
    '2026-13-01..',
    '-7y..now',
    'a..b..c',
    '2026-11-01',
  ])('is not “%s”', (range) => {
    expect(isRange(range)).toBe(false)
  })

  it.each([
    ['-7d..now', 'Last 7 days'],
    ['-3d..now', 'Last 3 days'],
    ['-5h..now', 'Last 5 hours'],
    ['today', 'Today'],
    ['2026-11-01..2026-11-22', '1 Nov 2026 – 22 Nov 2026'],
    ['2026-11-01..2026-11-01', '1 Nov 2026'],
    ['2026-11-01..', 'from 1 Nov 2026'],
    ['..2026-11-22', 'until 22 Nov 2026'],
  ])('%s reads “%s”', (range, words) => {
    expect(rangeWords(range)).toBe(words)
  })
})
