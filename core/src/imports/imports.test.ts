import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { columnNames } from './columnNames.ts'
import { countVerdicts, noVerdicts } from './countVerdicts.ts'
import type { FileRow, LeadNow, RowPlan } from './fileRow.ts'
import { judgeRow } from './judgeRow.ts'
import { matchColumns, type Matching } from './matchColumns.ts'
import { leadIdOf } from './rowValues.ts'

const headings = ['LeadID', 'Campaign', 'Lead Status', 'Updated At', 'Revision', 'email', 'phone', 'city']
const targets = ['@leadId', 'Campaign', 'Lead Status', 'Updated At', '@revision', 'email', 'phone', 'city']
const plan: RowPlan = {
  campaign: 'solar',
  columns: headings.map((name, index) => ({ name, target: targets[index] ?? null })),
  fields: new Set(['email', 'phone', 'city']),
  blanksClear: false,
  updateAccepted: false,
}
const lead: LeadNow = {
  id: '7',
  campaign: 'solar',
  status: 'rejected',
  revision: 2,
  erased: false,
  shown: {
    Campaign: 'solar',
    'Lead Status': 'rejected',
    'Updated At': '2026-11-20T09:00:00.123Z',
    email: 'ann@example.com',
    phone: '+447700900123',
    city: 'Bath',
  },
}
const asDownloaded = [
  '7',
  'solar',
  'rejected',
  '2026-11-20T09:00:00.123Z',
  '2',
  'ann@example.com',
  '+447700900123',
  'Bath',
]

function rowOf(changes: Readonly<Record<string, string>>, more: Partial<FileRow> = {}): FileRow {
  const cells = asDownloaded.map((text, index) => changes[headings[index] ?? ''] ?? text)
  return { row: 2, cells, flags: {}, problem: null, supersededBy: null, twin: null, ...more }
}

function judged(changes: Readonly<Record<string, string>>, more: Partial<FileRow> = {}, of: Partial<RowPlan> = {}) {
  return judgeRow(rowOf(changes, more), lead, { ...plan, ...of }, () => false)
}

describe('a row that names a lead', () => {
  test('changes nothing when it comes back as it was downloaded', () => {
    expect(judged({})).toEqual({ verdict: 'unchanged', values: {}, changes: [], ignored: [], error: null })
  })

  test('updates what was edited, old beside new', () => {
    expect(judged({ city: 'York' })).toMatchObject({
      verdict: 'update',
      values: { city: 'York' },
      changes: [{ field: 'city', from: 'Bath', to: 'York' }],
    })
  })

  test('is left as it is by blank cells, and cleared by them when that was asked for', () => {
    expect(judged({ city: '' }).verdict).toBe('unchanged')
    expect(judged({ city: ' ' }, {}, { blanksClear: true })).toMatchObject({
      verdict: 'update',
      values: { city: null },
    })
  })

  test('is not changed by what a spreadsheet did to its numbers', () => {
    for (const phone of ['447700900123', '4.47701E+11']) expect(judged({ phone }).verdict).toBe('unchanged')
  })

  test('is refused where digits of a new number are gone', () => {
    const shortened = judged({ phone: '4.47911E+11' }, { flags: { 6: 'scientific' } })
    expect(shortened).toMatchObject({ verdict: 'invalid', error: { code: 'damaged_number', column: 'phone' } })
    expect(shortened.error?.message).toContain('4.47911E+11')
  })

  test('is refused where a formula of the spreadsheet has failed', () => {
    const failed = judged({ city: '#REF!' }, { flags: { 7: 'error' } })
    expect([failed.verdict, failed.error?.code]).toEqual(['invalid', 'spreadsheet_error'])
  })

  test('loses the guard against formulas by our mark alone', () => {
    expect(judged({ city: "'=cmd" }).values).toEqual({ city: '=cmd' })
    expect(judged({ city: "'s-Hertogenbosch" }).values).toEqual({ city: "'s-Hertogenbosch" })
  })

  test('is a conflict when the lead has been edited since', () => {
    expect(judged({ Revision: '1', city: 'York' })).toMatchObject({ verdict: 'conflict', values: {} })
    expect(judged({ Revision: '1', city: 'York' }).error?.message).toContain('revision 1, the lead 2')
  })

  test('is left out when a later row is about the same lead, and both are named', () => {
    const { verdict, error } = judged({ city: 'York' }, { supersededBy: 9 })
    expect([verdict, error?.message]).toEqual(['superseded', 'Row 9 is about lead 7 too; the last one counts'])
  })

  test('never moves into another campaign, and never brings an erased lead back', () => {
    expect(judgeRow(rowOf({}), { ...lead, campaign: 'wind' }, plan, () => false).error?.code).toBe('other_campaign')
    expect(judgeRow(rowOf({}), { ...lead, erased: true }, plan, () => false).error?.code).toBe('erased')
  })

  test('leaves an accepted lead alone unless it is to be updated', () => {
    const accepted = { ...lead, status: 'accepted' } as const
    expect(judgeRow(rowOf({ city: 'York' }), accepted, plan, () => false).verdict).toBe('alreadyAccepted')
    const updating = { ...plan, updateAccepted: true }
    expect(judgeRow(rowOf({ city: 'York' }), accepted, updating, () => false).verdict).toBe('update')
  })

  test('is the same mistake whether the lead is nobody’s or another account’s', () => {
    expect(judgeRow(rowOf({ LeadID: '99' }), null, plan, () => false)).toMatchObject({
      verdict: 'unknownId',
      error: { code: 'unknown_id', column: 'LeadID', message: 'There is no lead 99' },
    })
    expect(judgeRow(rowOf({ LeadID: 'x7' }), null, plan, () => false).verdict).toBe('unknownId')
  })
})

