import { describe, expect, test } from 'vitest'

import { planRemoval, type StandingDocument } from './planRemoval.ts'

const campaign = (updatedBy = 'demo'): StandingDocument => ({
  kind: 'campaign',
  key: 'auto',
  updatedBy,
  doc: { fields: [{ picklist: 'makes' }], route: { members: [{ delivery: 'acme' }] } },
})
const delivery = (updatedBy = 'demo'): StandingDocument => ({
  kind: 'delivery',
  key: 'acme',
  updatedBy,
  doc: { campaign: 'auto', buyer: 'ACME', request: { body: { make: "{{ make | map: 'codes' }}" } } },
})
const list = (kind: StandingDocument['kind'], key: string): StandingDocument => ({
  kind,
  key,
  updatedBy: 'demo',
  doc: {},
})
const all = [
  campaign(),
  delivery(),
  list('picklist', 'makes'),
  list('mapper', 'codes'),
  list('buyer', 'ACME'),
  list('supplier', 'ADC1'),
]

describe('removing the demo', () => {
  test('takes every document away when nobody touched anything', () => {
    expect(planRemoval(all, () => true, 'demo', new Set())).toEqual({ remove: all, kept: [] })
  })

  test('keeps a campaign with leads, and all that it needs, by name', () => {
    const plan = planRemoval(all, () => true, 'demo', new Set(['auto']))
    expect(plan.remove.map(({ key }) => key)).toEqual(['ADC1'])
    expect(plan.kept).toEqual([
      { kind: 'campaign', key: 'auto', why: 'still has leads' },
      { kind: 'delivery', key: 'acme', why: 'is used by campaign auto' },
      { kind: 'picklist', key: 'makes', why: 'is used by campaign auto' },
      { kind: 'mapper', key: 'codes', why: 'is used by delivery acme' },
      { kind: 'buyer', key: 'ACME', why: 'is used by delivery acme' },
    ])
  })

  test('keeps what somebody changed and says who', () => {
    const documents = [campaign(), delivery('ann@example.com')]
    const plan = planRemoval(documents, () => true, 'demo', new Set())
    expect(plan.remove).toEqual([])
    expect(plan.kept[0]).toEqual({ kind: 'delivery', key: 'acme', why: 'was changed by ann@example.com' })
  })

  test('never touches a document that the demo did not write, and keeps what it uses', () => {
    const own: StandingDocument = {
      kind: 'campaign',
      key: 'mine',
      updatedBy: 'demo',
      doc: { fields: [{ picklist: 'makes' }] },
    }
    const plan = planRemoval([...all, own], ({ key }) => key !== 'mine', 'demo', new Set())
    expect(plan.remove.map(({ key }) => key)).toEqual(['auto', 'acme', 'codes', 'ACME', 'ADC1'])
    expect(plan.kept).toEqual([{ kind: 'picklist', key: 'makes', why: 'is used by campaign mine' }])
  })
})
