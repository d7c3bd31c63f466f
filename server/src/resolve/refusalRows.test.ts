import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Refusal } from '@switchyard/core/causes/refusal.ts'

import { countChanges, refusalRows } from './refusalRows.ts'
import { wholeDays } from './wholeDays.ts'

const refusal = fc
  .record({
    lead: fc.integer({ min: 1, max: 9 }),
    field: fc.constantFrom('make', 'country'),
    value: fc.constantFrom('VW', 'vw', 'Audi', ''),
  })
  .map(({ lead, field, value }): Refusal => ({
    leadId: String(lead),
    receivedAt: new Date(Date.UTC(2026, 10, lead)),
    supplier: lead % 2 ? 'ADC1' : null,
    kept: lead % 3 === 0,
    about: {
      kind: 'check',
      campaign: 'auto',
      code: 'REJECT_LEAD_INVALID_LIST_VALUE',
      field,
      value,
      rule: 'picklist',
      list: 'makes',
      message: 'Not in the list',
      suggestions: [],
    },
  }))

test('A lead has each of its causes once, and one row of it is its first', () => {
  fc.assert(
    fc.property(fc.array(refusal), (refusals) => {
      const { rows, causes } = refusalRows(refusals)
      const leads = new Set(refusals.map(({ leadId }) => leadId))
      expect(rows.filter(({ isFirst }) => isFirst).map(({ leadId }) => leadId)).toHaveLength(leads.size)
      expect(new Set(rows.map(({ leadId, cause }) => `${leadId} ${cause}`)).size).toBe(rows.length)
      expect(new Set(causes.map(({ id }) => id))).toEqual(new Set(rows.map(({ cause }) => cause)))
    }),
  )
})

test('Changes of counts bring what was there to what is there, and nothing changes for what stays', () => {
  fc.assert(
    fc.property(fc.array(refusal), fc.array(refusal), (before, after) => {
      const total = (changes: ReturnType<typeof countChanges>) => {
        const sums = new Map<string, number>()
        for (const { cause, day, supplier, spelling, kept, leads, firstLeads } of changes) {
          const name = JSON.stringify([cause, day, supplier, spelling, kept])
          sums.set(name, (sums.get(name) ?? 0) + leads * 1000 + firstLeads)
        }
        return new Map([...sums].filter(([, sum]) => sum !== 0))
      }
      const [gone, come] = [refusalRows(before).rows, refusalRows(after).rows]
      expect(total([...countChanges([], gone), ...countChanges(gone, come)])).toEqual(total(countChanges([], come)))
      expect(countChanges(come, come)).toEqual([])
    }),
  )
})

test('A span is its whole days and its edges, without a gap and without an overlap', () => {
  const time = fc.date({ min: new Date('2026-11-01'), max: new Date('2026-11-05'), noInvalidDate: true })
  fc.assert(
    fc.property(time, time, (from, to) => {
      const { days, edges } = wholeDays(from, to)
      const parts = [...edges, ...(days?.from && days.to ? [{ from: days.from, to: days.to }] : [])]
      const sorted = parts.toSorted((a, b) => a.from.getTime() - b.from.getTime())
      const wanted = Math.max(0, to.getTime() - from.getTime())
      expect(sorted.reduce((sum, part) => sum + part.to.getTime() - part.from.getTime(), 0)).toBe(wanted)
      sorted.forEach((part, index) => {
        expect(part.from.getTime()).toBe(index === 0 ? from.getTime() : sorted[index - 1]?.to.getTime())
      })
    }),
  )
  expect(wholeDays(undefined, undefined)).toEqual({ days: { from: null, to: null }, edges: [] })
})