describe('edits to the columns of the platform', () => {
  test('are listed, old and new, and change nothing', () => {
    expect(judged({ 'Lead Status': 'accepted', Campaign: 'wind', Revision: '8' })).toMatchObject({
      verdict: 'unchanged',
      ignored: [
        { column: 'Campaign', from: 'solar', to: 'wind' },
        { column: 'Lead Status', from: 'rejected', to: 'accepted' },
        { column: 'Revision', from: '2', to: '8' },
      ],
    })
  })

  test('are not seen in times that a spreadsheet wrote in its own way', () => {
    for (const at of ['2026-11-20 09:00:00', '2026-11-20T09:00:00Z', '2026-11-20 09:00']) {
      expect([at, judged({ 'Updated At': at }).ignored]).toEqual([at, []])
    }
  })

  test('are not seen where the lead has moved on by itself', () => {
    const old = { 'Updated At': '2026-11-19T09:00:00.000Z', 'Lead Status': 'errored' }
    expect(judged(old).ignored).toEqual([])
  })
})

describe('a row without LeadID', () => {
  test('is a new lead with its values, and nothing when it has none', () => {
    const fresh = judgeRow(rowOf({ LeadID: '', phone: "'+447700900999" }), null, plan, () => false)
    expect(fresh).toMatchObject({ verdict: 'create', values: { phone: '+447700900999', city: 'Bath' } })
    const blank = rowOf({ LeadID: '', email: '', phone: '', city: '' })
    expect(judgeRow(blank, null, plan, () => false)).toMatchObject({ verdict: 'invalid', error: { code: 'empty' } })
  })
})

test('Whatever a row holds, it gets one verdict, and only updates and new leads have values', () => {
  const text = fc.oneof(fc.constantFrom('', ' ', '7', "'=1", '1e9', 'Bath', '2'), fc.string())
  const row = fc.record({
    row: fc.nat(),
    cells: fc.array(text, { minLength: 8, maxLength: 8 }),
    flags: fc.constantFrom<FileRow['flags']>({}, { 6: 'scientific' }, { 0: 'lostZeros' }),
    problem: fc.constantFrom(null, { code: 'tooFewCells', message: 'x' }),
    supersededBy: fc.constantFrom(null, 12),
    twin: fc.constantFrom(null, 'Row 3'),
  })
  const now = fc.constantFrom(null, lead, { ...lead, status: 'accepted' as const }, { ...lead, erased: true })
  fc.assert(
    fc.property(fc.array(fc.tuple(row, now)), (rows) => {
      const all = rows.map(([one, is]) => judgeRow(one, is, plan, () => false))
      for (const { verdict, values, error } of all) {
        expect(error === null).toBe(['update', 'unchanged', 'create'].includes(verdict))
        if (verdict !== 'update' && verdict !== 'create') expect(values).toEqual({})
      }
      const { rows: total, ignoredEdits: _, ...counts } = countVerdicts(noVerdicts, all)
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(total)
    }),
  )
})

