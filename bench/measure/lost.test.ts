import { describe, expect, it } from 'vitest'
import { lostLeads, wrongAnswers } from './lost.ts'

describe('counting at both ends', () => {
  it('finds nothing when all places have seen the same number', () => {
    expect(
      lostLeads([
        { where: 'answered', leads: 7 },
        { where: 'stored', leads: 7 },
      ]),
    ).toEqual([])
  })

  it('names each place that has seen more or fewer', () => {
    const counts = [
      { where: 'answered 201', leads: 7 },
      { where: 'in the database', leads: 6 },
      { where: 'at the buyer', leads: 8 },
    ]
    expect(lostLeads(counts)).toEqual([
      '6 leads in the database, but 7 answered 201',
      '8 leads at the buyer, but 7 answered 201',
    ])
  })

  it('names every answer that was not wanted, and those that never came', () => {
    expect(wrongAnswers({ 0: 2, 201: 50, 503: 1 }, 201)).toEqual([
      '2 requests without an answer',
      '1 requests answered 503',
    ])
  })
})
