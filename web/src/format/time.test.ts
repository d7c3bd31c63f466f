import { describe, expect, it } from 'vitest'
import { duration, fullTime, shortTime, zoneCity } from './time.ts'

const now = new Date('2026-11-22T12:00:00Z')

describe('times on the screen', () => {
  it('are shown in the zone that was asked for', () => {
    expect(shortTime('2026-11-22T09:14:02.113Z', 'Europe/London', now)).toBe('22 Nov 09:14:02')
    expect(shortTime('2026-11-22T23:14:02Z', 'Asia/Tokyo', now)).toBe('23 Nov 08:14:02')
  })

  it('carry the year when it is not the current one of that zone', () => {
    expect(shortTime('2025-12-31T23:30:00Z', 'Europe/London', now)).toBe('31 Dec 2025 23:30:00')
    expect(shortTime('2025-12-31T23:30:00Z', 'Europe/Berlin', now)).toBe('01 Jan 00:30:00')
  })

  it('say the hour after midnight as 00', () => {
    expect(shortTime('2026-11-22T00:05:00Z', 'UTC', now)).toBe('22 Nov 00:05:00')
  })

  it('name the zone in full, so that the two 01:30 of a clock change differ', () => {
    expect(fullTime('2026-10-25T00:30:00Z', 'Europe/London')).toContain('01:30:00.000 BST')
    expect(fullTime('2026-10-25T01:30:00Z', 'Europe/London')).toContain('01:30:00.000 GMT')
  })

  it('name the zone in a header by its city', () => {
    expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
    expect(zoneCity('UTC')).toBe('UTC')
  })
})

describe('a duration', () => {
  it.each([
    [412, '412 ms'],
    [999, '999 ms'],
    [3240, '3.2 s'],
    [59_949, '59.9 s'],
    [59_960, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('of %i ms reads %s', (ms, words) => {
    expect(duration(ms)).toBe(words)
  })
})