describe('columns', () => {
  const matching: Matching = {
    purpose: 'leads',
    fields: [
      { key: 'email', type: 'email', label: 'Email' },
      { key: 'mobile', type: 'phone', aliases: ['handy'] },
      { key: 'dob', type: 'dateOfBirth' },
    ],
    asked: {},
    remembered: {},
  }
  const targetsOf = (names: readonly string[], more: Partial<Matching> = {}, samples: readonly string[] = []) =>
    matchColumns(
      names.map((name) => ({ name, samples })),
      { ...matching, ...more },
    )

  test('are matched by key, label, alias and usual words', () => {
    const found = targetsOf(['E-Mail', 'Handy', 'Date of birth', 'Shoe size']).columns
    expect(found.map(({ target }) => target)).toEqual(['email', 'mobile', 'dob', null])
  })

  test('are what was asked for first, then what a download calls them, then what they were before', () => {
    const asked = { Mail: null, Handy: 'email' }
    const remembered = { nummer: 'mobile' }
    const found = targetsOf(['Mail', 'Handy', 'Nummer', 'LeadID', 'Supplier', 'Revision'], {
      asked,
      remembered,
    }).columns
    expect(found.map(({ target, by }) => [target, by])).toEqual([
      [null, 'asked'],
      ['email', 'asked'],
      ['mobile', 'remembered'],
      ['@leadId', 'platform'],
      ['@supplier', 'platform'],
      ['@revision', 'platform'],
    ])
  })

  test('are known by what their values look like where no heading helps', () => {
    expect(targetsOf(['Spalte 1'], {}, ['a@example.com', 'b@example.com']).columns[0]).toMatchObject({
      target: 'email',
      by: 'values',
    })
    expect(targetsOf(['Spalte 1'], {}, ['a@example.com', 'none']).columns[0]).toMatchObject({ target: null })
  })

  test('that are not there, or would hold what another one holds, are said', () => {
    const problems = targetsOf(['A', 'B'], { asked: { X: 'email', A: 'email', B: 'nothing' } }).problems
    expect(problems.map(({ column, code }) => [column, code])).toEqual([
      ['X', 'unknown_column'],
      ['B', 'unknown_target'],
    ])
    expect(targetsOf(['A', 'B'], { asked: { A: 'email', B: 'email' } }).problems[0]?.code).toBe('used_twice')
  })

  test('hold each target once, whatever they are called', () => {
    const names = fc.uniqueArray(
      fc.constantFrom('email', 'E-Mail', 'Email', 'mail', 'LeadID', 'lead id', 'Handy', 'tel', 'x'),
    )
    fc.assert(
      fc.property(names, (some) => {
        const given = targetsOf(some).columns.flatMap(({ target }) => target ?? [])
        expect(new Set(given).size).toBe(given.length)
      }),
    )
  })

  test('of one heading get names of their own', () => {
    expect(columnNames(['Phone', 'Phone', '', 'Phone'])).toEqual(['Phone', 'Phone (2)', 'Column 3', 'Phone (3)'])
  })
})

test('Ids are whole numbers, whatever a spreadsheet puts around them', () => {
  expect(['7', ' 7 ', "'7", '7.0', '0', '-7', '7a', '1e3', ''].map(leadIdOf)).toEqual([
    '7',
    '7',
    '7',
    '7',
    null,
    null,
    null,
    null,
    null,
  ])
})
