import { describe, expect, it } from 'vitest'
import { buyerView } from './buyerView.ts'

type Given = Parameters<typeof buyerView>[0]

const accepted: Given = {
  status: 'accepted',
  disposition: { code: 'ACCEPT_LEAD', reason: null, failures: [] },
  sold: null,
  soldReason: null,
  buyers: [],
}
const asked = (buyer: string | null, state: Given['buyers'][number]['state'], reason: string | null = null) => ({
  buyer,
  delivery: `${buyer ?? 'crm'}-api`,
  state,
  reason,
  returnReason: null,
})

describe('the Buyer column', () => {
  it('is empty for a lead that is not for sale', () => {
    expect(buyerView({ ...accepted, buyers: [asked(null, 'accepted')] })).toEqual({ kind: 'none' })
  })

  it('holds the Custom Reason of a lead that was not accepted', () => {
    const disposition = { code: 'REJECT_LEAD_DUPLICATE', reason: 'Duplicate of 10001', failures: [] } as const
    expect(buyerView({ ...accepted, status: 'rejected', disposition })).toEqual({
      kind: 'status',
      status: 'rejected',
      reason: 'Duplicate of 10001',
    })
  })

  it('names the buyer who has the lead and nobody who refused it before', () => {
    const buyers = [asked('ACME', 'rejected', 'Out of area'), asked('BETA', 'accepted')]
    expect(buyerView({ ...accepted, sold: 'sold', buyers })).toEqual({
      kind: 'one',
      sold: 'sold',
      buyer: 'BETA',
      reason: null,
    })
  })

  it('says “multiple” with the number of buyers who have it', () => {
    const buyers = [asked('ACME', 'accepted'), asked('BETA', 'accepted'), asked('GOLD', 'rejected', 'No')]
    expect(buyerView({ ...accepted, sold: 'sold', buyers })).toMatchObject({ kind: 'multiple', count: 2, reason: null })
  })

  it('shows the buyer’s own words when the one buyer refused', () => {
    const buyers = [asked('ACME', 'rejected', '2025 not allowed'), asked('BETA', 'skipped', 'cap day 100 of 100')]
    expect(buyerView({ ...accepted, sold: 'unsold', buyers })).toEqual({
      kind: 'one',
      sold: 'unsold',
      buyer: 'ACME',
      reason: '2025 not allowed',
    })
  })

  it('shows the newest reason, with its buyer, when several refused', () => {
    const buyers = [asked('ACME', 'rejected', 'Out of area'), asked('BETA', 'rejected', 'Bought on 3 Nov')]
    expect(buyerView({ ...accepted, sold: 'unsold', buyers })).toMatchObject({
      kind: 'multiple',
      count: 2,
      reason: 'BETA: Bought on 3 Nov',
    })
  })

  it('says why when nobody was asked', () => {
    const buyers = [asked('ACME', 'skipped', 'closed until Mon 09:00')]
    expect(buyerView({ ...accepted, sold: 'unsold', buyers })).toEqual({
      kind: 'nobody',
      sold: 'unsold',
      reason: 'closed until Mon 09:00',
    })
    expect(buyerView({ ...accepted, sold: 'unsold', soldReason: 'No delivery' })).toMatchObject({
      reason: 'No delivery',
    })
  })

  it('names who gave it back and why; a buyer that did so is not among those who have it', () => {
    const back = { ...asked('ACME', 'accepted'), returnReason: 'Wrong number' }
    const refused = asked('BETA', 'rejected', 'Out of area')
    const soldReason = 'Returned by ACME: Wrong number'
    expect(buyerView({ ...accepted, sold: 'returned', soldReason, buyers: [back, refused] })).toEqual({
      kind: 'one',
      sold: 'returned',
      buyer: 'ACME',
      reason: soldReason,
    })
    expect(buyerView({ ...accepted, sold: 'sold', buyers: [back, asked('NORTH', 'accepted')] })).toEqual({
      kind: 'one',
      sold: 'sold',
      buyer: 'NORTH',
      reason: null,
    })
  })

  it('names the buyer whose answer is awaited', () => {
    const buyers = [asked('ACME', 'rejected', 'No'), asked('NORTH', 'pending')]
    expect(buyerView({ ...accepted, sold: 'pending', buyers })).toMatchObject({
      kind: 'one',
      buyer: 'NORTH',
      reason: null,
    })
  })
})
