import { leadStatuses, type LeadStatus } from '@switchyard/core/lead/states.ts'
import { canMoveLead } from '@switchyard/core/lead/transitions.ts'
import { expect, test } from 'vitest'

import { mayEndAs } from './moves.ts'

test.each<[LeadStatus, LeadStatus]>([
  ['rejected', 'accepted'],
  ['rejected', 'errored'],
  ['errored', 'accepted'],
  ['errored', 'quarantined'],
  ['quarantined', 'rejected'],
  ['quarantined', 'quarantined'],
])('a lead that was %s may be %s once it was checked again', (from, to) => {
  expect(mayEndAs(from, to)).toBe(true)
})

test.each<[LeadStatus, LeadStatus]>([
  ['accepted', 'quarantined'],
  ['accepted', 'errored'],
  ['quarantined', 'errored'],
])('a lead that was %s may not be %s', (from, to) => {
  expect(mayEndAs(from, to)).toBe(false)
})

test('every end is reached by arrows of the table', () => {
  for (const from of leadStatuses) {
    for (const to of leadStatuses) {
      if (from === to || !mayEndAs(from, to)) continue
      expect(canMoveLead(from, to) || canMoveLead('processing', to)).toBe(true)
    }
  }
})
