import { expect, it } from 'vitest'
import type { DeliverySetup } from '../../../data/setup.ts'
import { emptyDraft, type DraftOf } from './draft.ts'
import { presetDraft } from './presetDraft.ts'

// Only the key is looked at.
const delivery = (key: string) => ({ key }) as DeliverySetup
const facts = (...keys: string[]) => ({ campaigns: [], buyers: [], deliveries: keys.map(delivery) })

it('chooses the delivery beforehand only when there is no other', () => {
  expect(presetDraft(emptyDraft('redeliver'), facts('acme'))).toMatchObject({ to: { kind: 'one', key: 'acme' } })
  expect(presetDraft(emptyDraft('redeliver'), facts('acme', 'beta'))).toMatchObject({ to: { kind: 'none' } })
  expect(presetDraft(emptyDraft('redeliver'), { ...facts(), deliveries: null })).toMatchObject({ to: { kind: 'none' } })
})

it('never changes what a person chose', () => {
  const chosen: DraftOf<'redeliver'> = {
    action: 'redeliver',
    to: { kind: 'one', key: 'beta' },
    skipRules: false,
    includeAccepted: false,
    perSecond: '',
    tryFirst: '',
  }
  expect(presetDraft(chosen, facts('acme'))).toBe(chosen)
})
