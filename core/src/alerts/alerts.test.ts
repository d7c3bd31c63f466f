import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { alertLink } from './alertLink.ts'
import { isQuiet } from './quietHours.ts'
import { judgeRejections } from './rejectRate.ts'
import { retryMessageAt } from './retryMessage.ts'

describe('Quiet hours', () => {
  const night = { from: '22:00', to: '07:00', timezone: 'Europe/London' }
  test.each([
    ['2026-11-22T21:59:00Z', false],
    ['2026-11-22T22:00:00Z', true],
    ['2026-11-23T06:59:00Z', true],
    ['2026-11-23T07:00:00Z', false],
    // Summer time: an hour earlier by the clock of the world.
    ['2026-07-01T21:00:00Z', true],
    ['2026-07-01T06:00:00Z', false],
  ])('over midnight, at %s: %s', (at, quiet) => {
    expect(isQuiet(new Date(at), night)).toBe(quiet)
  })

  test('within a day begin with their first minute and end before their last; from and to alike mean all day', () => {
    const lunch = { from: '12:00', to: '13:00', timezone: 'UTC' }
    const at = (clock: string) => isQuiet(new Date(`2026-11-22T${clock}:00Z`), lunch)
    expect(['11:59', '12:00', '12:59', '13:00'].map(at)).toEqual([false, true, true, false])
    expect(isQuiet(new Date('2026-11-22T03:00:00Z'), { ...lunch, to: '12:00' })).toBe(true)
  })
})

describe('Rejections', () => {
  const bounds = { percent: 60, times: 3, least: 20 }
  const of = (rejected: number, received: number) => ({ rejected, received })

  test.each([
    ['too few leads to say', of(19, 19), of(0, 1000), 'tooFew'],
    ['above the bound, nothing known of before', of(15, 20), of(0, 0), 'high'],
    ['as bad as always', of(70, 100), of(700, 1000), 'usual'],
    ['three times the usual', of(30, 100), of(100, 1000), 'high'],
    ['more than usual, and not by much', of(15, 100), of(100, 1000), 'usual'],
    ['chance with few leads', of(3, 20), of(40, 1000), 'usual'],
    ['rare before, and still rare', of(4, 100), of(1, 1000), 'usual'],
    ['rare before, not rare now', of(20, 100), of(1, 1000), 'high'],
  ])('%s', (_, window, usual, kind) => {
    expect(judgeRejections(window, usual, bounds, false).kind).toBe(kind)
  })

  test('stay told until they are well below where they were told', () => {
    const usual = of(100, 1000)
    expect(judgeRejections(of(26, 100), usual, bounds, false).kind).toBe('usual')
    expect(judgeRejections(of(26, 100), usual, bounds, true).kind).toBe('high')
    expect(judgeRejections(of(15, 100), usual, bounds, true).kind).toBe('usual')
  })

  test('that grow never end an alert, and an alert never makes them quieter', () => {
    const count = fc.integer({ min: 0, max: 500 })
    fc.assert(
      fc.property(count, count, count, fc.integer({ min: 0, max: 2000 }), fc.boolean(), (a, b, c, before, isOpen) => {
        const received = Math.max(a, b, c) + 1
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const judge = (rejected: number, open: boolean) =>
          judgeRejections({ rejected, received }, { rejected: Math.min(c, before), received: before }, bounds, open)
            .kind
        if (judge(low, isOpen) === 'high') expect(judge(high, isOpen)).toBe('high')
        if (judge(low, false) === 'high') expect(judge(low, true)).toBe('high')
      }),
    )
  })
})

test('A message is tried ever later, and not after a day', () => {
  const createdAt = new Date('2026-11-22T09:00:00Z')
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (draw) => {
      let at: Date | null = createdAt
      let last = 0
      let tries = 0
      while (at !== null && tries < 100) {
        tries += 1
        const next: Date | null = retryMessageAt(tries, createdAt, at, draw)
        if (next !== null) {
          const wait = next.getTime() - at.getTime()
          expect(wait).toBeGreaterThanOrEqual(last)
          expect(next.getTime() - createdAt.getTime()).toBeLessThanOrEqual(86_400_000)
          last = wait
        }
        at = next
      }
      expect(tries).toBeGreaterThan(6)
      expect(tries).toBeLessThan(15)
    }),
  )
})

test('An alert leads to where it is cured', () => {
  const link = (kind: string, subject: string, detail: Record<string, unknown> = {}) =>
    alertLink({ kind, subject, detail })?.path ?? null
  expect(link('newCause', 'cause c1', { cause: 'c1', campaign: 'auto' })).toBe('/resolve/c1')
  expect(link('newCause', 'campaign auto many causes', { campaign: 'auto' })).toBe('/resolve?campaign=auto')
  expect(link('rejectRate', 'campaign auto', { campaign: 'auto' })).toBe('/resolve?campaign=auto')
  expect(link('rejectRate', 'x', { campaign: 'auto', supplier: 'A D' })).toBe(
    '/leads?campaign=auto&supplier=A+D&status=rejected',
  )
  expect(link('stuck', 'job 7', { job: '7' })).toBe('/jobs/7')
  expect(link('stuck', 'import 3', { import: '3' })).toBe('/imports/3')
  expect(link('doubleAccept', 'lead 10423 delivery acme')).toBe('/leads/10423')
  expect(link('unknownOutcomes', 'delivery acme')).toBe('/leads?delivery=acme&deliveryStatus=pending')
  expect(link('breakerOpen', 'delivery acme')).toBe('/leads?delivery=acme&date=-24h..now')
  expect(link('capFull', 'cap supplier auto ADC1 day 2026-11-22')).toContain('supplier=ADC1')
  expect(link('longTransaction', 'database')).toBeNull()
})
