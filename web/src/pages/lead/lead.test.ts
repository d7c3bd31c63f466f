import { describe, expect, it } from 'vitest'
import type { MoneyRow } from '../../data/leadTypes.ts'
import { answerText, requestText } from './attemptText.ts'
import { changedFields, startValue } from './edits.ts'
import { fieldLines } from './fieldLines.ts'
import { moneyTotals } from './moneyTotals.ts'

const failure = {
  code: 'REJECT_LEAD_INVALID_LIST_VALUE',
  field: 'make',
  value: 'VW',
  rule: null,
  list: 'makes',
  message: "Vehicle make: 'VW' is not in list Makes.",
  suggestions: ['Volkswagen'],
} as const

const lead = {
  fields: { phone: '+447700900123', tags: ['a', 'b'] },
  raw: { mobile: '07700 900123', make: 'VW', utm: 'x', tags: 'a,b' },
  disposition: { code: failure.code, reason: failure.message, failures: [failure] },
} as const
const setup = [
  { key: 'phone', type: 'phone', aliases: ['mobile'] },
  { key: 'make', label: 'Vehicle make', type: 'picklist', aliases: [] },
]

describe('the lines of the Data tab', () => {
  const lines = fieldLines(lead, setup)

  it('come in the campaign’s order, then whatever else the lead has', () => {
    expect(lines.map((line) => line.key)).toEqual(['phone', 'make', 'tags', 'utm'])
  })

  it('show what was received under another name beside the normalised value', () => {
    expect(lines[0]).toMatchObject({ label: 'Phone', value: '+447700900123', raw: '07700 900123' })
  })

  it('keep a refused value with its problem', () => {
    expect(lines[1]).toMatchObject({ label: 'Vehicle make', value: '', raw: 'VW', problems: [failure] })
  })
})

describe('an edit', () => {
  const lines = fieldLines(lead, setup)
  const untouched = Object.fromEntries(lines.map((line) => [line.key, startValue(line)]))

  it('sends nothing while nothing was changed', () => {
    expect(changedFields(lines, untouched)).toEqual({})
  })

  it('starts from the refused value and sends only what differs; emptied is null', () => {
    expect(changedFields(lines, { ...untouched, make: 'Volkswagen', phone: ' ' })).toEqual({
      make: 'Volkswagen',
      phone: null,
    })
  })
})

describe('the totals of the ledger', () => {
  const row = (different: Partial<MoneyRow>): MoneyRow => ({
    at: '2026-11-22T09:14:02.113Z',
    kind: 'revenue',
    debit: 'buyer:ACME',
    credit: 'revenue',
    amount: '12.50',
    currency: 'GBP',
    buyer: null,
    supplier: null,
    dispatch: null,
    note: null,
    ...different,
  })

  it('take reversals off and keep currencies apart', () => {
    const rows = [
      row({}),
      row({ kind: 'payout', debit: 'payout', credit: 'supplier:ADC1', amount: '2.00' }),
      row({ kind: 'revenueReversal', debit: 'revenue', credit: 'buyer:ACME' }),
      row({ currency: 'EUR', amount: '5' }),
    ]
    expect(moneyTotals(rows)).toEqual([
      { currency: 'GBP', revenue: '0.0000', payout: '2.0000', profit: '-2.0000' },
      { currency: 'EUR', revenue: '5.0000', payout: '0.0000', profit: '5.0000' },
    ])
  })

  it('put an adjustment on the side of the account that it moves', () => {
    const up = row({ kind: 'adjustment', debit: 'buyer:ACME', credit: 'revenue', amount: '1' })
    const less = row({ kind: 'adjustment', debit: 'supplier:ADC1', credit: 'payout', amount: '0.5' })
    expect(moneyTotals([up, less])).toEqual([
      { currency: 'GBP', revenue: '1.0000', payout: '-0.5000', profit: '1.5000' },
    ])
  })
})

describe('an attempt written out', () => {
  it('shows the request line, the headers and the body', () => {
    expect(
      requestText({ method: 'POST', url: 'https://b.example/x', headers: { 'x-attempt': '1' }, body: '{"a":1}' }),
    ).toBe('POST https://b.example/x\nx-attempt: 1\n\n{\n  "a": 1\n}')
  })

  it('shows an answer without a body as its head alone', () => {
    expect(answerText({ status: 204, headers: {}, body: '', truncated: false })).toBe('HTTP 204')
  })
})
