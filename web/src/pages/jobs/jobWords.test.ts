import { jobActionNames } from '@switchyard/contract/jobs/request.ts'
import { jobItemStates, jobStates as contractStates } from '@switchyard/contract/jobs/words.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { actionLabel, itemStates, jobStates, knownActions, outcomeLabel, partsOf } from './jobWords.ts'

it('has words for every action and state of the contract', () => {
  expect(knownActions.map(({ value }) => value).toSorted()).toEqual(jobActionNames.toSorted())
  expect(Object.keys(jobStates).toSorted()).toEqual(contractStates.toSorted())
  expect(Object.keys(itemStates).toSorted()).toEqual(jobItemStates.toSorted())
})

it('shows what it does not know by its own name', () => {
  expect(actionLabel('sendPostcards')).toBe('Send postcards')
  expect(actionLabel('constructor')).toBe('Constructor')
  expect(outcomeLabel('postmarked')).toBe('Postmarked')
  expect(outcomeLabel('accepted')).toBe('Accepted')
})

it('splits the leads of a job into parts that add up to all of them', () => {
  const count = fc.nat(1000)
  fc.assert(
    fc.property(count, count, count, count, count, (succeeded, failed, leftOut, cancelled, waiting) => {
      const done = succeeded + failed + leftOut
      const parts = partsOf({ total: done + cancelled + waiting, done, succeeded, failed, leftOut, cancelled })
      expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(done + cancelled + waiting)
      expect(parts.at(-1)?.count).toBe(waiting)
    }),
  )
})
