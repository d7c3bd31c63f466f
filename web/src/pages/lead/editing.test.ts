import { describe, expect, it } from 'vitest'
import { conflictsOf } from './conflict.ts'
import type { Revision } from '../../data/leadTypes.ts'
import type { FieldLine } from './fieldLines.ts'
import { valuesAt } from './revisions.ts'
import { routeChanges } from './routeChanges.ts'
import { suspectField } from './suspectField.ts'
import { isInGroup } from './timelineKinds.ts'

describe('the field that somebody came to mend', () => {
  const line = (key: string, value: string, problem = false): FieldLine => ({
    key,
    label: key.replaceAll('_', ' '),
    type: 'text',
    value,
    raw: value,
    problems: problem
      ? [
          {
            code: 'REJECT_LEAD_INVALID_NUMBER',
            field: key,
            value,
            rule: null,
            list: null,
            message: 'No',
            suggestions: [],
          },
        ]
      : [],
  })
  const lines = [line('email', 'ann@example.com'), line('vehicle_year', '2025'), line('make', 'VW')]

  it('is the one that a check refused', () => {
    expect(suspectField([...lines, line('postcode', 'x', true)], ['vehicle_year'])).toBe('postcode')
  })

  it('is the one that the buyer names, by key or label, or else quotes', () => {
    expect(suspectField(lines, ['vehicle_year must be below 2020'])).toBe('vehicle_year')
    expect(suspectField(lines, ['Vehicle year not allowed'])).toBe('vehicle_year')
    expect(suspectField(lines, ['2025 not allowed'])).toBe('vehicle_year')
  })

  it('is none when nothing points at any', () => {
    expect(suspectField(lines, ['No VW please', ''])).toBeNull()
  })
})

describe('an older revision', () => {
  const change = (from: unknown, to: unknown) => ({ from, to })
  const revisions: readonly Revision[] = [
    { revision: 2, at: '', actor: '', reason: '', changes: { year: change(2025, 2015), make: change(null, 'Ford') } },
    { revision: 3, at: '', actor: '', reason: '', changes: { year: change(2015, 2016) } },
  ]

  it('is what was there before everything that came after it', () => {
    expect(valuesAt({ revisions }, 1)).toEqual({ year: 2025, make: null })
    expect(valuesAt({ revisions }, 2)).toEqual({ year: 2015 })
    expect(valuesAt({ revisions }, 3)).toEqual({})
  })
})

describe('two edits of one lead', () => {
  const opened = { year: '2025', make: 'VW', city: 'Leeds', name: 'Ann' }

  it('are laid beside each other; only what both want differently has to be decided', () => {
    const newest = { year: 2014, make: 'VW', city: 'London', name: 'Bob' }
    expect(conflictsOf(opened, newest, { year: '2015', make: 'Volkswagen', name: 'Bob' })).toEqual([
      { field: 'year', opened: '2025', theirs: '2014', mine: '2015', clashes: true },
      { field: 'make', opened: 'VW', theirs: 'VW', mine: 'Volkswagen', clashes: false },
      { field: 'city', opened: 'Leeds', theirs: 'London', mine: null, clashes: false },
      { field: 'name', opened: 'Ann', theirs: 'Bob', mine: 'Bob', clashes: false },
    ])
  })
})

describe('what an edit changes in the route', () => {
  const decided = (words: Readonly<Record<string, string | null>>) => ({
    decidedAt: '',
    draw: 0,
    setupVersion: 1,
    plan: { kind: 'all', of: [] } as const,
    considered: Object.entries(words).map(([delivery, excluded]) => ({
      delivery,
      buyer: null,
      excluded: excluded === null ? null : ({ why: 'rule', words: excluded } as const),
      waived: [],
      holdUntil: null,
      holdReason: null,
      caps: [],
    })),
  })

  it('is shown for each delivery, changes first', () => {
    const changes = routeChanges(
      decided({ a: null, b: 'rule year >= 2005, lead: 1999' }),
      decided({ a: null, b: null, c: 'no' }),
    )
    expect(changes.map(({ delivery, before, after, changed }) => [delivery, before, after, changed])).toEqual([
      ['b', 'rule year >= 2005, lead: 1999', 'Eligible', true],
      ['c', null, 'no', true],
      ['a', 'Eligible', 'Eligible', false],
    ])
  })
})

describe('the groups of a timeline', () => {
  it('let every entry be found in one of them at least', () => {
    expect(isInGroup({ kind: 'attempt', actor: 'system' }, 'deliveries')).toBe(true)
    expect(isInGroup({ kind: 'redelivered', actor: 'ann@example.com' }, 'people')).toBe(true)
    expect(isInGroup({ kind: 'something new', actor: 'system' }, 'money')).toBe(false)
    expect(isInGroup({ kind: 'something new', actor: 'system' }, 'all')).toBe(true)
  })
})
