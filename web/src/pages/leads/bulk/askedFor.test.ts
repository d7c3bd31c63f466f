import { parseWith } from '@switchyard/contract/issues.ts'
import { jobRequest } from '@switchyard/contract/jobs/request.ts'
import { describe, expect, it } from 'vitest'
import { askedFor, type Asked } from './askedFor.ts'
import { emptyDraft, type Draft } from './draft.ts'

const selection = { query: { campaign: 'auto-warranty' }, take: { count: 100, order: 'random', seed: 7 } } as const

function optionsOf(draft: Draft): unknown {
  const asked = askedFor(draft, selection)
  if (asked.kind === 'missing') throw new Error(asked.words)
  return asked.request.options
}

function mistakesOf(asked: Asked): readonly unknown[] {
  if (asked.kind === 'missing') throw new Error(asked.words)
  const result = parseWith(jobRequest, asked.request)
  return result.ok ? [] : result.problems
}

const filled: readonly Draft[] = [
  {
    action: 'redeliver',
    to: { kind: 'one', key: 'acme' },
    skipRules: true,
    includeAccepted: true,
    perSecond: '2.5',
    tryFirst: '5',
  },
  { action: 'redeliver', to: { kind: 'own' }, skipRules: false, includeAccepted: false, perSecond: '', tryFirst: '' },
  { action: 'return', reason: 'Wrong number', buyer: 'ACME', reversePayout: false, reprocess: true },
  { action: 'unsubscribe', channels: 'sms', evidence: '' },
  { action: 'resubscribe', channels: 'all', evidence: 'asked on the phone' },
  {
    action: 'updateMoney',
    revenue: { how: 'multiply', value: '1.10' },
    payout: { how: 'add', value: '−0.50' },
    buyer: '',
    reason: 'agreed',
  },
  { action: 'edit', field: 'vehicle_year', value: ' 2015 ', reason: 'typed wrong' },
  { action: 'reprocess', skip: ['dedupe'], reason: 'agreed' },
  { action: 'export', format: 'xlsx', columns: ['LeadID', 'email'], mapper: '' },
  { action: 'release', to: 'process', perMinute: '30', reason: '' },
  { action: 'resolve', as: 'accepted', delivery: 'acme', price: '12.50', reason: 'they told us' },
  { action: 'keepRejected', reason: 'spam' },
  { action: 'delete' },
]

describe('a filled-in bulk function', () => {
  it.each(filled)('asks for a job that the contract takes: $action', (draft) => {
    expect(mistakesOf(askedFor(draft, selection))).toEqual([])
    expect(mistakesOf(askedFor(draft, { ids: ['1', '2'] }))).toEqual([])
  })

  it('sends nothing that was left empty', () => {
    expect(optionsOf(emptyDraft('export'))).toEqual({ format: 'csv' })
    expect(optionsOf(emptyDraft('unsubscribe', 'email'))).toEqual({ channels: 'email' })
    expect(optionsOf({ action: 'edit', field: 'city', value: '', reason: 'moved' })).toEqual({
      set: { city: null },
      reason: 'moved',
    })
  })

  it('has its price only where a sale is booked', () => {
    const draft: Draft = { action: 'resolve', as: 'rejected', delivery: '', price: '12.50', reason: 'they told us' }
    expect(optionsOf(draft)).toEqual({ as: 'rejected', reason: 'they told us' })
  })
})

describe('a bulk function that was just opened', () => {
  it.each([
    ['redeliver', /Choose a delivery/],
    ['return', /reason/],
    ['resubscribe', /how the people said yes/],
    ['updateMoney', /revenue, payout or both/],
    ['edit', /Choose the field/],
    ['release', /go on or are refused/],
    ['resolve', /what became of them/],
    ['keepRejected', /Say why/],
    ['joinResponder', /No auto-responder/],
  ] as const)('says what is missing: %s', (action, words) => {
    expect(askedFor(emptyDraft(action), selection)).toEqual({ kind: 'missing', words: expect.stringMatching(words) })
  })

  it('never assumes whether suppliers lose their payout', () => {
    const draft: Draft = { action: 'return', reason: 'Wrong number', buyer: '', reversePayout: null, reprocess: false }
    expect(askedFor(draft, selection)).toMatchObject({ kind: 'missing', words: expect.stringContaining('payout') })
    expect(optionsOf({ ...draft, reversePayout: false })).toMatchObject({ reversePayout: false })
  })

  it('wants a reason as soon as a check is skipped', () => {
    expect(askedFor({ action: 'reprocess', skip: ['caps'], reason: ' ' }, selection).kind).toBe('missing')
  })
})
