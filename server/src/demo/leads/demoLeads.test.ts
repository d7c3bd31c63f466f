import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { arrivals } from './arrivals.ts'
import { demoLeads } from './demoLeads.ts'
import { createRandom } from './random.ts'

const now = new Date('2026-11-18T12:00:00Z')
const dayMs = 86_400_000

describe('the leads of the demo', () => {
  test('are the same people for everybody, at whatever time the demo is loaded', () => {
    const other = demoLeads(new Date('2027-03-02T21:17:00Z'))
    const mail = (leads: ReturnType<typeof demoLeads>) => leads.map(({ fields }) => fields['email'])
    expect(mail(other)).toEqual(mail(demoLeads(now)))
  })

  test('come over the last 30 days in order, busier by day than by night', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.nat(),
        (at, seed) => {
          const times = arrivals(createRandom(seed), at, 30, 200).map((time) => time.getTime())
          expect(times).toEqual(times.toSorted((a, b) => a - b))
          expect(Math.min(...times)).toBeGreaterThanOrEqual(at.getTime() - 30 * dayMs - 3_600_000)
          expect(Math.max(...times)).toBeLessThanOrEqual(at.getTime())
        },
      ),
      { numRuns: 50 },
    )
    const hours = demoLeads(now).map(({ receivedAt }) => receivedAt.getUTCHours())
    const night = hours.filter((hour) => hour < 6).length
    const evening = hours.filter((hour) => hour >= 17 && hour < 23).length
    expect(evening).toBeGreaterThan(5 * night)
  })

  test('reach nobody: example domains, and numbers kept for drama', () => {
    for (const { fields } of demoLeads(now)) {
      expect(String(fields['email'])).toMatch(/(?:@| at )example\.(?:com|org|net)$/)
      expect(String(fields['phone']).replaceAll(' ', '')).toMatch(
        /^(?:(?:0|\+44)7700900\d{3}|02079460\d{3}|01614960\d{3}|07700900)$/,
      )
    }
  })

  test('hold the slip of ten years and the make that is not on the list', () => {
    const cars = demoLeads(now).filter(({ campaign }) => campaign === 'auto-warranty')
    const share = (field: string, value: unknown) =>
      cars.filter(({ fields }) => fields[field] === value).length / cars.length
    expect(share('vehicle_year', 2025)).toBeGreaterThan(0.015)
    expect(share('make', 'VW')).toBeGreaterThan(0.025)
  })
})
